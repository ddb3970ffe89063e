using Entente.Agreements.Decisions;
using Entente.Exchange.Policy;
using Entente.Exchange.Ports;
using Entente.Server.Hosting;

namespace Entente.Server.Api;

/// <summary>The state of a node, for the page, the command and monitoring alike.</summary>
/// <param name="Party">Our party id.</param>
/// <param name="Name">Our name.</param>
/// <param name="Agreements">The agreements.</param>
/// <param name="Channels">The channels in which we disclose.</param>
/// <param name="Inbound">The channels in which we receive.</param>
/// <param name="Inboxes">What partners have added, ordered by party and agreement.</param>
/// <param name="Objects">How many object versions we hold, by type.</param>
internal sealed record StatusReport(
    string Party,
    string Name,
    IReadOnlyList<AgreementSummary> Agreements,
    IReadOnlyList<ChannelStatus> Channels,
    IReadOnlyList<InboundStatus> Inbound,
    IReadOnlyList<InboxStatus> Inboxes,
    IReadOnlyDictionary<string, long> Objects)
{
    public static async Task<StatusReport> ReadAsync(Node node, CancellationToken cancellation)
    {
        var channels = new List<ChannelStatus>();
        foreach (var channel in await node.Store.Ledger.ListChannelsAsync(cancellation))
        {
            channels.Add(await ReadAsync(node, channel, cancellation));
        }

        var known = (await node.Store.Inbound.ListInboundAsync(cancellation)).ToDictionary(row => row.Origin);
        var inbound = node.Book.Active.ChannelsTo(node.Identity.Party).Select(channel => Describe(node, channel, known));
        var inboxes = InboxStatus.List(
            await node.Store.Inboxes.ListTalliesAsync(cancellation), node.Settings.PartnerLimits.InboxBytesMax);
        return new StatusReport(
            node.Identity.Party, node.Settings.Name, await AgreementSummary.ListAsync(node, cancellation), channels, [.. inbound],
            inboxes, await node.Store.Objects.CountByTypeAsync(Exchange.Realm.Live, cancellation));
    }

    private static async Task<ChannelStatus> ReadAsync(Node node, ChannelRow channel, CancellationToken cancellation)
    {
        var ledger = node.Store.Ledger;
        var head = await ledger.FindHeadAsync(channel.Realm, channel.Origin, cancellation);
        var counts = await ledger.CountDecisionsAsync(channel, cancellation);
        var receipt = await node.FindReceiptAsync(channel, cancellation);
        return new ChannelStatus(
            channel.Recipient, channel.AgreementId, channel.ChannelId, channel.Origin, head?.Size ?? 0,
            await ledger.CountPendingAsync(channel, cancellation), Sum("hold"), Sum("deny"), Sum("transform"),
            receipt?.Size ?? 0, receipt?.At, node.Book.WhyClosed(channel, node.Clock.GetUtcNow()) ?? "in-force");

        long Sum(string outcome) => counts.Where(count => count.Outcome == outcome).Sum(count => count.Count);
    }

    private static InboundStatus Describe(Node node, ChannelTerms channel, Dictionary<string, InboundRow> known)
    {
        var discloser = node.Book.Active.Find(channel.AgreementId)!.Find(channel.Discloser)!;
        var origin = AgreementBook.ChannelOrigin(discloser, channel.AgreementId, channel.Recipient, channel.Realm);
        var state = node.Book.Active.WhyNotInForce(channel.AgreementId, node.Clock.GetUtcNow()) ?? "in-force";
        return known.GetValueOrDefault(origin) is { } row
            ? new InboundStatus(
                channel.Discloser, channel.AgreementId, origin, row.CheckpointSize, row.StoredSize, row.ReceiptSentSize,
                row.LastPullAt, row.Fault ?? "", row.Frozen ? "frozen" : state, row.Evidence ?? "")
            : new InboundStatus(channel.Discloser, channel.AgreementId, origin, 0, 0, 0, null, "", state, "");
    }
}
