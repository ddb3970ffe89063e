namespace Entente.Exchange.Ports;

/// <summary>What a person can do at a node to an agreement that is active there.</summary>
public enum AgreementStepKind
{
    /// <summary>Nothing is released under it, until an instant or until it is resumed.</summary>
    Suspend,

    /// <summary>Every suspension by this node is lifted.</summary>
    Resume,

    /// <summary>Notice that it is not to go on: it ends as its text provides.</summary>
    Denounce,

    /// <summary>A notice, or a termination at a later instant, is taken back before the end.</summary>
    Keep,

    /// <summary>It ends, at once or at an instant.</summary>
    Terminate,
}
