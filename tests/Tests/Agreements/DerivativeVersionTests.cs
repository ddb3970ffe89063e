using Entente.Agreements.Redaction;
using Entente.Stix;
using Xunit;
using static Entente.Tests.Agreements.RedactionLab;

namespace Entente.Tests.Agreements;

/// <summary>The times of derivatives, and of what speaks of one of their versions.</summary>
public sealed class DerivativeVersionTests
{
    private const string Older = "2026-02-01T00:00:00.000Z";
    private const string Newer = "2026-03-01T00:00:00.000Z";
    private static readonly string Malware = Id("malware", 1);

    [Theory]
    [InlineData(-5, 0)]
    [InlineData(-1, 0)]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(3000, 3001)]
    public void A_version_is_later_than_the_last_one_that_left(int lastMs, int expectedMs)
    {
        var results = Redact(
            [Version(Newer, "b"), Version(Older, "a")],
            id => id == Malware
                ? new ReferenceState(ReferenceStatus.Released, Ids.Of(id), At(-60_000), At(lastMs))
                : default);
        Assert.Equal(At(expectedMs + 1).ToString(), (string?)Json(results[0])["modified"]);
        Assert.Equal(At(expectedMs).ToString(), (string?)Json(results[1])["modified"]);
        Assert.All(results, item => Assert.Equal(At(-60_000).ToString(), (string?)Json(item)["created"]));
    }

    [Fact]
    public void Times_do_not_tell_of_a_version_that_is_withheld()
    {
        var withheld = new RedactionInput(Version(Older, "a").Object, Deny, []);
        var alone = Json(Redact([Version(Newer, "b")])[0]);
        var beside = Redact([withheld, Version(Newer, "b")]);
        Assert.Equal(RedactionOutcome.Withheld, beside[0].Outcome);
        Assert.Equal(alone.ToJsonString(), Json(beside[1]).ToJsonString());
        Assert.Equal((string?)alone["created"], (string?)alone["modified"]);
    }

    [Theory]
    [InlineData(Older)]
    [InlineData(Newer)]
    public void A_translation_names_the_version_of_the_derivative_that_it_speaks_of(string version)
    {
        var results = Redact([Translation(version), Version(Newer, "b"), Version(Older, "a")]);
        Assert.All(results, item => Assert.Equal(RedactionOutcome.Derivative, item.Outcome));
        var spokenOf = Json(results[version == Newer ? 1 : 2]);
        Assert.Equal((string?)spokenOf["id"], (string?)Json(results[0])["object_ref"]);
        Assert.Equal((string?)spokenOf["modified"], (string?)Json(results[0])["object_modified"]);
        Assert.DoesNotContain(version, Text(results[0]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-02-02T00:00:00.000Z")]
    [InlineData("yesterday")]
    public void A_translation_of_a_version_that_does_not_leave_stays_and_nothing_names_it(string version)
    {
        var translation = Id("language-content", 2);
        var results = Redact(
        [
            Input(
                "report", 3,
                $"\"name\":\"n\",\"published\":\"{Time}\",\"object_refs\":{Refs(translation, Malware)}"),
            Translation(version),
            Version(Newer, "b"),
        ]);
        Assert.Equal(
            [RedactionOutcome.Derivative, RedactionOutcome.Withheld, RedactionOutcome.Derivative],
            results.Select(item => item.Outcome));
        Assert.Contains("speaks-about-withheld", Codes(results[1]), StringComparison.Ordinal);
        Assert.Equal(Refs(Ids.Of(Malware)), Json(results[0])["object_refs"]!.ToJsonString());
    }

    [Fact]
    public void A_translation_of_what_leaves_as_it_is_or_of_no_version_keeps_what_it_says()
    {
        var unchanged = Redact([Translation(Time), Input("malware", 1)])[0];
        Assert.Equal(RedactionOutcome.PassThrough, unchanged.Outcome);
        var contents = $"\"object_ref\":\"{Malware}\",\"contents\":{{\"ja\":{{\"name\":\"n\"}}}}";
        var general = Redact([Input("language-content", 2, contents), Version(Newer, "b")])[0];
        Assert.Equal(RedactionOutcome.Derivative, general.Outcome);
        Assert.False(Json(general).ContainsKey("object_modified"));
    }

    private static RedactionInput Version(string modified, string name) => Input(
        Read($$"""
            {"type":"malware","spec_version":"2.1","id":"{{Malware}}","created_by_ref":"{{Attack}}",
            "created":"{{Time}}","modified":"{{modified}}","name":"{{name}}","is_family":true}
            """),
        Transform());

    private static RedactionInput Translation(string version) => Input(
        "language-content", 2,
        $"\"object_ref\":\"{Malware}\",\"object_modified\":\"{version}\","
            + "\"contents\":{\"ja\":{\"name\":\"n\"}}");

    private static StixTimestamp At(int milliseconds) =>
        StixTimestamp.FromInstant(SampleAgreements.Within.AddMilliseconds(milliseconds));
}
