namespace Entente.Stix.Patterns;

/// <summary>The dialect of the patterning language, which an indicator names in <c>pattern_version</c>.</summary>
public enum PatternVersion
{
    /// <summary>
    /// STIX 2.0 part 5: no <c>EXISTS</c>; <c>START</c> and <c>STOP</c> also take a timestamp written as a string; a
    /// qualifier may stand more than once behind the same observation expression.
    /// </summary>
    V20,

    /// <summary>STIX 2.1 §9.</summary>
    V21,
}
