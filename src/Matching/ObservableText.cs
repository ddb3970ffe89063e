using System.Net;
using Entente.Stix.Patterns;

namespace Entente.Matching;

/// <summary>
/// One spelling for equal values: letter case of names and digests, trailing dots, forms of addresses.
/// </summary>
internal static class ObservableText
{
    /// <summary>The kind of values that a path names; null for paths that are not looked for.</summary>
    public static ObservableKind? KindOf(ObjectPath path)
    {
        var steps = path.Steps;
        return (path.ObjectType, steps.Count, steps[0].Name) switch
        {
            ("ipv4-addr" or "ipv6-addr", 1, "value") => ObservableKind.Address,
            ("domain-name", 1, "value") => ObservableKind.Domain,
            ("url", 1, "value") => ObservableKind.Url,
            ("email-addr", 1, "value") => ObservableKind.EmailAddress,
            ("file", 2, "hashes") => ObservableKind.FileHash,
            _ => null,
        };
    }

    /// <summary>The canonical form of a value; null when it is no value of the kind.</summary>
    public static string? Canonical(ObservableKind kind, string value) => kind switch
    {
        ObservableKind.Address => IPAddress.TryParse(value, out var address) && !value.Contains('/')
            ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString()
            : null,
        ObservableKind.Domain => Domain(value),
        ObservableKind.Url => Url(value),
        ObservableKind.FileHash => value.Length >= 32 && value.All(char.IsAsciiHexDigit) ? value.ToLowerInvariant() : null,
        _ => value.Contains('@') ? value.ToLowerInvariant() : null,
    };

    public static bool TryNetwork(string text, out IPNetwork network)
    {
        if (IPNetwork.TryParse(text, out network)) return true;
        if (!IPAddress.TryParse(text, out var address)) return false;
        network = new IPNetwork(address, address.GetAddressBytes().Length * 8);
        return true;
    }

    private static string? Domain(string value)
    {
        var name = value.TrimEnd('.').ToLowerInvariant();
        return name.Length > 0 && name.Contains('.') && !name.AsSpan().ContainsAny(" /:@") ? name : null;
    }

    /// <summary>Scheme and host without letter case, the rest as it stands (RFC 3986 §6.2.2.1).</summary>
    private static string? Url(string value)
    {
        var scheme = value.IndexOf("://", StringComparison.Ordinal);
        if (scheme <= 0) return null;
        var end = value.IndexOfAny(['/', '?', '#'], scheme + 3);
        var authority = end < 0 ? value : value[..end];
        var rest = end < 0 ? "/" : value[end..];
        authority = authority.ToLowerInvariant();
        if (authority.StartsWith("http://", StringComparison.Ordinal) && authority.EndsWith(":80", StringComparison.Ordinal))
        {
            authority = authority[..^3];
        }

        return authority + rest;
    }
}
