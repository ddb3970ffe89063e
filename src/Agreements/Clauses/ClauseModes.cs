namespace Entente.Agreements.Clauses;

/// <summary>Where a clause acts.</summary>
[Flags]
public enum ClauseModes
{
    /// <summary>Nowhere.</summary>
    None = 0,

    /// <summary>REL: at the release gate.</summary>
    Release = 1,

    /// <summary>RCV: at receipt, and on the recipient's node afterwards.</summary>
    Receipt = 2,

    /// <summary>TMR: by obligations in time.</summary>
    Timer = 4,

    /// <summary>REC: it is recorded, and people act on it.</summary>
    Record = 8,
}
