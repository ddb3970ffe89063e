using System.Buffers;
using System.Runtime.CompilerServices;

namespace Entente.Taxii.Client;

/// <summary>
/// Talks to a TAXII 2.1 server that is not trusted: every answer is bounded in bytes, depth and time, paging must get
/// somewhere, redirects and other hosts are refused. What goes wrong is a <see cref="TaxiiFault"/>; only the caller's
/// own cancellation throws. Safe for several threads at once.
/// </summary>
public sealed class TaxiiClient
{
    private readonly TaxiiClientOptions _options;
    private readonly TaxiiTransport _transport;

    /// <summary>A client for one server.</summary>
    /// <param name="http">
    /// The connection pool, owned by the caller. Make its handler with <see cref="CreateHandler"/>, or set the same
    /// things: a handler that follows redirects is noticed only after the redirect.
    /// </param>
    /// <param name="options">The server and the limits.</param>
    /// <param name="time">The clock for time-outs and waiting.</param>
    /// <exception cref="ArgumentException">The server's address is not an absolute https URL (see the
    /// options).</exception>
    public TaxiiClient(HttpClient http, TaxiiClientOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        var server = options.Server;
        var allowed = server.IsAbsoluteUri && server.UserInfo.Length == 0
            && (server.Scheme == Uri.UriSchemeHttps
                || (server.Scheme == Uri.UriSchemeHttp && (options.AllowHttp || server.IsLoopback)));
        if (!allowed) throw new ArgumentException("the server's address is no https URL", nameof(options));
        _options = options;
        _transport = new TaxiiTransport(http, options, time);
    }

    /// <summary>
    /// A handler that follows no redirect, keeps no cookie, unpacks nothing, takes heads up to 32 KiB and speaks
    /// TLS 1.2 and 1.3. It reaches any address that its host's name leads to, private ones included: whoever takes
    /// addresses from somebody else must guard the handler's <c>ConnectCallback</c>.
    /// </summary>
    /// <param name="options">Whom to trust and who we are; null for the defaults.</param>
    public static SocketsHttpHandler CreateHandler(TaxiiHandlerOptions? options = null) =>
        HandlerFactory.Create(options ?? new TaxiiHandlerOptions());

    /// <summary>Get Server Discovery (§4.1), always at <c>/taxii2/</c>.</summary>
    public Task<TaxiiResult<DiscoveryResource>> GetDiscoveryAsync(CancellationToken cancellation = default) =>
        GetDiscoveryAsync(new Uri(_options.Server, "/taxii2/"), cancellation);

    /// <summary>Server Discovery at another address of the server, for servers that have it elsewhere.</summary>
    public Task<TaxiiResult<DiscoveryResource>> GetDiscoveryAsync(
        Uri address, CancellationToken cancellation = default) =>
        GetAsync(Folder(address), DiscoveryResource.Read, cancellation);

    /// <summary>
    /// The address of an API root that discovery named. One on another server is a fault, <c>foreign-origin</c>: a
    /// client for that server must be made on purpose.
    /// </summary>
    public TaxiiResult<Uri> ResolveApiRoot(string apiRoot)
    {
        ArgumentNullException.ThrowIfNull(apiRoot);
        if (!DiscoveryResource.IsApiRoot(apiRoot) || !Uri.TryCreate(_options.Server, apiRoot, out var address))
        {
            return TaxiiResult<Uri>.Of(new TaxiiFault("bad-api-root", "the server names an API root that is no URL"));
        }

        return _transport.IsOurs(address)
            ? TaxiiResult<Uri>.Of(Folder(address))
            : TaxiiResult<Uri>.Of(new TaxiiFault(
                "foreign-origin", $"the API root is on another server, `{address.Authority}`", "name it yourself"));
    }

    /// <summary>Get API Root Information (§4.2).</summary>
    public Task<TaxiiResult<ApiRootResource>> GetApiRootAsync(Uri apiRoot, CancellationToken cancellation = default) =>
        GetAsync(Folder(apiRoot), ApiRootResource.Read, cancellation);

