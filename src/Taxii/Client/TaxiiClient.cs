using System.Net;
using System.Runtime.CompilerServices;

namespace Entente.Taxii.Client;

/// <summary>
/// Reads from a TAXII 2.1 server that is not trusted: every answer is bounded in bytes, depth and time, paging must get
/// somewhere, redirects and other hosts are refused. What goes wrong is a <see cref="TaxiiFault"/>; only the caller's
/// own
/// cancellation throws. Safe for several threads at once.
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
    /// A handler that follows no redirect, keeps no cookie, unpacks nothing and takes heads up to 32 KiB.
    /// </summary>
    public static SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        MaxResponseHeadersLength = 32,
        ConnectTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
    };

    /// <summary>Get Server Discovery (§4.1), always at <c>/taxii2/</c>.</summary>
    public Task<TaxiiResult<DiscoveryResource>> GetDiscoveryAsync(CancellationToken cancellation = default) =>
        GetAsync(new Uri(_options.Server, "/taxii2/"), DiscoveryResource.Read, cancellation);

    /// <summary>
    /// The address of an API root that discovery named. One on another server is a fault, <c>foreign-origin</c>: a
    /// client
    /// for that server must be made on purpose.
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
            new Uri(Folder(apiRoot), $"collections/{Uri.EscapeDataString(collection)}/"), CollectionResource.Read,
            cancellation);

    /// <summary>
    /// Get Objects (§5.4), page after page, each object as soon as it has arrived. Pages follow <c>next</c>; a server
    /// that
    /// gives none is asked again from the date of the last object. Items: see <see cref="TaxiiItem"/>.
    /// </summary>
    /// <param name="apiRoot">The API root.</param>
    /// <param name="collection">The collection's id or alias.</param>
    /// <param name="query">Filters, and in <see cref="TaxiiQuery.Limit"/> the size of a page.</param>
    /// <param name="cancellation">Ends the reading with <see cref="OperationCanceledException"/>.</param>
    public async IAsyncEnumerable<TaxiiItem> ReadObjectsAsync(
        Uri apiRoot,
        string collection,
        TaxiiQuery query,
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var objects = new Uri(Folder(apiRoot), $"collections/{Uri.EscapeDataString(collection)}/objects/");
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

            var page = paging.Turn(envelope, answer);
            yield return page;
            if (paging.Fault is not { } stuck) continue;
            yield return new TaxiiStop(stuck);
            yield break;
        }
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
        where T : class
    {
        var opened = await _transport.GetAsync(address, _options.ResourceBytesMax, cancellation);
        if (!opened.IsOk) return TaxiiResult<T>.Of(opened.Faults);
        using var answer = opened.Value;
        var body = await answer.ReadWholeAsync(cancellation);
        return body.IsOk ? read(body.Value) : TaxiiResult<T>.Of(body.Faults);
    }

    /// <summary>Paths of requests end in a slash (§3.1).</summary>
    private static Uri Folder(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");
    }
}
