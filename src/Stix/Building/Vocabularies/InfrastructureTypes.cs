namespace Entente.Stix.Building;

/// <summary>What infrastructure is used for (<c>infrastructure-type-ov</c>, §10); others are allowed.</summary>
public static class InfrastructureTypes
{
    /// <summary>Makes small traffic large.</summary>
    public const string Amplification = "amplification";

    /// <summary>Hides who acts, such as a proxy.</summary>
    public const string Anonymization = "anonymization";

    /// <summary>Members and servers of a botnet.</summary>
    public const string Botnet = "botnet";

    /// <summary>Steers malware.</summary>
    public const string CommandAndControl = "command-and-control";

    /// <summary>Takes in stolen data.</summary>
    public const string Exfiltration = "exfiltration";

    /// <summary>Hands out malware.</summary>
    public const string HostingMalware = "hosting-malware";

    /// <summary>Keeps lists of targets.</summary>
    public const string HostingTargetLists = "hosting-target-lists";

    /// <summary>An industrial control system.</summary>
    public const string ControlSystem = "control-system";

    /// <summary>A firewall.</summary>
    public const string Firewall = "firewall";

    /// <summary>Network devices.</summary>
    public const string RoutersSwitches = "routers-switches";

    /// <summary>A workstation.</summary>
    public const string Workstation = "workstation";

    /// <summary>Serves phishing.</summary>
    public const string Phishing = "phishing";

    /// <summary>Scouts targets.</summary>
    public const string Reconnaissance = "reconnaissance";

    /// <summary>Prepares attacks.</summary>
    public const string Staging = "staging";

    /// <summary>Not known.</summary>
    public const string Unknown = "unknown";
}
