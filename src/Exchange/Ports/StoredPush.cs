namespace Entente.Exchange.Ports;

/// <summary>A push and how far it has come.</summary>
/// <param name="Push">What the operator set.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Open">Entries that the server has not decided yet, or that are tried again.</param>
/// <param name="Failed">Entries that are given up.</param>
public sealed record StoredPush(PushRow Push, PushState State, long Open, long Failed);
