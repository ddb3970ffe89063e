using Entente.Exchange;
using Entente.Exchange.Ports;
using Entente.Server.Hosting;
using Entente.Taxii;

namespace Entente.Server.Taxii;

/// <summary>
/// Collections, objects, manifests, versions (TAXII 2.1 §5). A collection that is read is a channel, one that is
/// written is an inbox. What was not released is not in the log, so no answer can differ because of it.
/// </summary>
internal static class CollectionEndpoints
{
    public static void Map(RouteGroupBuilder group, Node node, Realm realm)
    {
        Get("/", (context, _, _) => ListAsync(context, node, realm));
        Get("/{id}/", (context, id, _) => OneAsync(context, node, realm, id));
        Get("/{id}/manifest/", (context, id, _) =>
            ReadAsync(context, node, realm, id, TaxiiEndpoint.Manifest, null, WriteManifest));
        Get("/{id}/objects/", (context, id, _) =>
            ReadAsync(context, node, realm, id, TaxiiEndpoint.Objects, null, WriteEnvelope));
        Get("/{id}/objects/{oid}/", (context, id, oid) =>
            ReadAsync(context, node, realm, id, TaxiiEndpoint.Object, oid, WriteEnvelope));
        Get("/{id}/objects/{oid}/versions/", (context, id, oid) =>
            ReadAsync(context, node, realm, id, TaxiiEndpoint.Versions, oid, WriteVersions));
        group.MapDelete(
            "/{id}/objects/{oid}/", (HttpContext context, string id, string oid) =>
                DeleteAsync(context, node, realm, PathId.Of(id)));

        void Get(string path, Func<HttpContext, string, string, Task<IResult>> answer) => group.MapMethods(
            path, TaxiiAnswers.ReadMethods,
            (HttpContext context, string? id, string? oid) => answer(context, PathId.Of(id), oid ?? ""));
    }

    private static async Task<IResult> ListAsync(HttpContext context, Node node, Realm realm)
    {
        var party = PartnerGuard.Party(context);
        var channels = await node.Channels.ListAsync(party, realm, context.RequestAborted);
        var inboxes = node.Inboxes.List(party, realm).Select(InboxEndpoints.Describe);
        return TaxiiAnswers.Resource(new CollectionsResource([.. channels.Select(Describe), .. inboxes]).ToBytes());
    }

    private static async Task<IResult> OneAsync(HttpContext context, Node node, Realm realm, string id)
    {
        var party = PartnerGuard.Party(context);
        if (await node.Channels.FindAsync(party, realm, id, context.RequestAborted) is { } channel)
        {
            return TaxiiAnswers.Resource(Describe(channel).ToBytes());
        }

        return node.Inboxes.Find(party, realm, id) is { } inbox
            ? TaxiiAnswers.Resource(InboxEndpoints.Describe(inbox).ToBytes())
            : TaxiiAnswers.NotFound();
    }

    private static async Task<IResult> ReadAsync(
        HttpContext context, Node node, Realm realm, string id, TaxiiEndpoint endpoint, string? objectId,
        Func<HttpContext, ObjectPage, ReadOnlyMemory<byte>> write)
    {
        var party = PartnerGuard.Party(context);
        if (await node.Channels.FindAsync(party, realm, id, context.RequestAborted) is not { } channel)
        {
            return NotReadable(node, party, realm, id);
        }

        var parsed = TaxiiQuery.Parse(context.Request.QueryString.Value, endpoint);
        if (parsed.Value is not { } asked)
        {
            var faults = parsed.Faults.Select(fault => $"{fault.Parameter}: {fault.Message}");
            return TaxiiAnswers.BadRequest(string.Join("; ", faults));
        }

        var (page, refusal) = await ObjectPage.ReadAsync(node, channel, party, asked, objectId, context.RequestAborted);
        if (page is null) return refusal!;
        AddDates(context, page.Objects);
        return TaxiiAnswers.Resource(write(context, page));
    }

    /// <summary>
    /// Nobody deletes from a channel, whose log only grows, or from an inbox, which is not read: 403 (§5.7).
    /// </summary>
    private static async Task<IResult> DeleteAsync(HttpContext context, Node node, Realm realm, string id)
    {
        var party = PartnerGuard.Party(context);
        return await node.Channels.FindAsync(party, realm, id, context.RequestAborted) is null
            ? NotReadable(node, party, realm, id)
            : TaxiiAnswers.Forbidden();
    }

    /// <summary>An inbox is there, and nobody reads it (§5.3 to §5.8).</summary>
    private static IResult NotReadable(Node node, string party, Realm realm, string id) =>
        node.Inboxes.Find(party, realm, id) is null ? TaxiiAnswers.NotFound() : TaxiiAnswers.Forbidden();

    private static ReadOnlyMemory<byte> WriteEnvelope(HttpContext context, ObjectPage page)
    {
        var body = new PageBytes(page.Objects.Sum(released => released.Bytes.Length + 1) + 256);
        context.Response.RegisterForDispose(body);
        var envelope = new EnvelopeWriter(body);
        foreach (var released in page.Objects) envelope.Add(released.Bytes.Span);
        envelope.Complete(page.Next is not null, page.Next);
        return body.Written;
    }

    private static ReadOnlyMemory<byte> WriteManifest(HttpContext context, ObjectPage page)
    {
        var records = page.Objects.Select(released => new ManifestRecord(
            released.ObjectId, TaxiiTimestamp.FromInstant(released.Time), Version(released), TaxiiMedia.Stix21));
        return new ManifestResource(page.Next is not null, [.. records]) { Next = page.Next }.ToBytes();
    }

    private static ReadOnlyMemory<byte> WriteVersions(HttpContext context, ObjectPage page) =>
        new VersionsResource(page.Next is not null, [.. page.Objects.Select(Version)]) { Next = page.Next }.ToBytes();

    /// <summary>X-TAXII-Date-Added (§3.2); an empty page has no first object, so it has no such headers.</summary>
    private static void AddDates(HttpContext context, IReadOnlyList<ReleasedObject> page)
    {
        if (page.Count == 0) return;
        var headers = context.Response.Headers;
        headers["X-TAXII-Date-Added-First"] = TaxiiTimestamp.FromInstant(page[0].Time).ToString();
        headers["X-TAXII-Date-Added-Last"] = TaxiiTimestamp.FromInstant(page[^1].Time).ToString();
    }

    /// <summary>An observable has no version of its own; the time it was added serves (§3.4.1).</summary>
    private static string Version(ReleasedObject released) =>
        released.Version.Length > 0 ? released.Version : TaxiiTimestamp.FromInstant(released.Time).ToString();

    private static CollectionResource Describe(ChannelRow channel) => new(
        channel.ChannelId, $"{channel.Discloser} to {channel.Recipient}", channel.AgreementId, null, CanRead: true,
        CanWrite: false, [TaxiiMedia.Stix21],
        new CollectionChannel(
            channel.AgreementId, channel.Discloser, channel.Recipient, channel.Realm.Write(), channel.Origin));
}
