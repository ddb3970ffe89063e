namespace Entente.Stix.Building;

/// <summary>Integrity levels of Windows processes (<c>windows-integrity-level-enum</c>, §10).</summary>
public enum WindowsIntegrityLevel
{
    /// <summary><c>low</c>: low.</summary>
    Low,

    /// <summary><c>medium</c>: medium.</summary>
    Medium,

    /// <summary><c>high</c>: high.</summary>
    High,

    /// <summary><c>system</c>: system.</summary>
    System,
}
