using System.Diagnostics.CodeAnalysis;

namespace Entente.Server.Feeds;

/// <summary>
/// The address of a collection, taken apart: <c>https://HOST/ROOT/collections/ID/</c> (TAXII 2.1 §5.2).
/// </summary>
/// <param name="ApiRoot">The API root, with a slash at its end.</param>
/// <param name="Collection">The collection's id or alias.</param>
internal sealed record CollectionAddress(Uri ApiRoot, string Collection)
{
    private const string Middle = "/collections/";

    /// <summary>The canonical address.</summary>
    public string Url => new Uri(ApiRoot, $"collections/{Uri.EscapeDataString(Collection)}/").AbsoluteUri;

    /// <summary>Reads an address that a person gave, with or without the slash or <c>objects/</c> at its end.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out CollectionAddress? address)
    {
        address = null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttps) return false;
        if (url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0) return false;
        var path = url.AbsolutePath.TrimEnd('/');
        if (path.EndsWith("/objects", StringComparison.Ordinal)) path = path[..^"/objects".Length];
        var at = path.LastIndexOf(Middle, StringComparison.Ordinal);
        if (at < 0) return false;
        var id = Uri.UnescapeDataString(path[(at + Middle.Length)..]);
        if (id.Length == 0 || id is "." or ".." || id.Contains('/', StringComparison.Ordinal)) return false;
        address = new CollectionAddress(new Uri(url, path[..(at + 1)]), id);
        return true;
    }
}
