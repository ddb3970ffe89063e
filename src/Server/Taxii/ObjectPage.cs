using Entente.Exchange.Ports;
using Entente.Server.Hosting;
using Entente.Stix;
using Entente.Taxii;

namespace Entente.Server.Taxii;

/// <summary>
/// A page of a channel: an index range of its log, and the cursor of the page after it. The cursor is an index, so a
/// page begins exactly where the one before it ended, whatever was released or revised in between.
/// </summary>
/// <param name="Objects">What the page holds.</param>
/// <param name="Next">The cursor of the next page; null when this is the last.</param>
internal sealed record ObjectPage(IReadOnlyList<ReleasedObject> Objects, string? Next)
{
    /// <summary>The most objects of a page.</summary>
    private const int ObjectsMax = 1_000;

    /// <summary>A page is closed before it has more bytes of objects than this; one object always fits.</summary>
    private const int BytesMax = 8 * 1024 * 1024;

    /// <summary>Reads a page, or says why there is none.</summary>
    public static async Task<(ObjectPage? Page, IResult? Refusal)> ReadAsync(
        Node node, ChannelRow channel, string party, TaxiiQuery asked, string? objectId, CancellationToken cancellation)
    {
        var scope = new CursorScope(party, channel.ChannelId, $"{objectId};{asked.Fingerprint}");
        var from = 0L;
        if (asked.Next is { } next && !PageCursor.TryRead(node.CursorSecret, scope, next, out from))
        {
            return (null, TaxiiAnswers.BadRequest("next: it is not a cursor of this query"));
        }

        var limit = Math.Min(asked.Limit ?? ObjectsMax, ObjectsMax);
        var rows = asked.SpecVersions.IsEmpty || asked.SpecVersions.Contains("2.1")
            ? await node.Channels.ReadAsync(Query(channel, asked, objectId, from, limit + 1), cancellation)
            : [];
        if (objectId is not null && from == 0 && rows.Count == 0 && !await HasAsync(node, channel, objectId, cancellation))
        {
            return (null, TaxiiAnswers.NotFound());
        }

        var count = Fitting(rows, limit);
        var more = count < rows.Count ? PageCursor.Issue(node.CursorSecret, scope, rows[count].Index) : null;
        return (new ObjectPage([.. rows.Take(count)], more), null);
    }

    private static ReleasedQuery Query(ChannelRow channel, TaxiiQuery asked, string? objectId, long from, int count) =>
        new(channel.Realm, channel.Origin, from, count, asked.Endpoint is TaxiiEndpoint.Objects or TaxiiEndpoint.Object)
        {
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

    private static int Fitting(IReadOnlyList<ReleasedObject> rows, int limit)
    {
        var bytes = 0L;
        var count = 0;
        while (count < rows.Count && count < limit)
        {
            bytes += rows[count].Bytes.Length;
            if (count > 0 && bytes > BytesMax) break;
            count++;
        }

        return count;
    }
}
