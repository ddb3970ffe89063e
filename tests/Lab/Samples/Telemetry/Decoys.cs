using System.Text.Json.Nodes;
using Entente.Lab.Samples.Campaign;
using static Entente.Lab.Samples.SampleJson;

namespace Entente.Lab.Samples.Telemetry;

/// <summary>
/// The decoys: records in which a search for the bare text would find something, and nothing is there.
/// </summary>
internal static class Decoys
{
    public static IEnumerable<Plant> All() => [.. Addresses(), .. Domains(), .. Urls(), .. Files()];

    private static IEnumerable<Plant> Addresses()
    {
        yield return Set("conn", "203.0.113.7", "id.resp_h", "inside a longer address", "203.0.113.77");
        yield return Set("conn", "203.0.113.18", "id.resp_h", "inside a longer address", "203.0.113.181");
        yield return Set("dns", "203.0.113.23", "answers", "inside a longer address", List("203.0.113.233"));
        yield return Set("conn", "203.0.113.240/28", "id.resp_h", "just below the range", "203.0.113.239");
        yield return Set("conn", "2001:db8:5:1a::25", "id.resp_h", "inside a longer address", "2001:db8:5:1a::251");
        yield return Set("http", "203.0.113.7", "user_agent", "in a user agent", "probe/2.0 (+203.0.113.7)");
        yield return Set("http", "203.0.113.41", "user_agent", "part of a version", "tool/1.203.0.113.41");
        yield return Set("http", "203.0.113.59", "uri", "in a uri", "/whois?ip=203.0.113.59");
        yield return Set("dns", "203.0.113.88", "query", "as the start of a name", "203.0.113.88.lookup.example");
    }

    private static IEnumerable<Plant> Domains()
    {
        yield return Set("dns", "lantern-harbor.example", "query", "end of another word", "mylantern-harbor.example");
        yield return Set("dns", "kt.example", "query", "end of another word", "markt.example");
        yield return Set("dns", "tide-update.example", "query", "start of another", "tide-update.example.zz.example");
        yield return Set("dns", "ns1.mooring-line.example", "query", "parent only", "mooring-line.example");
        yield return Set("dns", "ns1.mooring-line.example", "query", "sibling", "ns2.mooring-line.example");
        yield return Set("ssl", "berth-portal.example", "server_name", "end of another word", "xberth-portal.example");
        yield return Set("ssl", "low-water.example", "subject", "in a certificate's subject", "CN=low-water.example");
        yield return Set("http", "portlog-sync.example", "user_agent", "in a user agent", "bot (portlog-sync.example)");
        yield return Set("http", "anchor-cdn.example", "uri", "in a uri", "/search?q=anchor-cdn.example");
        yield return Set("http", "cargo-eta.example", "referrer", "in a referrer", "http://cargo-eta.example/list");
        yield return Set("http", "lantern-harbor.example", "user_agent", "JSON in a text",
            "{\"query\":\"lantern-harbor.example\"}");
    }

    private static IEnumerable<Plant> Urls()
    {
        foreach (var (url, host, uri, variant) in new[]
        {
            ("http://update.pilotage-app.example/check?v=3", "update.pilotage-app.example", "/check?v=31",
                "longer query"),
            ("http://docs.quayside-docs.example/n/7f3a", "docs.quayside-docs.example", "/n/7f3a/index", "longer path"),
            ("http://cdn.tallyclerk.example/up", "cdn.tallyclerk.example", "/UP", "letter case of the path"),
            ("http://cdn.tallyclerk.example/up", "a.example", "/r?u=http://cdn.tallyclerk.example/up", "in a query"),
        })
        {
            yield return new("http", Plants.Trace(url), "host+uri", variant, Decoy: true, made =>
            {
                made["host"] = host;
                made["uri"] = uri;
            });
        }

        yield return Set("http", "http://docs.quayside-docs.example/n/7f3a", "referrer", "in a referrer",
            "http://docs.quayside-docs.example/n/7f3a");
    }

    private static IEnumerable<Plant> Files()
    {
        var hash = Traces.SampleSha256(4);
        yield return Set("files", hash, "md5", "first half only", hash[..32]);
        yield return Set("files", hash, "sha512", "start of a longer digest", hash + hash);
        yield return Set("files", hash, "filename", "as a file name", $"{hash}.bin");
        yield return Set("http", hash, "uri", "in a uri", $"/sample/{hash}");
        yield return Set("ssl", Traces.SampleMd5(1), "ja3", "another digest of the same length", Traces.SampleMd5(1));
    }

    private static Plant Set(string log, string trace, string field, string variant, JsonNode value) =>
        new(log, Plants.Trace(trace), field, variant, Decoy: true, made => made[field] = value.DeepClone());
}
