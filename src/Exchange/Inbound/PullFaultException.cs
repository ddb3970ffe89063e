namespace Entente.Exchange.Inbound;

/// <summary>Carries a fault from where it is found to where the pull ends.</summary>
internal sealed class PullFaultException(PullFault fault, string? evidence = null) : Exception(fault.Detail)
{
    public PullFault Fault { get; } = fault;

    /// <summary>What convinces a third person, when the log contradicted itself.</summary>
    public string? Evidence { get; } = evidence;
}