    /// <summary>Get Collections (§5.1).</summary>
    public Task<TaxiiResult<CollectionsResource>> GetCollectionsAsync(
        Uri apiRoot, CancellationToken cancellation = default) =>
        GetAsync(new Uri(Folder(apiRoot), "collections/"), CollectionsResource.Read, cancellation);

    /// <summary>Get a Collection (§5.2).</summary>
    public Task<TaxiiResult<CollectionResource>> GetCollectionAsync(
        Uri apiRoot, string collection, CancellationToken cancellation = default) =>
        GetAsync(
            Collection(apiRoot, collection), CollectionResource.Read, cancellation);

    /// <summary>
    /// Add Objects (§5.5): sends one envelope and gives the status, which may be pending (see
    /// <see cref="GetStatusAsync"/>). Sent again when the server is busy or the connection fails before an answer,
    /// which is safe: an object that is there already is no error. The same holds for a caller who got a fault and
    /// does not know whether the objects arrived.
    /// </summary>
    /// <param name="apiRoot">The API root.</param>
    /// <param name="collection">The collection's id or alias.</param>
    /// <param name="objects">
    /// The objects, each the bytes of one JSON object without space around it; at least one. Together with the
    /// envelope they must stay below the API root's <c>max_content_length</c>: see <see cref="EnvelopePacker"/>.
    /// </param>
    /// <param name="cancellation">Ends the waiting with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">There are no objects, or one is no JSON object.</exception>
    public async Task<TaxiiResult<StatusResource>> AddObjectsAsync(
        Uri apiRoot,
        string collection,
        IReadOnlyList<ReadOnlyMemory<byte>> objects,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(objects);
        if (objects.Count == 0) throw new ArgumentException("there is nothing to add", nameof(objects));
        var body = new ArrayBufferWriter<byte>(EnvelopePacker.BytesOf(objects));
        var envelope = new EnvelopeWriter(body);
        foreach (var one in objects) envelope.Add(one.Span);
        envelope.Complete(more: false, next: null);
        var address = new Uri(Collection(apiRoot, collection), "objects/");
        var request = new TaxiiRequest(HttpMethod.Post, address, _options.ResourceBytesMax)
        {
            Body = body.WrittenMemory,
        };
        return await ReadWholeAsync(
            await _transport.AskAsync(request, cancellation), StatusResource.Read, cancellation);
    }

    /// <summary>
    /// Get Status (§4.3): how far the adding of objects has come. A status that the server no longer holds is the
    /// fault <c>http-status</c> with status 404; servers should hold one for a day after it is complete.
    /// </summary>
    public Task<TaxiiResult<StatusResource>> GetStatusAsync(
        Uri apiRoot, string statusId, CancellationToken cancellation = default) =>
        GetAsync(new Uri(Folder(apiRoot), $"status/{Segment(statusId)}/"), StatusResource.Read, cancellation);

    /// <summary>
    /// Get Objects (§5.4), page after page, each object as soon as it has arrived. Pages follow <c>next</c>; a server
    /// that gives none is asked again from the date of the last object. Items: see <see cref="TaxiiItem"/>.
    /// </summary>
    /// <param name="apiRoot">The API root.</param>
    /// <param name="collection">The collection's id or alias.</param>
    /// <param name="query">Filters, and in <see cref="TaxiiQuery.Limit"/> the size of a page.</param>
    /// <param name="cancellation">Ends the reading with <see cref="OperationCanceledException"/>.</param>
    public IAsyncEnumerable<TaxiiItem> ReadObjectsAsync(
        Uri apiRoot, string collection, TaxiiQuery query, CancellationToken cancellation = default) =>
        ReadEnvelopesAsync(new Uri(Collection(apiRoot, collection), "objects/"), query, cancellation);

