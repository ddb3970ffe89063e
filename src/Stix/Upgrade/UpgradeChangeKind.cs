namespace Entente.Stix.Upgrade;

/// <summary>What a change does to the meaning.</summary>
public enum UpgradeChangeKind
{
    /// <summary>The same content in the place or spelling that STIX 2.1 has for it.</summary>
    Moved,

    /// <summary>STIX 2.1 has no place for it, so it stands in a custom property, <c>x_stix20_…</c>.</summary>
    Kept,

    /// <summary>STIX 2.1 wants to know what STIX 2.0 did not say; the likely answer was put in.</summary>
    Assumed,

    /// <summary>It is not in the result; the change says what it was.</summary>
    Lost,
}
