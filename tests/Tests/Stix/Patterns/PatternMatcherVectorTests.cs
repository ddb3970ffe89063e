using System.Text.Json;
using Entente.Stix.Patterns;
using Xunit;

namespace Entente.Tests.Stix.Patterns;

public class PatternMatcherVectorTests
{
    [Fact]
    public void Every_recorded_evaluation_has_the_recorded_outcome()
    {
        var wrong = new List<string>();
        foreach (var vector in PatternVectors.Read("matcher.jsonl"))
        {
            var expected = VectorDepartures.EndsAtItsWindow(vector) ? "False" : vector.GetProperty("expected").ToString();
            var outcome = OutcomeOf(vector);
            if (outcome != expected) wrong.Add($"{vector.Text("pattern")}: {outcome}, not {expected}");
        }

        Assert.Equal([], wrong);
    }

    [Fact]
    public void The_vectors_against_the_text_are_four_and_two_that_are_read_as_2_0()
    {
        var vectors = PatternVectors.Read("matcher.jsonl");
        Assert.Equal(4, vectors.Count(VectorDepartures.EndsAtItsWindow));
        Assert.Equal(2, vectors.Count(v => v.Version() == PatternVersion.V21 && VectorDepartures.TwiceQualified.Contains(v.Text("pattern"))));
    }

    private static string OutcomeOf(JsonElement vector)
    {
        var text = vector.Text("pattern");
        // Refused as 2.1; evaluated here as the 2.0 pattern that it is.
        var version = VectorDepartures.TwiceQualified.Contains(text) ? PatternVersion.V20 : vector.Version();
        if (PatternParser.Parse(text, version).Pattern is not { } pattern) return "error";
        var match = PatternEvaluator.Evaluate(pattern, vector.GetProperty("observations").EnumerateArray());
        return match.Fault is not null ? "error" : match.IsMatch.ToString();
    }
}
