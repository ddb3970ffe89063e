using System.Globalization;
using System.Text.Json;

namespace Entente.Matching;

/// <summary>
/// What an event of Zeek's JSON logs shows: which fields hold which kind of value. A value is looked for only where it
/// means that: an address inside a user agent is no connection.
/// </summary>
public static class ZeekMapping
{
    private static readonly (string Field, ObservableKind Kind)[] Fields =
    [
        ("id.orig_h", ObservableKind.Address), ("id.resp_h", ObservableKind.Address),
        ("tx_hosts", ObservableKind.Address), ("rx_hosts", ObservableKind.Address),
        ("query", ObservableKind.Domain), ("server_name", ObservableKind.Domain), ("host", ObservableKind.Domain),
        ("host", ObservableKind.Address), ("answers", ObservableKind.Domain), ("answers", ObservableKind.Address),
        ("md5", ObservableKind.FileHash), ("sha1", ObservableKind.FileHash), ("sha256", ObservableKind.FileHash),
        ("mailfrom", ObservableKind.EmailAddress), ("from", ObservableKind.EmailAddress),
        ("rcptto", ObservableKind.EmailAddress), ("to", ObservableKind.EmailAddress),
    ];

    private const int HttpPort = 80;

    /// <summary>Reads an event. False for a line that is not a JSON object.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> line, List<Observable> observables, out DateTimeOffset? time)
    {
        observables.Clear();
        time = null;
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return false;
            time = Time(root);
            foreach (var (field, kind) in Fields)
            {
                foreach (var value in Texts(root, field)) observables.Add(new Observable(kind, WithoutPort(field, value), field));
            }

            if (Url(root) is { } url) observables.Add(url);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static DateTimeOffset? Time(JsonElement root)
    {
        if (!root.TryGetProperty("ts", out var ts)) return null;
        if (ts.ValueKind == JsonValueKind.Number && ts.TryGetDouble(out var seconds) && Math.Abs(seconds) < 1e11)
        {
            return DateTimeOffset.UnixEpoch.AddSeconds(seconds);
        }

        return ts.ValueKind == JsonValueKind.String && DateTimeOffset.TryParse(
            ts.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
    }

    private static IEnumerable<string> Texts(JsonElement root, string field)
    {
        if (!root.TryGetProperty(field, out var value)) yield break;
        if (value.ValueKind == JsonValueKind.String) yield return value.GetString()!;
        if (value.ValueKind != JsonValueKind.Array) yield break;
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.String) yield return item.GetString()!;
        }
    }

    /// <summary>Zeek writes the Host header, which may name a port.</summary>
    private static string WithoutPort(string field, string value)
    {
        var colon = value.IndexOf(':', StringComparison.Ordinal);
        return field == "host" && colon > 0 && value.LastIndexOf(':') == colon ? value[..colon] : value;
    }

    /// <summary>
    /// The requested URL: host and uri together, or the uri alone when it is absolute, as a proxy sees it.
    /// </summary>
    private static Observable? Url(JsonElement root)
    {
        var uri = Texts(root, "uri").FirstOrDefault();
        var host = Texts(root, "host").FirstOrDefault();
        if (uri is null) return null;
        if (uri.Contains("://", StringComparison.Ordinal) && !uri.StartsWith('/')) return new Observable(ObservableKind.Url, uri, "uri");
        if (host is null || !uri.StartsWith('/')) return null;
        var port = root.TryGetProperty("id.resp_p", out var number) && number.TryGetInt32(out var stated) ? stated : HttpPort;
        var authority = host.Contains(':') || port == HttpPort ? host : $"{host}:{port}";
        return new Observable(ObservableKind.Url, $"http://{authority}{uri}", "host+uri");
    }
}
