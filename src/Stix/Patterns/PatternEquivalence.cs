namespace Entente.Stix.Patterns;

/// <summary>Says whether two patterns mean the same.</summary>
public static class PatternEquivalence
{
    /// <summary>
    /// Whether two patterns have the same normal form. True means that they match the same observations, apart from
    /// values whose spelling an author cannot mean (addresses and networks, case in registry keys). False means that
    /// no equivalence was found: some equivalences, such as arithmetic on REPEATS, are not looked for, and patterns
    /// whose normal form is too large are equivalent only to themselves.
    /// </summary>
    /// <param name="a">One pattern.</param>
    /// <param name="b">The other pattern.</param>
    /// <param name="limits">What to refuse; the defaults if null.</param>
    public static bool AreEquivalent(Pattern a, Pattern b, PatternLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Root == b.Root) return true;
        return PatternNormalizer.TryNormalize(a, out var first, out _, limits)
            && PatternNormalizer.TryNormalize(b, out var second, out _, limits)
            && first.Root == second.Root;
    }
}
