using System.Text.Json.Nodes;
using Entente.Lab.Samples.Campaign;
using static Entente.Lab.Samples.SampleJson;

namespace Entente.Lab.Samples.Telemetry;

/// <summary>
/// The hits: records in which a value of the campaign truly stands, in every place and spelling of interest.
/// </summary>
internal static class Plants
{
    public static IEnumerable<Plant> All() => [.. Addresses(), .. Domains(), .. Urls(), .. Files(), .. Decoys.All()];

    /// <summary>The trace with this value; a value that is not in the campaign is a mistake of the generator.</summary>
    public static Trace Trace(string value) => Traces.All.Single(trace => trace.Value == value);

    private static IEnumerable<Plant> Addresses()
    {
        foreach (var trace in Traces.All.Where(trace => trace.Kind == TraceKind.IPv4 && trace.Special.Length == 0))
        {
            yield return Set("conn", trace, "id.resp_h", "address", trace.Value);
        }

        yield return Set("conn", Trace("203.0.113.88"), "id.orig_h", "address as originator", "203.0.113.88");
        yield return Set("ssl", Trace("203.0.113.18"), "id.resp_h", "address", "203.0.113.18");
        yield return Set("http", Trace("203.0.113.23"), "id.resp_h", "address", "203.0.113.23");
        yield return Hit("dns", Trace("203.0.113.41"), "answers", "address among answers",
            made => made["answers"] = List("198.51.100.9", "203.0.113.41"));
        yield return Hit("files", Trace("198.51.100.217"), "tx_hosts", "address among senders",
            made => made["tx_hosts"] = List("198.51.100.217"));
        yield return Set("conn", Trace("203.0.113.240/28"), "id.resp_h", "first of a range", "203.0.113.240");
        yield return Set("conn", Trace("203.0.113.240/28"), "id.resp_h", "inside a range", "203.0.113.251");
        yield return Set("conn", Trace("2001:db8:5:1a::25"), "id.resp_h", "IPv6", "2001:db8:5:1a::25");
        yield return Set("conn", Trace("2001:db8:5:1a::25"), "id.resp_h", "IPv6, respelled", "2001:DB8:5:1A:0:0:0:25");
        yield return Set("ssl", Trace("2001:db8:77::c0de"), "id.resp_h", "IPv6", "2001:db8:77::c0de");
    }

    private static IEnumerable<Plant> Domains()
    {
        foreach (var trace in Traces.All.Where(trace => trace.Kind == TraceKind.Domain && trace.Special.Length == 0))
        {
            yield return Set("dns", trace, "query", "domain", trace.Value);
        }

        yield return Set("dns", Trace("tide-update.example"), "query", "subdomain", "eu.cdn.tide-update.example");
        yield return Set("dns", Trace("kt.example"), "query", "subdomain of a short name", "a.kt.example");
        yield return Set("dns", Trace("portlog-sync.example"), "query", "letter case", "PortLog-SYNC.example");
        yield return Set("dns", Trace("anchor-cdn.example"), "query", "trailing dot", "anchor-cdn.example.");
        yield return Set("ssl", Trace("berth-portal.example"), "server_name", "domain", "berth-portal.example");
        yield return Set("ssl", Trace("silent-buoy.example"), "server_name", "subdomain", "m.silent-buoy.example");
        yield return Set("http", Trace("lantern-harbor.example"), "host", "domain", "lantern-harbor.example");
        yield return Hit("dns", Trace("ns1.mooring-line.example"), "answers", "domain among answers",
            made => made["answers"] = List("ns1.mooring-line.example", "198.51.100.14"));
        yield return Hit("dns", Trace("cargo-eta.example"), "query", "escaped dot",
            made => made["query"] = "cargo-eta.example",
            line => line.Replace("cargo-eta.example", @"cargo-eta\u002eexample", StringComparison.Ordinal));
    }

    private static IEnumerable<Plant> Urls()
    {
        foreach (var trace in Traces.All.Where(trace => trace.Kind == TraceKind.Url))
        {
            yield return Hit("http", trace, "host+uri", "host and uri", made => Visit(made, new Uri(trace.Value)));
        }

        var berthPlan = Trace("http://files.quayside-docs.example/dl/berth_plan.xlsm");
        yield return Hit("http", berthPlan, "host+uri", "letter case of the host", made =>
        {
            Visit(made, new Uri(berthPlan.Value));
            made["host"] = "Files.Quayside-Docs.EXAMPLE";
        });
        yield return Hit("http", berthPlan, "uri", "absolute, through a proxy", made =>
        {
            made["host"] = "files.quayside-docs.example";
            made["uri"] = berthPlan.Value;
        });
        var stage = Trace("http://cdn.tallyclerk.example/a/b/lantern.dat");
        yield return Hit("http", stage, "host+uri", "escaped slashes", made => Visit(made, new Uri(stage.Value)),
            line => line.Replace("/a/b/lantern.dat", @"\/a\/b\/lantern.dat", StringComparison.Ordinal));
    }

    private static IEnumerable<Plant> Files()
    {
        foreach (var trace in Traces.All.Where(trace => trace.Kind == TraceKind.Sha256))
        {
            yield return Set("files", trace, "sha256", "SHA-256", trace.Value);
        }

        foreach (var trace in Traces.All.Where(trace => trace.Kind == TraceKind.Md5))
        {
            yield return Set("files", trace, "md5", "MD5", trace.Value);
        }

        var third = Trace(Traces.SampleSha256(3));
        yield return Set("files", third, "sha256", "upper case", third.Value.ToUpperInvariant());
    }

    private static void Visit(JsonObject made, Uri url)
    {
        made["host"] = url.IsDefaultPort ? url.Host : $"{url.Host}:{url.Port}";
        made["id.resp_p"] = url.Port;
        made["uri"] = url.PathAndQuery;
    }

    private static Plant Set(string log, Trace trace, string field, string variant, string value) =>
        Hit(log, trace, field, variant, made => made[field] = value);

    private static Plant Hit(
        string log,
        Trace trace,
        string field,
        string variant,
        Action<JsonObject> change,
        Func<string, string>? respell = null) =>
        new(log, trace, field, variant, Decoy: false, change, respell);
}
