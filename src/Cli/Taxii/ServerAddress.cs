using Entente.Cli.Output;

namespace Entente.Cli.Taxii;

/// <summary>Addresses as people give them, and what they are the addresses of.</summary>
internal static class ServerAddress
{
    private const string CollectionHint = "it looks like `https://example.org/api/collections/ID/`; "
        + "`entente taxii collections` prints it";

    private const string StatusHint = "it looks like `https://example.org/api/status/ID/`; "
        + "`entente taxii add` prints it";

    /// <summary>An address; without a scheme it is one of https.</summary>
    public static Uri Of(string text)
    {
        var spelled = text.Contains("://", StringComparison.Ordinal) ? text : $"https://{text}";
        if (!Uri.TryCreate(spelled, UriKind.Absolute, out var address) || address.Host.Length == 0)
        {
            throw new Failure(
                "address", $"`{PlainText.Of(text)}` is no address", "it looks like `https://example.org/`");
        }

        if (address.UserInfo.Length > 0)
        {
            throw new Failure("address", "the address holds a user", "use `--user` and `--password-file`");
        }

        if (address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            throw new Failure("address", "the address holds a query", "filters are options; see `--help`");
        }

        if (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        {
            return address;
        }

        throw new Failure(
            "address", $"`{PlainText.Of(text)}` is not https", "TAXII goes over https; http only on this machine");
    }

    /// <summary>The collection at an address, with or without what stands behind its id.</summary>
    public static (Uri Root, string Collection) CollectionOf(string text) =>
        Below(text, "collections", CollectionHint);

    /// <summary>The status resource at an address.</summary>
    public static (Uri Root, string Status) StatusOf(string text) => Below(text, "status", StatusHint);

    /// <summary>Whether an address names only a server, or its discovery, and no API root.</summary>
    public static bool IsServer(Uri address) => address.AbsolutePath.Trim('/') is "" or "taxii2";

    /// <summary>The API root at an address that may be that of its collections.</summary>
    public static Uri RootOf(Uri address)
    {
        var path = address.AbsolutePath.TrimEnd('/');
        const string Collections = "/collections";
        if (path.EndsWith(Collections, StringComparison.Ordinal)) path = path[..^Collections.Length];
        return new Uri(address, path + "/");
    }

    private static (Uri Root, string Name) Below(string text, string folder, string hint)
    {
        var address = Of(text);
        var parts = address.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var at = Array.LastIndexOf(parts, folder);
        if (at < 1 || at + 1 >= parts.Length)
        {
            throw new Failure("address", $"`{PlainText.Of(text)}` is not below `{folder}` of an API root", hint);
        }

        return (new Uri(address, $"/{string.Join('/', parts[..at])}/"), Uri.UnescapeDataString(parts[at + 1]));
    }
}
