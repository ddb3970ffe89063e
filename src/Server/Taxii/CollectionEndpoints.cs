using System.Buffers;
using Entente.Exchange;
using Entente.Exchange.Ports;
using Entente.Server.Hosting;
using Entente.Stix;
using Entente.Taxii;

namespace Entente.Server.Taxii;

/// <summary>
/// Collections, objects, manifests, versions (TAXII 2.1 §5). A collection is a channel; a page is an index range of its
/// log; the cursor is an index. What was not released is not in the log, so no answer can differ because of it.
/// </summary>
internal static class CollectionEndpoints
{
    /// <summary>The most objects of a page.</summary>
    private const int PageObjectsMax = 1000;

    /// <summary>A page is closed once it has this many bytes.</summary>
    private const int PageBytesMax = 8 * 1024 * 1024;

    public static void Map(RouteGroupBuilder group, Node node, Realm realm)
    {
        group.MapGet("/", (HttpContext context, CancellationToken _) => ListAsync(context, node, realm));
        group.MapGet("/{id}/", (HttpContext context, string id) => OneAsync(context, node, realm, id));
        group.MapGet("/{id}/objects/", (HttpContext context, string id) => ObjectsAsync(context, node, realm, id, null));
        group.MapGet("/{id}/objects/{oid}/", (HttpContext context, string id, string oid) => ObjectsAsync(context, node, realm, id, oid));
        group.MapGet("/{id}/objects/{oid}/versions/", (HttpContext context, string id, string oid) => VersionsAsync(context, node, realm, id, oid));
        group.MapGet("/{id}/manifest/", (HttpContext context, string id) => ManifestAsync(context, node, realm, id));
    }

    private static async Task<IResult> ListAsync(HttpContext context, Node node, Realm realm)
    {
        var party = PartnerSite.Party(context);
        var channels = await node.Channels.ListAsync(party, realm, context.RequestAborted);
        var inboxes = node.Inboxes.List(party, realm).Select(InboxEndpoints.Describe);
        return TaxiiAnswers.Resource(new CollectionsResource([.. channels.Select(Describe), .. inboxes]).ToBytes());
    }

    private static async Task<IResult> OneAsync(HttpContext context, Node node, Realm realm, string id) =>
        await FindAsync(context, node, realm, id) is { } channel ? TaxiiAnswers.Resource(Describe(channel).ToBytes())
            : node.Inboxes.Find(PartnerSite.Party(context), realm, id) is { } inbox
                ? TaxiiAnswers.Resource(InboxEndpoints.Describe(inbox).ToBytes())
                : TaxiiAnswers.NotFound();

    private static async Task<IResult> ObjectsAsync(HttpContext context, Node node, Realm realm, string id, string? objectId)
    {
        if (await FindAsync(context, node, realm, id) is not { } channel) return NotReadable(context, node, realm, id);
        var endpoint = objectId is null ? TaxiiEndpoint.Objects : TaxiiEndpoint.Object;
        var (page, refusal) = await ReadAsync(context, node, channel, endpoint, objectId, withBytes: true);
        if (page is null) return refusal!;
        var body = new ArrayBufferWriter<byte>();
        var envelope = new EnvelopeWriter(body);
        foreach (var released in page.Objects) envelope.Add(released.Bytes.Span);
        envelope.Complete(page.Next is not null, page.Next);
        AddDates(context, page.Objects);
        return TaxiiAnswers.Resource(body.WrittenSpan.ToArray());
    }

    private static async Task<IResult> ManifestAsync(HttpContext context, Node node, Realm realm, string id)
    {
        if (await FindAsync(context, node, realm, id) is not { } channel) return NotReadable(context, node, realm, id);
        var (page, refusal) = await ReadAsync(context, node, channel, TaxiiEndpoint.Manifest, null, withBytes: false);
        if (page is null) return refusal!;
        AddDates(context, page.Objects);
        var records = page.Objects.Select(released => new ManifestRecord(
            released.ObjectId, TaxiiTimestamp.FromInstant(released.Time), Version(released), TaxiiMedia.Stix21));
        return TaxiiAnswers.Resource(
            new ManifestResource(page.Next is not null, [.. records]) { Next = page.Next }.ToBytes());
    }

    private static async Task<IResult> VersionsAsync(HttpContext context, Node node, Realm realm, string id, string objectId)
    {
        if (await FindAsync(context, node, realm, id) is not { } channel) return NotReadable(context, node, realm, id);
        var (page, refusal) = await ReadAsync(context, node, channel, TaxiiEndpoint.Versions, objectId, withBytes: false);
        if (page is null) return refusal!;
        AddDates(context, page.Objects);
        return TaxiiAnswers.Resource(
            new VersionsResource(page.Next is not null, [.. page.Objects.Select(Version)]) { Next = page.Next }.ToBytes());
    }

