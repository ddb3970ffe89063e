using Entente.Stix.Patterns;
using Xunit;

namespace Entente.Tests.Stix.Patterns;

public class PatternSyntaxVectorTests
{
    [Fact]
    public void Every_recorded_pattern_is_accepted_or_refused_as_recorded()
    {
        var wrong = new List<string>();
        foreach (var vector in PatternVectors.Read("patterns.jsonl"))
        {
            var text = vector.Text("pattern");
            if (vector.Version() == PatternVersion.V21 && VectorDepartures.TwiceQualified.Contains(text)) continue;
            var result = PatternParser.Parse(text, vector.Version());
            if (result.Pattern is not null != vector.GetProperty("valid").GetBoolean())
            {
                wrong.Add($"{vector.Version()} {text}: {string.Join("; ", result.Diagnostics)}");
            }
        }

        Assert.Equal([], wrong);
    }

    [Fact]
    public void Every_recorded_pattern_keeps_its_characters_when_printed()
    {
        foreach (var vector in PatternVectors.Read("patterns.jsonl"))
        {
            var text = vector.Text("pattern");
            var pattern = PatternParser.Parse(text, vector.Version()).Pattern;
            if (pattern is null) continue;
            var printed = PatternPrinter.Print(pattern);
            Assert.Equal(PatternVectors.Marks(text), PatternVectors.Marks(printed));
            Assert.Equal(pattern, PatternParser.Parse(printed, vector.Version()).Pattern);
        }
    }

    [Fact]
    public void The_canonical_spelling_of_every_recorded_pattern_is_stable()
    {
        foreach (var vector in PatternVectors.Read("patterns.jsonl"))
        {
            var pattern = PatternParser.Parse(vector.Text("pattern"), vector.Version()).Pattern;
            if (pattern is null) continue;
            var canonical = PatternPrinter.PrintCanonical(pattern);
            var again = PatternParser.Parse(canonical, vector.Version());
            Assert.Empty(again.Diagnostics.Where(d => !d.IsWarning));
            Assert.Equal(canonical, PatternPrinter.PrintCanonical(again.Pattern!));
        }
    }

    [Theory]
    [InlineData("[person:age < 20] REPEATS 2 TIMES REPEATS 2 TIMES")]
    [InlineData("[person:age < 20] REPEATS 2 TIMES REPEATS 3 TIMES")]
    public void A_vector_against_the_text_is_refused_in_2_1_and_accepted_in_2_0(string pattern)
    {
        var diagnostic = Assert.Single(PatternParser.Parse(pattern).Diagnostics);
        Assert.Equal("pattern-qualifier-twice", diagnostic.Code);
        Assert.NotNull(PatternParser.Parse(pattern, PatternVersion.V20).Pattern);
    }
}
