using Entente.Stix.Patterns;
using Xunit;

namespace Entente.Tests.Stix.Patterns;

public class PatternEquivalenceTests
{
    [Fact]
    public void Every_recorded_pair_is_equivalent_or_not_as_recorded()
    {
        var wrong = new List<string>();
        foreach (var vector in PatternVectors.Read("equivalence.jsonl"))
        {
            var a = PatternParser.Parse(vector.Text("a"), vector.Version()).Pattern!;
            var b = PatternParser.Parse(vector.Text("b"), vector.Version()).Pattern!;
            var expected = vector.GetProperty("equivalent").GetBoolean();
            var (there, back) = (PatternEquivalence.AreEquivalent(a, b), PatternEquivalence.AreEquivalent(b, a));
            if (there != expected || back != expected)
            {
                wrong.Add($"{a} | {b}");
            }
        }

        Assert.Equal([], wrong);
    }

    [Theory]
    [InlineData("[a:b NOT = 1]", "[a:b <> +1.0]")]
    [InlineData("[a:b IN (2, 1, 2)]", "[a:'b' IN (1, 2.0)]")]
    [InlineData("[a:b NOT IN ('x')]", "[a:b != 'x']")]
    [InlineData("[a:b = h'4fA2']", "[a:b = b'T6I=']")]
    [InlineData("[a:b = t'2020-01-01T00:00:00.50Z']", "[a:b = t'2020-01-01T00:00:00.5Z']")]
    [InlineData("[a:b = 1] REPEATS 1 TIMES", "[a:b = 1]")]
    [InlineData("[a:b = 1] WITHIN 2.0 SECONDS", "([a:b = 1]) WITHIN 2 SECONDS")]
    [InlineData("[ipv6-addr:value = '2001:DB8:0::1/128']", "[ipv6-addr:value = '2001:db8::1']")]
    [InlineData("[ipv4-addr:value ISSUBSET '10.1.2.3/8']", "[ipv4-addr:value ISSUBSET '10.0.0.0/8']")]
    [InlineData("[a:b = 1 AND c:d = 2]", "[a:b IN ()]")]
    [InlineData("[a:b = 1 AND c:d = 2] OR [a:b = 3]", "[a:b = 3]")]
    public void Equal_meanings_have_one_normal_form(string a, string b) =>
        Assert.True(PatternEquivalence.AreEquivalent(Read(a), Read(b)));

    [Theory]
    [InlineData("[a:b NOT < 1]", "[a:b >= 1]")]
    [InlineData("[a:b = '1']", "[a:b = 1]")]
    [InlineData("[a:b = 1] REPEATS 2 TIMES WITHIN 5 SECONDS", "[a:b = 1] WITHIN 5 SECONDS REPEATS 2 TIMES")]
    [InlineData("[a:b = 'A']", "[a:b = 'a']")]
    [InlineData("[ipv4-addr:value = '01.2.3.4']", "[ipv4-addr:value = '1.2.3.4']")]
    [InlineData("[windows-registry-key:key MATCHES '\\\\S']", "[windows-registry-key:key MATCHES '\\\\s']")]
    public void Different_meanings_have_different_normal_forms(string a, string b)
    {
        var (first, second) = (PatternParser.Parse(a).Pattern, PatternParser.Parse(b).Pattern);
        Assert.False(first is not null && second is not null && PatternEquivalence.AreEquivalent(first, second));
    }

    [Fact]
    public void A_normal_form_is_in_normal_form_and_readable()
    {
        foreach (var vector in PatternVectors.Read("patterns.jsonl"))
        {
            var pattern = PatternParser.Parse(vector.Text("pattern"), vector.Version()).Pattern;
            if (pattern is null) continue;
            Assert.True(PatternNormalizer.TryNormalize(pattern, out var normal, out _));
            var text = normal.ToString();
            var read = PatternParser.Parse(text, vector.Version());
            Assert.True(read.Pattern is not null, text + string.Join("; ", read.Diagnostics));
            Assert.True(PatternNormalizer.TryNormalize(read.Pattern!, out var again, out _));
            Assert.Equal(text, again.ToString());
        }
    }

    [Fact]
    public void A_normal_form_that_would_explode_is_refused_by_name()
    {
        var factors = Enumerable.Range(0, 30).Select(i => $"(a:x{i} = 1 OR a:y{i} = 1)");
        var pattern = Read($"[{string.Join(" AND ", factors)}]");
        Assert.False(PatternNormalizer.TryNormalize(pattern, out _, out var fault));
        Assert.Equal("normal-form-limit", fault!.Code);
        Assert.True(PatternEquivalence.AreEquivalent(pattern, pattern));
        var observations = Enumerable.Range(0, 30).Select(i => $"([a:x{i} = 1] OR [a:y{i} = 1])");
        Assert.False(PatternNormalizer.TryNormalize(Read(string.Join(" AND ", observations)), out _, out _));
    }

    private static Pattern Read(string text) => PatternParser.Parse(text).Pattern!;
}
