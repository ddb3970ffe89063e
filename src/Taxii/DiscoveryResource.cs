using System.Collections.Immutable;

namespace Entente.Taxii;

/// <summary>The answer of <c>/taxii2/</c>: what the server is, and its API roots (TAXII 2.1 §4.1.1).</summary>
/// <param name="Title">A name for people.</param>
/// <param name="Description">A longer text for people; null when absent.</param>
/// <param name="Contact">Whom to ask; null when absent.</param>
/// <param name="Default">The API root that a client should take; one of <paramref name="ApiRoots"/>, or null.</param>
/// <param name="ApiRoots">
/// URLs of the API roots: absolute with https, or relative beginning with one slash; none has a query. May be empty.
/// </param>
public sealed record DiscoveryResource(
    string Title,
    string? Description,
    string? Contact,
    string? Default,
    ImmutableArray<string> ApiRoots)
{
    /// <summary>Reads the resource; every missing or ill-typed property is a fault with its pointer.</summary>
    public static TaxiiResult<DiscoveryResource> Read(ReadOnlyMemory<byte> utf8) => ResourceReader.Read(utf8, reader =>
    {
        var roots = reader.Texts("api_roots");
        for (var index = 0; index < roots.Length; index++)
        {
            if (!IsApiRoot(roots[index])) reader.Note($"api_roots/{index}", "bad-api-root", "is no URL of an API root");
        }

        var preferred = reader.OptionalText("default");
        if (preferred is not null && !roots.Contains(preferred))
        {
            reader.Note("default", "bad-default", "is no item of api_roots");
        }

        return new DiscoveryResource(
            reader.Text("title"), reader.OptionalText("description"), reader.OptionalText("contact"), preferred, roots);
    });

    /// <summary>
    /// Whether a text may stand in <c>api_roots</c>: an absolute https URL (http is taken for a loopback host, for
    /// tests
    /// and for a proxy on the same machine), or a path that begins with exactly one slash; no query, no fragment.
    /// </summary>
    public static bool IsApiRoot(string url)
    {
        if (url.AsSpan().ContainsAny("?#\\ ")) return false;
        if (url.StartsWith('/')) return url.Length > 1 && url[1] != '/';
        return Uri.TryCreate(url, UriKind.Absolute, out var absolute)
            && (absolute.Scheme == Uri.UriSchemeHttps || (absolute.Scheme == Uri.UriSchemeHttp && absolute.IsLoopback))
            && absolute.UserInfo.Length == 0;
    }

    /// <summary>The resource as JSON.</summary>
    public byte[] ToBytes() => ResourceWriter.Write(writer =>
    {
        writer.WriteString("title", Title);
        writer.Optional("description", Description);
        writer.Optional("contact", Contact);
        writer.Optional("default", Default);
        writer.Texts("api_roots", ApiRoots);
    });
}
