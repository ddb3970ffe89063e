using System.Text.Json.Nodes;
using Entente.Agreements.Compilation;
using Entente.Agreements.Decisions;
using Entente.Stix;
using Xunit;

namespace Entente.Tests.Agreements;

public sealed class AgreementSetTests
{
    private static readonly DateTimeOffset Now = CoastAgreements.Now;

    private static readonly ReleaseFacts Green = new()
    {
        Type = "indicator",
        Realm = "live",
        Markings = [DecisionTableTests.Level(Tlp.Green)],
    };

    [Theory]
    [InlineData(CoastAgreements.ArrangementId, "suspended")]
    [InlineData(CoastAgreements.FrameworkId, "parent-not-in-force")]
    public void A_suspension_by_this_node_stops_the_next_decision(string suspended, string code)
    {
        var plain = CoastAgreements.Set();
        var set = plain.WithSuspension(suspended, new Suspension(Now, Now.AddHours(1)));
        Assert.Equal(Outcome.Permit, Decide(set, Now.AddTicks(-1)).Outcome);
        Assert.Contains(Decide(set, Now).Reasons, reason => reason.Code == code);
        Assert.Equal(code, set.WhyNotInForce(CoastAgreements.ArrangementId, Now));
        Assert.Equal(Outcome.Deny, Decide(set, Now.AddHours(1).AddTicks(-1)).Outcome);
        Assert.Equal(Outcome.Permit, Decide(set, Now.AddHours(1)).Outcome);
        Assert.NotEqual(plain.Version, set.Version);
        Assert.Equal(plain.Version, set.WithoutSuspensions(suspended).Version);
    }

    [Fact]
    public void A_suspension_without_an_end_lasts_and_outlives_another_version()
    {
        var set = CoastAgreements.Set().WithSuspension(CoastAgreements.ArrangementId, new Suspension(Now, null));
        var again = set.With(CoastAgreements.Compiled(CoastAgreements.Arrangement(), set));
        Assert.Equal(Outcome.Deny, Decide(again, Now.AddYears(3)).Outcome);
    }

    [Fact]
    public void The_version_does_not_depend_on_the_order_in_which_agreements_came()
    {
        var framework = CoastAgreements.FrameworkSet();
        var other = CoastAgreements.Arrangement();
        other["id"] = "urn:entente:agreement:coast-sea";
        var first = CoastAgreements.Compiled(CoastAgreements.Arrangement(), framework);
        var second = CoastAgreements.Compiled(other, framework);
        Assert.Equal(framework.With(first).With(second).Version, framework.With(second).With(first).Version);
        Assert.NotEqual(framework.With(first).Version, framework.With(second).Version);
        Assert.Equal(framework.Version, framework.With(first).Without(CoastAgreements.ArrangementId).Version);
    }

    [Fact]
    public void Nothing_leaves_when_a_framework_further_up_is_gone_or_suspended()
    {
        var top = CoastAgreements.Framework();
        top["id"] = "urn:entente:agreement:coast-treaty";
        top.Parameters("instrument")["kind"] = "treaty";
        var middle = CoastAgreements.Framework();
        middle.Parameters("instrument")["parent"] = CoastAgreements.ParentOf(top);
        var bottom = CoastAgreements.Arrangement(CoastAgreements.ParentOf(middle));
        var set = AgreementSet.Empty.With(CoastAgreements.Compiled(top, AgreementSet.Empty));
        set = set.With(CoastAgreements.Compiled(middle, set));
        set = set.With(CoastAgreements.Compiled(bottom, set));
        Assert.Equal(Outcome.Permit, Decide(set, Now).Outcome);
        Assert.Equal(Outcome.Deny, Decide(set.Without("urn:entente:agreement:coast-treaty"), Now).Outcome);
        var paused = set.WithSuspension("urn:entente:agreement:coast-treaty", new Suspension(Now, null));
        Assert.Equal(Outcome.Deny, Decide(paused, Now).Outcome);
    }

    [Fact]
    public void A_framework_in_another_version_stops_what_hangs_on_it()
    {
        var changed = CoastAgreements.Framework();
        changed["version"] = 2;
        var set = CoastAgreements.Set().With(CoastAgreements.Compiled(changed, AgreementSet.Empty));
        Assert.Contains(Decide(set, Now).Reasons, reason => reason.Code == "parent-changed");
    }

    [Fact]
    public void Channels_are_the_directions_of_the_scope()
    {
        var document = CoastAgreements.Arrangement();
        document.Parameters("informationScope")["directions"] = new JsonArray(
            new JsonObject { ["from"] = CoastAgreements.Blue, ["to"] = CoastAgreements.Green });
        var set = CoastAgreements.Set(document);
        Assert.Equal([CoastAgreements.BlueToGreen], set.ChannelsFrom(CoastAgreements.Blue));
        Assert.Equal([CoastAgreements.BlueToGreen], set.ChannelsTo(CoastAgreements.Green));
        Assert.Empty(set.ChannelsFrom(CoastAgreements.Green));
    }

    private static Verdict Decide(AgreementSet set, DateTimeOffset now) =>
        DecisionEngine.Decide(Green, CoastAgreements.BlueToGreen, set, now);
}