    private static async Task<(Page? Page, IResult? Refusal)> ReadAsync(
        HttpContext context, Node node, ChannelRow channel, TaxiiEndpoint endpoint, string? objectId, bool withBytes)
    {
        var parsed = TaxiiQuery.Parse(context.Request.QueryString.Value, endpoint);
        if (parsed.Value is not { } asked)
        {
            return (null, TaxiiAnswers.BadRequest(string.Join("; ", parsed.Faults.Select(fault => $"{fault.Parameter}: {fault.Message}"))));
        }

        var scope = new CursorScope(PartnerSite.Party(context), channel.ChannelId, $"{objectId};{asked.Fingerprint}");
        var from = 0L;
        if (asked.Next is { } next && !PageCursor.TryRead(node.CursorSecret, scope, next, out from))
        {
            return (null, TaxiiAnswers.BadRequest("next: it is not a cursor of this query"));
        }

        var limit = Math.Min(asked.Limit ?? PageObjectsMax, PageObjectsMax);
        var rows = asked.SpecVersions.IsEmpty || asked.SpecVersions.Contains("2.1")
            ? await node.Channels.ReadAsync(Query(channel, asked, endpoint, objectId, from, limit + 1, withBytes), context.RequestAborted)
            : [];
        if (objectId is not null && from == 0 && rows.Count == 0 && !await HasAsync(node, channel, objectId, context.RequestAborted))
        {
            return (null, TaxiiAnswers.NotFound());
        }

        var page = Cut(rows, limit);
        var more = page.Count < rows.Count ? PageCursor.Issue(node.CursorSecret, scope, rows[page.Count].Index) : null;
        return (new Page(page, more), null);
    }

    private static ReleasedQuery Query(
        ChannelRow channel, TaxiiQuery asked, TaxiiEndpoint endpoint, string? objectId, long from, int count, bool withBytes) =>
        new(channel.Realm, channel.Origin, from, count, withBytes)
        {
            AddedAfter = asked.AddedAfter?.ToInstant(),
            Ids = objectId is null ? asked.Ids : [objectId],
            Types = asked.Types,
            Versions = endpoint == TaxiiEndpoint.Versions
                ? Exchange.Ports.VersionFilter.Every
                : new Exchange.Ports.VersionFilter(
                    asked.Versions.First, asked.Versions.Last, asked.Versions.All,
                    [.. asked.Versions.Exact.Select(text => StixTimestamp.TryParse(text, out var at) ? at.ToString() : text)]),
        };

    private static async Task<bool> HasAsync(Node node, ChannelRow channel, string objectId, CancellationToken cancellation)
    {
        var query = new ReleasedQuery(channel.Realm, channel.Origin, 0, 1, WithBytes: false) { Ids = [objectId] };
        return (await node.Channels.ReadAsync(query, cancellation)).Count > 0;
    }

    private static List<ReleasedObject> Cut(IReadOnlyList<ReleasedObject> rows, int limit)
    {
        var page = new List<ReleasedObject>(Math.Min(limit, rows.Count));
        var bytes = 0L;
        foreach (var row in rows.Take(limit))
        {
            bytes += row.Bytes.Length;
            if (page.Count > 0 && bytes > PageBytesMax) break;
            page.Add(row);
        }

        return page;
    }

    private static Task<ChannelRow?> FindAsync(HttpContext context, Node node, Realm realm, string id) =>
        node.Channels.FindAsync(PartnerSite.Party(context), realm, id, context.RequestAborted);

    /// <summary>An inbox is there, and nobody reads it (§5.3 to §5.8).</summary>
    private static IResult NotReadable(HttpContext context, Node node, Realm realm, string id) =>
        node.Inboxes.Find(PartnerSite.Party(context), realm, id) is null
            ? TaxiiAnswers.NotFound()
            : TaxiiAnswers.Forbidden();

    /// <summary>X-TAXII-Date-Added (§3.2); an empty page has no first object, so it has no such headers.</summary>
    private static void AddDates(HttpContext context, List<ReleasedObject> page)
    {
        if (page.Count == 0) return;
        context.Response.Headers["X-TAXII-Date-Added-First"] = TaxiiTimestamp.FromInstant(page[0].Time).ToString();
        context.Response.Headers["X-TAXII-Date-Added-Last"] = TaxiiTimestamp.FromInstant(page[^1].Time).ToString();
    }

    /// <summary>An observable has no version of its own; the time it was added serves (§3.4.1).</summary>
    private static string Version(ReleasedObject released) =>
        released.Version.Length > 0 ? released.Version : TaxiiTimestamp.FromInstant(released.Time).ToString();

    private static CollectionResource Describe(ChannelRow channel) => new(
        channel.ChannelId, $"{channel.Discloser} to {channel.Recipient}", channel.AgreementId, null, CanRead: true,
        CanWrite: false, [TaxiiMedia.Stix21],
        new CollectionChannel(channel.AgreementId, channel.Discloser, channel.Recipient, channel.Realm.Write(), channel.Origin));

    /// <summary>A page and the cursor of the one after it.</summary>
    private sealed record Page(List<ReleasedObject> Objects, string? Next);
}
