using System.Text.Json;
using Entente.Stix.Patterns;
using Xunit;

namespace Entente.Tests.Stix.Patterns;

public class PatternMatcherVectorTests
{
    /// <summary>
    /// Refused by STIX 2.1 §9.5.1, which gives one observation expression each kind of qualifier once; evaluated here
    /// as the 2.0 pattern that it is.
    /// </summary>
    private static readonly HashSet<string> ReadAs20 =
    [
        "[person:age < 20] REPEATS 2 TIMES REPEATS 2 TIMES",
        "[person:age < 20] REPEATS 2 TIMES REPEATS 3 TIMES",
    ];

    /// <summary>
    /// STIX 2.1 §9.5.1: in a window, the latest timestamp must not be equal to the earliest one plus the window. In
    /// these it is equal, and the matcher that they were recorded from lets it be. Each is told by its pattern and by
    /// a timestamp of its observations.
    /// </summary>
    private static readonly (string Pattern, string First)[] EndsWithTheWindow =
    [
        ("([person:name = 'alice'] AND [person:name < 'carol']) WITHIN 5 SECONDS", "1994-11-29T13:37:57Z"),
        ("([person:name='alice'] AND [person:name='bob']) WITHIN 1 SECONDS", "2000-01-01T00:00:02Z"),
    ];

    [Fact]
    public void Every_recorded_evaluation_has_the_recorded_outcome()
    {
        var wrong = new List<string>();
        foreach (var vector in PatternVectors.Read("matcher.jsonl"))
        {
            var expected = IsAgainstTheText(vector) ? "False" : vector.GetProperty("expected").ToString();
            var outcome = OutcomeOf(vector);
            if (outcome != expected) wrong.Add($"{vector.Text("pattern")}: {outcome}, not {expected}");
        }

        Assert.Equal([], wrong);
    }

    [Fact]
    public void The_vectors_against_the_text_are_four_and_two_that_are_read_as_2_0()
    {
        var vectors = PatternVectors.Read("matcher.jsonl");
        Assert.Equal(4, vectors.Count(IsAgainstTheText));
        Assert.Equal(2, vectors.Count(v => v.Version() == PatternVersion.V21 && ReadAs20.Contains(v.Text("pattern"))));
    }

    private static bool IsAgainstTheText(JsonElement vector) => Array.Exists(EndsWithTheWindow, listed =>
        listed.Pattern == vector.Text("pattern")
        && vector.GetProperty("observations").GetRawText().Contains(
            $"\"first_observed\": \"{listed.First}\"", StringComparison.Ordinal));

    private static string OutcomeOf(JsonElement vector)
    {
        var text = vector.Text("pattern");
        var version = ReadAs20.Contains(text) ? PatternVersion.V20 : vector.Version();
        if (PatternParser.Parse(text, version).Pattern is not { } pattern) return "error";
        var match = PatternEvaluator.Evaluate(pattern, vector.GetProperty("observations").EnumerateArray());
        return match.Fault is not null ? "error" : match.IsMatch.ToString();
    }
}
