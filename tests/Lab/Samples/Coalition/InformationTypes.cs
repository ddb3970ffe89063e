namespace Entente.Lab.Samples.Coalition;

/// <summary>The types and extensions that the sample arrangements name.</summary>
internal static class InformationTypes
{
    /// <summary>
    /// Left out on purpose: threat-actor (attribution is not a purpose), incident, user-account, email-message and
    /// artifact (persons, message texts and malicious files stay at home).
    /// </summary>
    public static readonly string[] JpVn =
    [
        "attack-pattern", "campaign", "course-of-action", "grouping", "identity", "indicator", "infrastructure",
        "intrusion-set", "location", "malware", "malware-analysis", "note", "observed-data", "opinion", "report",
        "tool", "vulnerability", "relationship", "sighting", "language-content", "marking-definition",
        "extension-definition",
        "autonomous-system", "directory", "domain-name", "email-addr", "file", "ipv4-addr", "ipv6-addr", "mac-addr",
        "mutex", "network-traffic", "process", "software", "url", "windows-registry-key", "x509-certificate",
        "x-mitre-analytic", "x-mitre-asset", "x-mitre-collection", "x-mitre-data-component", "x-mitre-data-source",
        "x-mitre-detection-strategy", "x-mitre-matrix", "x-mitre-tactic",
    ];

    public static readonly string[] JpVnExtensions =
    [
        "x_mitre_*", Marks.TlpExtension, Marks.PapExtension, Marks.AgreementExtension, "archive-ext",
        "http-request-ext", "socket-ext", "tcp-ext", "windows-pebinary-ext",
    ];

    public static readonly string[] JpSg =
    [
        "identity", "indicator", "infrastructure", "malware", "relationship", "sighting", "observed-data", "report",
        "marking-definition", "domain-name", "file", "ipv4-addr", "ipv6-addr", "url",
    ];

    public static readonly string[] JpSgExtensions = [Marks.TlpExtension, Marks.AgreementExtension];

    /// <summary>The publisher of ATT&amp;CK, whose objects carry a statement marking and nothing else.</summary>
    public const string Mitre = "identity--c78cb6e5-0c4b-4611-8297-d1b8b55e40b5";

    /// <summary>The fictional vendor that both units of the Japan-Viet Nam arrangement have named.</summary>
    public static readonly string Vendor = SampleIds.Fixed("identity", "tidewater-lantern/lighthouse-signal-research");
}
