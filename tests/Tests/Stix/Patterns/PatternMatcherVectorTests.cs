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

    [Fact]
    public void Every_recorded_evaluation_has_the_recorded_outcome()
    {
        var wrong = new List<string>();
        foreach (var vector in PatternVectors.Read("matcher.jsonl"))
        {
            var text = vector.Text("pattern");
            var version = ReadAs20.Contains(text) ? PatternVersion.V20 : vector.Version();
            var pattern = PatternParser.Parse(text, version);
            var outcome = "error";
            if (pattern.Pattern is not null)
            {
                var match = PatternEvaluator.Evaluate(
                    pattern.Pattern, vector.GetProperty("observations").EnumerateArray());
                outcome = match.Fault is not null ? "error" : match.IsMatch ? "True" : "False";
            }

            var expected = vector.GetProperty("expected").ToString();
            if (outcome != expected) wrong.Add($"{version} {text}: {outcome}, not {expected}");
        }

        Assert.Equal([], wrong);
    }
}
