namespace Entente.Stix.Patterns;

/// <summary>
/// What the parser, the normal form and the evaluator refuse to go beyond. Every refusal is a diagnostic.
/// </summary>
public sealed record PatternLimits
{
    /// <summary>The limits that apply when none are given.</summary>
    public static PatternLimits Default { get; } = new();

    /// <summary>Longest pattern, in UTF-16 characters. Default 262,144.</summary>
    public int PatternCharsMax { get; init; } = 262_144;

    /// <summary>Deepest nesting of parentheses and brackets. Default 64.</summary>
    public int DepthMax { get; init; } = 64;

    /// <summary>Most comparison expressions in one pattern. Default 20,000.</summary>
    public int ComparisonsMax { get; init; } = 20_000;

    /// <summary>Most diagnostics that one parse reports; the parse ends after the last. Default 20.</summary>
    public int DiagnosticsMax { get; init; } = 20;

    /// <summary>Longest regular expression of <c>MATCHES</c>, in UTF-16 characters. Default 4,096.</summary>
    public int RegexCharsMax { get; init; } = 4_096;

    /// <summary>Longest time one regular expression may run on one value, in milliseconds. Default 1,000.</summary>
    public int RegexTimeMsMax { get; init; } = 1_000;

    /// <summary>Highest count that <c>REPEATS</c> may name. Default 1,000,000.</summary>
    public int RepeatsMax { get; init; } = 1_000_000;

    /// <summary>Most terms that the normal form may hold. Default 4,096.</summary>
    public int NormalTermsMax { get; init; } = 4_096;

    /// <summary>Most observations that one evaluation takes. Default 100,000.</summary>
    public int ObservationsMax { get; init; } = 100_000;

    /// <summary>
    /// Most values that one evaluation may select and compare, over all paths and observations. Default 20,000,000.
    /// </summary>
    public long ValuesMax { get; init; } = 20_000_000;

    /// <summary>
    /// Most times that one evaluation may look at a candidate observation while it searches for a binding. Default
    /// 20,000,000. Only patterns that combine several <c>FOLLOWEDBY</c>, <c>WITHIN</c> or compound <c>REPEATS</c>
    /// over many equally good observations come near.
    /// </summary>
    public long BindingStepsMax { get; init; } = 20_000_000;

    /// <summary>Most time windows and orders that one binding search may have to choose. Default 512.</summary>
    public int BindingChoicesMax { get; init; } = 512;
}