    /// <summary>
    /// Get an Object (§5.6), page after page as <see cref="ReadObjectsAsync"/> does: one object, and more than one item
    /// only for more than one version. An object that is not there ends with the fault <c>http-status</c>, 404, or with
    /// nothing, as the server likes.
    /// </summary>
    /// <param name="apiRoot">The API root.</param>
    /// <param name="collection">The collection's id or alias.</param>
    /// <param name="objectId">The object's id.</param>
    /// <param name="query">Which versions, above all; ids and types in it are left out.</param>
    /// <param name="cancellation">Ends the reading with <see cref="OperationCanceledException"/>.</param>
    public IAsyncEnumerable<TaxiiItem> ReadObjectAsync(
        Uri apiRoot,
        string collection,
        string objectId,
        TaxiiQuery query,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return ReadEnvelopesAsync(
            Object(apiRoot, collection, objectId), query with { Ids = [], Types = [] }, cancellation);
    }

    /// <summary>
    /// Get Object Manifests (§5.3), page after page: <see cref="TaxiiRecord"/> items and pages. A page is checked whole
    /// before anything of it is given.
    /// </summary>
    /// <param name="apiRoot">The API root.</param>
    /// <param name="collection">The collection's id or alias.</param>
    /// <param name="query">Filters, and in <see cref="TaxiiQuery.Limit"/> the size of a page.</param>
    /// <param name="cancellation">Ends the reading with <see cref="OperationCanceledException"/>.</param>
    public IAsyncEnumerable<TaxiiItem> ReadManifestAsync(
        Uri apiRoot, string collection, TaxiiQuery query, CancellationToken cancellation = default) =>
        ReadListsAsync(
            new Uri(Collection(apiRoot, collection), "manifest/"), query, ManifestResource.Read,
            page => (page.More, page.Next, page.Objects.Select(record => (TaxiiItem)new TaxiiRecord(record))),
            cancellation);

    /// <summary>
    /// Get Object Versions (§5.8), page after page: <see cref="TaxiiVersion"/> items and pages.
    /// </summary>
    /// <param name="apiRoot">The API root.</param>
    /// <param name="collection">The collection's id or alias.</param>
    /// <param name="objectId">The object's id.</param>
    /// <param name="query">Filters; ids, types and versions in it are left out.</param>
    /// <param name="cancellation">Ends the reading with <see cref="OperationCanceledException"/>.</param>
    public IAsyncEnumerable<TaxiiItem> ReadVersionsAsync(
        Uri apiRoot,
        string collection,
        string objectId,
        TaxiiQuery query,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return ReadListsAsync(
            new Uri(Object(apiRoot, collection, objectId), "versions/"),
            query with { Ids = [], Types = [], Versions = VersionFilter.Default }, VersionsResource.Read,
            page => (page.More, page.Next, page.Versions.Select(version => (TaxiiItem)new TaxiiVersion(version))),
            cancellation);
    }

    /// <summary>
    /// Delete an Object (§5.7): every version of it, or those that <paramref name="versions"/> names. Null when it is
    /// done. Sent again when the connection fails before an answer; a 404 may then mean that the first try succeeded.
    /// </summary>
    public async Task<TaxiiFault?> DeleteObjectAsync(
        Uri apiRoot,
        string collection,
        string objectId,
        VersionFilter? versions = null,
        CancellationToken cancellation = default)
    {
        var address = Object(apiRoot, collection, objectId);

        // Said even where it is the default of reading: without it, a deletion takes every version.
        if (versions is not null)
        {
            address = new Uri(address, $"?match%5Bversion%5D={Uri.EscapeDataString(versions.Canonical)}");
        }

        var request = new TaxiiRequest(HttpMethod.Delete, address, _options.ResourceBytesMax);
        var opened = await _transport.AskAsync(request, cancellation);
        opened.Value?.Dispose();
        return opened.Fault;
    }

