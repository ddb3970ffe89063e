namespace Entente.Exchange.Ports;

/// <summary>What storing one object came to.</summary>
public enum PutOutcome
{
    /// <summary>The object is new and is durable now.</summary>
    Stored,

    /// <summary>The same id and version with equal content was there already; nothing changed.</summary>
    Duplicate,

    /// <summary>
    /// The same id and version was there with other content (STIX 2.1 §3.6 leaves that undefined); refused.
    /// </summary>
    Conflict,

    /// <summary>It is new, and no room is left for what its partner gives; refused.</summary>
    NoRoom,

    /// <summary>There was no object to put, only the bytes of its entry.</summary>
    None,
}
