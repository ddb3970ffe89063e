namespace Entente.Exchange.Ports;

/// <summary>What a log records; all logs have the same construction.</summary>
public enum LogKind
{
    /// <summary>Releases to one partner; the recipient reads it.</summary>
    Channel,

    /// <summary>Every decision of this node, withholds included; auditors read it, partners never.</summary>
    Decisions,

    /// <summary>A verified copy of the log of a channel in which we are the recipient.</summary>
    Mirror,
}