    private async IAsyncEnumerable<TaxiiItem> ReadEnvelopesAsync(
        Uri objects, TaxiiQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        var paging = new Paging(query, _options);
        while (paging.Query is { } asked)
        {
            var address = new Uri(objects, "?" + asked.ToQueryString());
            var opened = await _transport.GetAsync(address, _options.PageBytesMax, cancellation);
            if (!opened.IsOk)
            {
                yield return new TaxiiStop(opened.Fault);
                yield break;
            }

            using var answer = opened.Value;
            var envelope = new EnvelopeReader(_options.ObjectBytesMax, _options.DepthMax);
            await foreach (var item in ReadPageAsync(answer, envelope, cancellation)) yield return item;
            if (envelope.Fault is { } broken)
            {
                yield return new TaxiiStop(broken);
                yield break;
            }

            yield return paging.Turn(envelope.Objects, envelope.More, envelope.Next, answer);
        }

        if (paging.Fault is { } stuck) yield return new TaxiiStop(stuck);
    }

    private async IAsyncEnumerable<TaxiiItem> ReadListsAsync<T>(
        Uri list,
        TaxiiQuery query,
        Func<ReadOnlyMemory<byte>, TaxiiResult<T>> read,
        Func<T, (bool More, string? Next, IEnumerable<TaxiiItem> Items)> open,
        [EnumeratorCancellation] CancellationToken cancellation)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(query);
        var paging = new Paging(query, _options);
        while (paging.Query is { } asked)
        {
            var address = new Uri(list, "?" + asked.ToQueryString());
            var opened = await _transport.GetAsync(address, _options.ListBytesMax, cancellation);
            using var answer = opened.Value;
            var page = await ReadWholeAsync(opened, read, cancellation);
            if (!page.IsOk)
            {
                yield return new TaxiiStop(page.Fault);
                yield break;
            }

            var (more, next, items) = open(page.Value);
            var count = 0;
            foreach (var item in items)
            {
                count++;
                yield return item;
            }

            yield return paging.Turn(count, more, next, answer!);
        }

        if (paging.Fault is { } stuck) yield return new TaxiiStop(stuck);
    }

    /// <summary>The objects of one page; afterwards the envelope knows how it ended.</summary>
    private static async IAsyncEnumerable<TaxiiItem> ReadPageAsync(
        TaxiiAnswer answer, EnvelopeReader envelope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var buffer = new byte[64 * 1024];
        while (envelope.Fault is null)
        {
            var (bytes, fault) = await answer.ReadAsync(buffer, cancellation);
            if (fault is not null) envelope.Abort(fault);
            else if (bytes == 0) envelope.Complete();
            else envelope.Push(buffer.AsSpan(0, bytes));
            while (envelope.TryTake(out var taken)) yield return new TaxiiObject(taken.Bytes, taken.Offset);
            if (bytes == 0) yield break;
        }
    }

    private async Task<TaxiiResult<T>> GetAsync<T>(
        Uri address, Func<ReadOnlyMemory<byte>, TaxiiResult<T>> read, CancellationToken cancellation)
        where T : class =>
        await ReadWholeAsync(
            await _transport.GetAsync(address, _options.ResourceBytesMax, cancellation), read, cancellation);

    private static async Task<TaxiiResult<T>> ReadWholeAsync<T>(
        TaxiiResult<TaxiiAnswer> opened,
        Func<ReadOnlyMemory<byte>, TaxiiResult<T>> read,
        CancellationToken cancellation)
        where T : class
    {
        if (!opened.IsOk) return TaxiiResult<T>.Of(opened.Faults);
        using var answer = opened.Value;
        var body = await answer.ReadWholeAsync(cancellation);
        return body.IsOk ? read(body.Value) : TaxiiResult<T>.Of(body.Faults);
    }

    private static Uri Object(Uri apiRoot, string collection, string objectId) =>
        new(Collection(apiRoot, collection), $"objects/{Segment(objectId)}/");

    private static Uri Collection(Uri apiRoot, string collection) =>
        new(Folder(apiRoot), $"collections/{Segment(collection)}/");

    /// <summary>A name as one piece of a path; dots alone would lead to another path.</summary>
    private static string Segment(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return name is "." or ".."
            ? throw new ArgumentException("a name of dots alone is no name", nameof(name))
            : Uri.EscapeDataString(name);
    }

    /// <summary>Paths of requests end in a slash (§3.1).</summary>
    private static Uri Folder(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");
    }
}
