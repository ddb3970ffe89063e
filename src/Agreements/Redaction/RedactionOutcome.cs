namespace Entente.Agreements.Redaction;

/// <summary>What becomes of an object: unchanged or a derivative, nothing between (STIX 2.1 §3.5).</summary>
public enum RedactionOutcome
{
    /// <summary>It leaves as the bytes that arrived.</summary>
    PassThrough,

    /// <summary>It leaves as a new object of ours.</summary>
    Derivative,

    /// <summary>It does not leave.</summary>
    Withheld,

    /// <summary>It is decided again when an object that it refers to has been decided.</summary>
    Deferred,
}
