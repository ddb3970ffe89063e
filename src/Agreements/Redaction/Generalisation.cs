using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Entente.Stix;

namespace Entente.Agreements.Redaction;

/// <summary>Makes a value less exact: an address becomes its network, a time its day, month or year.</summary>
internal static class Generalisation
{
    /// <summary>What is left of an IPv4 address: the networks that are handed out singly. Whole bytes.</summary>
    private const int Ipv4Prefix = 24;

    /// <summary>What is left of an IPv6 address: a site. Whole bytes.</summary>
    private const int Ipv6Prefix = 48;

    /// <summary>
    /// The value less exact; the same when it is not more exact than that; null when it can't be done.
    /// </summary>
    public static string? Of(JsonElement value, string to)
    {
        if (value.ValueKind != JsonValueKind.String) return null;
        var text = value.GetString()!;
        return to == "network" ? Network(text) : Time(text, to);
    }

    private static string? Network(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!IPAddress.TryParse(slash < 0 ? text : text[..slash], out var address)) return null;
        var isOld = address.AddressFamily == AddressFamily.InterNetwork;
        var width = isOld ? 32 : 128;
        var length = width;
        if (slash >= 0 && !int.TryParse(text[(slash + 1)..], out length)) return null;
        if (length < 0 || length > width) return null;
        var prefix = isOld ? Ipv4Prefix : Ipv6Prefix;
        if (length <= prefix) return text;
        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, prefix / 8, bytes.Length - (prefix / 8));
        return $"{new IPAddress(bytes)}/{prefix}";
    }

    private static string? Time(string text, string to)
    {
        if (!StixTimestamp.TryParse(text, out var read)) return null;
        var time = read.ToInstant().UtcDateTime;
        var less = new DateTimeOffset(
            time.Year, to == "year" ? 1 : time.Month, to == "day" ? time.Day : 1, 0, 0, 0, TimeSpan.Zero);
        return less == read.ToInstant() ? text : StixTimestamp.FromInstant(less).ToString();
    }
}
