namespace Entente.Stix.Upgrade;

/// <summary>What became of one object.</summary>
public enum UpgradeOutcome
{
    /// <summary>It was STIX 2.0 and is STIX 2.1 now.</summary>
    Upgraded,

    /// <summary>It was STIX 2.1 already and passed through untouched.</summary>
    AlreadyCurrent,

    /// <summary>Several objects gave the same cyber-observable, and this is what they say together.</summary>
    Merged,

    /// <summary>It cannot be STIX 2.1; the diagnostics say why.</summary>
    Refused,
}
