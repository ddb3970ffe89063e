using CsCheck;
using Entente.Stix.Patterns;
using Xunit;

namespace Entente.Tests.Stix.Patterns;

public class PatternPropertyTests
{
    [Fact]
    public void What_is_printed_reads_as_an_equal_tree() => PatternWorld.Pattern.Sample(text =>
    {
        var pattern = PatternWorld.Read(text);
        var printed = PatternPrinter.Print(pattern);
        return PatternWorld.Read(printed) == pattern && PatternVectors.Marks(printed) == PatternVectors.Marks(text);
    });

    [Fact]
    public void Any_text_gives_a_pattern_or_an_error_and_never_throws() =>
        Gen.Select(PatternWorld.Pattern, Gen.Int[0, 60], Gen.Char).Sample((text, at, noise) =>
        {
            var broken = text.Insert(Math.Min(at, text.Length), noise.ToString());
            var result = PatternParser.Parse(broken[..Math.Min(broken.Length, 2 * at)] + broken);
            return result.Pattern is null == result.Diagnostics.Any(d => !d.IsWarning)
                && result.Diagnostics.All(d => d.Position >= 0 && d.Line >= 1 && d.Column >= 1);
        });

    [Fact]
    public void A_normal_form_matches_the_same_observations() =>
        Gen.Select(PatternWorld.Pattern, PatternWorld.Observed).Sample((text, observed) =>
        {
            var pattern = PatternWorld.Read(text);
            if (!PatternNormalizer.TryNormalize(pattern, out var normal, out _)) return true;
            return PatternWorld.IsMatch(pattern, observed) == PatternWorld.IsMatch(normal, observed)
                && PatternEquivalence.AreEquivalent(pattern, normal);
        }, iter: 3_000);

    [Fact]
    public void A_comparison_in_normal_form_holds_for_the_same_objects() =>
        Gen.Select(PatternWorld.Comparison, PatternWorld.Observed).Sample((text, observed) =>
        {
            var pattern = PatternWorld.Read($"[{text}]");
            return !PatternNormalizer.TryNormalize(pattern, out var normal, out _)
                || PatternWorld.IsMatch(pattern, observed) == PatternWorld.IsMatch(normal, observed);
        }, iter: 5_000);

    [Fact]
    public void Equivalence_is_reflexive_symmetric_transitive_and_agrees_with_evaluation()
    {
        var small = from left in Gen.OneOf(
                        "[a:x = 1]", "[a:x = 2]", "[a:x IN (1)]", "([a:x = 1])", "[a:x = 2 OR a:x = 2]")
                    from joint in Gen.OneOf("AND", "OR", "FOLLOWEDBY")
                    from right in Gen.OneOf("[a:x = 1]", "[a:x NOT != 1]", "([a:x = 1] OR [a:x = 1])", "[a:x = 2.0]")
                    select PatternWorld.Read($"{left} {joint} {right}");
        var equivalent = 0;
        Gen.Select(small, small, small, PatternWorld.Observed).Sample((a, b, c, observed) =>
        {
            Assert.True(PatternEquivalence.AreEquivalent(a, a));
            var (ab, bc) = (PatternEquivalence.AreEquivalent(a, b), PatternEquivalence.AreEquivalent(b, c));
            Assert.Equal(ab, PatternEquivalence.AreEquivalent(b, a));
            if (ab && bc) Assert.True(PatternEquivalence.AreEquivalent(a, c));
            if (!ab) return;
            Interlocked.Increment(ref equivalent);
            Assert.Equal(PatternWorld.IsMatch(a, observed), PatternWorld.IsMatch(b, observed));
        }, iter: 3_000);
        Assert.True(equivalent > 100, "too few equivalent pairs to say anything");
    }

    [Fact]
    public void The_search_finds_a_binding_exactly_where_trying_everything_does()
    {
        var matches = 0;
        Gen.Select(PatternWorld.Binding, PatternWorld.Observed).Sample((text, observed) =>
        {
            var pattern = PatternWorld.Read(text);
            if (AllBindings.Exist(pattern, observed) is not { } expected) return true;
            if (expected) Interlocked.Increment(ref matches);
            return PatternWorld.IsMatch(pattern, observed) == expected;
        }, iter: 20_000);
        Assert.True(matches > 1_000, "too few matches to say anything");
    }
}
