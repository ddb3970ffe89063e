namespace Entente.Agreements.Redaction;

/// <summary>What is known about an object that another one refers to, and that is not part of the same batch.</summary>
public enum ReferenceStatus
{
    /// <summary>We do not hold it, or it was withheld: its id must not leave.</summary>
    Unreleasable,

    /// <summary>Its own decision is still to come.</summary>
    Undecided,

    /// <summary>It has left in this channel, perhaps under another id.</summary>
    Released,

    /// <summary>The recipient gave it to us, so it knows the id.</summary>
    FromRecipient,
}
