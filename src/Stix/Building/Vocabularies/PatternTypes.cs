namespace Entente.Stix.Building;

/// <summary>Pattern languages (<c>pattern-type-ov</c>, §10); others are allowed.</summary>
public static class PatternTypes
{
    /// <summary>STIX patterning (§9).</summary>
    public const string Stix = "stix";

    /// <summary>Perl compatible regular expressions.</summary>
    public const string Pcre = "pcre";

    /// <summary>Sigma.</summary>
    public const string Sigma = "sigma";

    /// <summary>Snort.</summary>
    public const string Snort = "snort";

    /// <summary>Suricata.</summary>
    public const string Suricata = "suricata";

    /// <summary>YARA.</summary>
    public const string Yara = "yara";
}
