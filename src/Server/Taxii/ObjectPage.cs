using Entente.Exchange.Ports;
using Entente.Server.Hosting;
using Entente.Stix;
using Entente.Taxii;

namespace Entente.Server.Taxii;

/// <summary>
/// A page of a channel: an index range of its log, and the cursor of the page after it. A page begins exactly where the
/// one before it ended, and all pages of one run show the channel as it was when the first was read: an object that is
/// revised in between is seen once. What came later is what <c>added_after</c> the last page gives.
/// </summary>
/// <param name="Objects">What the page holds.</param>
/// <param name="Next">The cursor of the next page; null when this is the last.</param>
internal sealed record ObjectPage(IReadOnlyList<ReleasedObject> Objects, string? Next)
{
    /// <summary>Reads a page, or says why there is none.</summary>
    public static async Task<(ObjectPage? Page, IResult? Refusal)> ReadAsync(
        Node node, ChannelRow channel, string party, TaxiiQuery asked, string? objectId, CancellationToken cancellation)
    {
        var scope = new CursorScope(party, channel.ChannelId, $"{objectId};{asked.Fingerprint}");
        var position = default(CursorPosition);
        if (asked.Next is { } next && !PageCursor.TryRead(node.CursorSecret, scope, next, out position))
        {
            return (null, TaxiiAnswers.BadRequest("next: it is not a cursor of this query"));
        }

        var head = await node.Channels.FindHeadAsync(channel, cancellation);
        if (asked.Next is null) position = new CursorPosition(0, head?.Size ?? 0);
        var limits = node.Settings.PartnerLimits;
        var limit = Math.Min(asked.Limit ?? limits.PageObjectsMax, limits.PageObjectsMax);
        var rows = head is null || IsBeyond(head, asked)
            ? []
            : await node.Channels.ReadAsync(
                Query(channel, asked, objectId, position) with { CountMax = limit + 1, BytesMax = limits.PageBytesMax },
                cancellation);
        if (objectId is not null && rows.Count == 0 && !await HasAsync(node, channel, objectId, cancellation))
        {
            return (null, TaxiiAnswers.NotFound());
        }

        var count = Fitting(rows, limit, limits.PageBytesMax);
        var more = count < rows.Count
            ? PageCursor.Issue(node.CursorSecret, scope, position with { Index = rows[count].Index })
            : null;
        return (new ObjectPage([.. rows.Take(count)], more), null);
    }

    /// <summary>
    /// Every object is STIX 2.1. Nothing new, as most polls find it, is known from the head of the log.
    /// </summary>
    private static bool IsBeyond(LogHead head, TaxiiQuery asked) =>
        asked.AddedAfter?.ToInstant() >= head.LastTime
        || !(asked.SpecVersions.IsEmpty || asked.SpecVersions.Contains("2.1"));

    private static ReleasedQuery Query(
        ChannelRow channel, TaxiiQuery asked, string? objectId, CursorPosition position) =>
        new(
            channel.Realm, channel.Origin, position.Index, CountMax: 1,
            asked.Endpoint is TaxiiEndpoint.Objects or TaxiiEndpoint.Object)
        {
            Until = position.Size,
            AddedAfter = asked.AddedAfter?.ToInstant(),
            Ids = objectId is null ? asked.Ids : [objectId],
            Types = asked.Types,
            Versions = asked.Endpoint == TaxiiEndpoint.Versions
                ? Exchange.Ports.VersionFilter.Every
                : new Exchange.Ports.VersionFilter(
                    asked.Versions.First, asked.Versions.Last, asked.Versions.All,
                    [.. asked.Versions.Exact.Select(Canonical)]),
        };

    /// <summary>Versions are compared as instants, which their canonical text stands for.</summary>
    private static string Canonical(string version) =>
        StixTimestamp.TryParse(version, out var at) ? at.ToString() : version;

    private static async Task<bool> HasAsync(
        Node node, ChannelRow channel, string objectId, CancellationToken cancellation)
    {
        var query = new ReleasedQuery(channel.Realm, channel.Origin, 0, 1, WithBytes: false) { Ids = [objectId] };
        return (await node.Channels.ReadAsync(query, cancellation)).Count > 0;
    }

    private static int Fitting(IReadOnlyList<ReleasedObject> rows, int limit, int bytesMax)
    {
        var bytes = 0L;
        var count = 0;
        while (count < rows.Count && count < limit)
        {
            bytes += rows[count].Bytes.Length;
            if (count > 0 && bytes > bytesMax) break;
            count++;
        }

        return count;
    }
}
