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

    [Theory]
    [InlineData(CoastAgreements.ArrangementId, "no-longer-in-force")]
    [InlineData(CoastAgreements.FrameworkId, "parent-not-in-force")]
    public void An_end_by_notice_stops_the_decision_at_its_instant_and_the_earliest_counts(string ended, string code)
    {
        var plain = CoastAgreements.Set();
        var set = plain.WithEnd(ended, Now.AddHours(1));
        Assert.Equal(Outcome.Permit, Decide(set, Now.AddHours(1).AddTicks(-1)).Outcome);
        Assert.Contains(Decide(set, Now.AddHours(1)).Reasons, reason => reason.Code == code);
        Assert.Equal(code, set.WhyNotInForce(CoastAgreements.ArrangementId, Now.AddHours(1)));
        Assert.Null(set.WhyNotInForce(CoastAgreements.ArrangementId, Now.AddHours(1).AddTicks(-1)));
        Assert.Equal(Now.AddHours(1), set.WithEnd(ended, Now.AddHours(2)).EndOf(ended));
        Assert.Equal(Now, set.WithEnd(ended, Now).EndOf(ended));
        Assert.NotEqual(plain.Version, set.Version);
        Assert.NotEqual(set.Version, set.WithEnd(ended, Now).Version);
        Assert.Equal(plain.Version, set.WithoutEnd(ended).Version);
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

    [Theory]
    [InlineData("none", true, "", "")]
    [InlineData("channel", true, "suspended", "")]
    [InlineData("agreement", true, "suspended", "suspended")]
    [InlineData("agreement", false, "", "")]
    public void A_loss_stops_what_the_clause_about_it_says(string scope, bool isActual, string green, string sand)
    {
        var compromise = CoastClauses.Compromise(scope);
        compromise["kinds"] = new JsonArray("actual");
        var set = CoastAgreements.Set(CoastAgreements.Arrangement().Plus("compromise", compromise))
            .WithCompromise(CoastAgreements.ArrangementId, CoastAgreements.Green, isActual, Now);
        Assert.Equal((green, sand), (Why(CoastAgreements.Green), Why(CoastAgreements.Sand)));
        var verdict = Decide(set, Now);
        Assert.Equal(green.Length > 0 ? Outcome.Deny : Outcome.Permit, verdict.Outcome);
        if (green.Length > 0) Assert.Contains(verdict.Reasons, reason => reason.Clause?.Type == "compromise");
        Assert.Equal(Outcome.Permit, Decide(set, Now.AddTicks(-1)).Outcome);
        Assert.Null(set.WithoutSuspensions(CoastAgreements.ArrangementId)
            .WhyClosed(CoastAgreements.ArrangementId, CoastAgreements.Blue, CoastAgreements.Green, Now));

        string Why(string to) => set.WhyClosed(CoastAgreements.ArrangementId, CoastAgreements.Blue, to, Now) ?? "";
    }

    [Fact]
    public void A_suspension_is_cited_under_the_clause_that_gives_the_right_to_it()
    {
        var set = CoastAgreements.Set(CoastAgreements.Arrangement().Plus("disputeSuspend", CoastClauses.Dispute()))
            .WithSuspension(CoastAgreements.ArrangementId, new Suspension(Now, null));
        Assert.Equal("disputeSuspend", Assert.Single(Decide(set, Now).Reasons).Clause?.Type);
    }

    [Theory]
    [InlineData("2026-01-31T23:59:59Z", "arrangement-not-approved")]
    [InlineData("2026-02-01T00:00:00Z", null)]
    [InlineData("2028-01-31T23:59:59Z", null)]
    [InlineData("2028-02-01T00:00:00Z", "approval-expired")]
    public void A_channel_is_closed_where_an_approval_does_not_stand(string at, string? code)
    {
        var document = CoastAgreements.Arrangement().Plus("arrangementApproval", CoastClauses.Approval(), [CoastAgreements.Blue]);
        var set = CoastAgreements.Set(document);
        var now = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(
            code, set.WhyClosed(CoastAgreements.ArrangementId, CoastAgreements.Blue, CoastAgreements.Green, now));
        Assert.Null(set.WhyClosed(CoastAgreements.ArrangementId, CoastAgreements.Green, CoastAgreements.Blue, now));
    }

    [Fact]
    public void Duties_of_all_clauses_travel_to_the_recipient()
    {
        var set = CoastAgreements.Set(CoastClauses.Full());
        var duties = set.Find(CoastAgreements.ArrangementId)!.DutiesIn(CoastAgreements.BlueToGreen);
        string[] some =
        [
            "access:clearance:COAST:RESTRICTED", "actions:PAP:GREEN", "contractors:bound", "disposal:destroy:overwritten",
            "follow:recall:PT24H", "handling:TLP:GREEN", "onward:deny", "originator-consent:downgrade",
            "purpose:networkDefence", "receipt:PT24H", "retention:max:P1Y", "storage:encrypted", "survives:c7:unlimited",
            "tool:probe:deny",
        ];
        Assert.Equal([], some.Except(duties));
    }

    private static Verdict Decide(AgreementSet set, DateTimeOffset now) =>
        DecisionEngine.Decide(Green, CoastAgreements.BlueToGreen, set, now);
}
