namespace Entente.Exchange.Ports;

/// <summary>Everything a node keeps, behind the ports that it is used through.</summary>
/// <param name="Objects">Objects.</param>
/// <param name="Ledger">Channels, queues and logs.</param>
/// <param name="Inbound">What arrives from partners.</param>
/// <param name="Inboxes">What partners without a node add.</param>
/// <param name="Agreements">Agreements.</param>
/// <param name="Partners">Partners and their credentials.</param>
/// <param name="Feeds">Feeds from foreign servers.</param>
/// <param name="Pushes">Channels that are delivered to foreign servers.</param>
/// <param name="Approvals">What releasers answered about held objects, and who they are.</param>
/// <param name="Database">Closed, with everything written, when the store is disposed of.</param>
public sealed record NodeStore(
    IObjectStore Objects,
    ILedgerStore Ledger,
    IInboundStore Inbound,
    IInboxStore Inboxes,
    IAgreementStore Agreements,
    IPartnerStore Partners,
    IFeedStore Feeds,
    IPushStore Pushes,
    IApprovalStore Approvals,
    IAsyncDisposable Database) : IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
