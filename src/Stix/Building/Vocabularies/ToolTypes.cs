namespace Entente.Stix.Building;

/// <summary>Kinds of tools (<c>tool-type-ov</c>, §10); others are allowed.</summary>
public static class ToolTypes
{
    /// <summary>Floods or blocks services.</summary>
    public const string DenialOfService = "denial-of-service";

    /// <summary>Uses vulnerabilities.</summary>
    public const string Exploitation = "exploitation";

    /// <summary>Gathers information.</summary>
    public const string InformationGathering = "information-gathering";

    /// <summary>Captures traffic.</summary>
    public const string NetworkCapture = "network-capture";

    /// <summary>Cracks or steals credentials.</summary>
    public const string CredentialExploitation = "credential-exploitation";

    /// <summary>Controls machines from afar.</summary>
    public const string RemoteAccess = "remote-access";

    /// <summary>Looks for vulnerabilities.</summary>
    public const string VulnerabilityScanning = "vulnerability-scanning";

    /// <summary>Not known.</summary>
    public const string Unknown = "unknown";
}
