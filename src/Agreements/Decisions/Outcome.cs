namespace Entente.Agreements.Decisions;

/// <summary>What is decided about a release, the worst last: among several findings the worst wins.</summary>
public enum Outcome
{
    /// <summary>It leaves as it is.</summary>
    Permit,

    /// <summary>It leaves as a derivative of ours, with something removed.</summary>
    Transform,

    /// <summary>It waits for a releaser's approval.</summary>
    Hold,

    /// <summary>It does not leave.</summary>
    Deny,
}
