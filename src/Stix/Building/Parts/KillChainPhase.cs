namespace Entente.Stix.Building;

/// <summary>One phase of one kill chain (§2.11).</summary>
public sealed record KillChainPhase : StixPart
{
    /// <summary>The kill chain, lower case with hyphens (§2.11).</summary>
    public required string KillChainName { get; init; }

    /// <summary>The phase, lower case with hyphens (§2.11).</summary>
    public required string PhaseName { get; init; }

    internal override void Write(MemberWriter to)
    {
        to.Put("kill_chain_name", KillChainName);
        to.Put("phase_name", PhaseName);
    }
}
