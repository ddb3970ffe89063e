namespace Entente.Stix.Patterns;

/// <summary>
/// Reads a pattern (STIX 2.1 §9, STIX 2.0 part 5). One pass, no backtracking; the effort grows with the length of the
/// text. After an error it goes on at the next connective or bracket, so that one parse reports several errors.
/// </summary>
public static class PatternParser
{
    /// <summary>Reads a pattern.</summary>
    /// <param name="text">The pattern.</param>
    /// <param name="version">The dialect.</param>
    /// <param name="limits">What to refuse; <see cref="PatternLimits.Default"/> if null.</param>
    /// <returns>The tree, or null and at least one error; warnings may come with either.</returns>
    public static PatternResult Parse(
        string text, PatternVersion version = PatternVersion.V21, PatternLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        limits ??= PatternLimits.Default;
        var report = new PatternReport(text, limits.DiagnosticsMax);
        if (text.Length > limits.PatternCharsMax)
        {
            report.Error("pattern-too-long", 0,
                $"the pattern has {text.Length} characters; at most {limits.PatternCharsMax} are read");
            return new PatternResult(null, report.ToDiagnostics());
        }

        var tokens = new PatternTokens(text, version, limits, report);
        var root = new ObservationParser(tokens).ParseAll();
        var pattern = root is null || report.Errors > 0 ? null : new Pattern(root, version);
        return new PatternResult(pattern, report.ToDiagnostics());
    }
}
