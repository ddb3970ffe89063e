using System.Collections.Immutable;
using Entente.Exchange;
using Entente.Exchange.Inboxes;
using Entente.Exchange.Ports;
using Entente.Server.Hosting;
using Entente.Taxii;

namespace Entente.Server.Taxii;

/// <summary>
/// Add Objects and Get Status (TAXII 2.1 §5.5, §4.3). An inbox is a collection that its partner may only write to.
/// The answer is given when everything that was taken is durable, so a status is complete from the start.
/// </summary>
internal static class InboxEndpoints
{
    public static void Map(RouteGroupBuilder root, Node node, Realm realm)
    {
        root.MapPost(
            "/collections/{id}/objects/", (HttpContext context, string id) => AddAsync(context, node, realm, PathId.Of(id)));
        root.MapMethods(
            "/status/{id}/", TaxiiAnswers.ReadMethods, (HttpContext context, string id) =>
                StatusAsync(context, node, realm, PathId.Of(id)));
    }

    /// <summary>An inbox as a collection (§5.2).</summary>
    public static CollectionResource Describe(Inbox inbox) => new(
        inbox.InboxId, $"{inbox.Discloser} to {inbox.Recipient}: inbox", inbox.AgreementId, null, CanRead: false,
        CanWrite: true, [TaxiiMedia.Stix21]);

    private static async Task<IResult> AddAsync(HttpContext context, Node node, Realm realm, string id)
    {
        if (node.Inboxes.Find(PartnerGuard.Party(context), realm, id) is not { } inbox)
        {
            return await node.Channels.FindAsync(PartnerGuard.Party(context), realm, id, context.RequestAborted) is null
                ? TaxiiAnswers.NotFound()
                : TaxiiAnswers.Forbidden();
        }

        var headers = context.Request.Headers;
        if (!TaxiiMedia.CanRead(headers.ContentType) || headers.ContentEncoding.Count > 0)
        {
            return TaxiiAnswers.UnsupportedMediaType();
        }

        var limits = node.Settings.PartnerLimits;
        if (context.Request.ContentLength > limits.BodyBytesMax) return TaxiiAnswers.TooLarge(limits.BodyBytesMax);
        var (offered, refusal) = await ReadAsync(context, limits);
        if (offered is null) return refusal!;
        var addition = await node.Inboxes.AddAsync(inbox, offered, context.RequestAborted);
        node.SettleSoon();
        return TaxiiAnswers.Accepted(ToStatus(addition).ToBytes());
    }

    private static async Task<IResult> StatusAsync(HttpContext context, Node node, Realm realm, string id) =>
        await node.Inboxes.FindAdditionAsync(
            PartnerGuard.Party(context), realm, id, context.RequestAborted) is { } addition
            ? TaxiiAnswers.Resource(ToStatus(addition).ToBytes())
            : TaxiiAnswers.NotFound();

    /// <summary>
    /// Takes the envelope apart while it arrives; what is no envelope of STIX objects is refused whole.
    /// </summary>
    private static async Task<(List<OfferedObject>? Offered, IResult? Refusal)> ReadAsync(
        HttpContext context, PartnerLimits limits)
    {
        var read = 0;
        var envelope = new EnvelopeReader(limits.BodyBytesMax);
        var offered = new List<OfferedObject>();
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var count = await context.Request.Body.ReadAsync(buffer, context.RequestAborted);
            read += count;
            if (read > limits.BodyBytesMax) return (null, TaxiiAnswers.TooLarge(limits.BodyBytesMax));
            if (count > 0) envelope.Push(buffer.AsSpan(0, count));
            else envelope.Complete();
            while (envelope.TryTake(out var taken))
            {
                if (OfferedObject.Read(taken.Bytes) is not { } named)
                {
                    return (null, TaxiiAnswers.Unprocessable(
                        $"/objects/{offered.Count}: it has no `type` or no `id`, so it is no STIX object"));
                }

                offered.Add(named);
                if (offered.Count > limits.BodyObjectsMax)
                {
                    return (null, TaxiiAnswers.Unprocessable(
                        $"it has more than {limits.BodyObjectsMax} objects; send fewer at once"));
                }
            }

            if (envelope.Fault is { } fault)
            {
                return (null, TaxiiAnswers.Unprocessable($"{fault.Code}: {fault.Message}"));
            }

            if (count == 0) return (offered, null);
        }
    }

    private static StatusResource ToStatus(AdditionRow addition) => new(
        addition.AdditionId, TaxiiTimestamp.FromInstant(addition.ReceivedAt),
        [.. addition.Items.Where(item => item.Refusal is null).Select(Detail)],
        [.. addition.Items.Where(item => item.Refusal is not null).Select(Detail)],
        ImmutableArray<StatusDetail>.Empty);

    private static StatusDetail Detail(AdditionItem item) => new(item.ObjectId, item.Version, item.Refusal);
}
