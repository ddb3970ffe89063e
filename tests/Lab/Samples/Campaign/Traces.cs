using System.Security.Cryptography;
using System.Text;

namespace Entente.Lab.Samples.Campaign;

/// <summary>Every value that the indicators of the campaign look for.</summary>
internal static class Traces
{
    private const string FirstRow = "Lantern relay, first row";
    private const string SecondRow = "Lantern relay, second row";
    private const string Mailers = "Berth notice mailers";
    private const string Documents = "Quayside document hosts";

    public static readonly Trace[] All =
    [
        .. Addresses(), .. Domains(), .. Urls(), .. Hashes(), .. Mail(),
    ];

    /// <summary>The SHA-256 of the sample with this number: fictional, the digest of a sentence.</summary>
    public static string SampleSha256(int number) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"Tidewater Lantern, sample {number}, no such file")));

    /// <summary>Looks like an MD5, and is no file's either.</summary>
    public static string SampleMd5(int number) => SampleSha256(number + 1000)[..32];

    private static IEnumerable<Trace> Addresses()
    {
        foreach (var last in new[] { 7, 18, 23, 41, 59, 88 })
        {
            yield return new(TraceKind.IPv4, $"203.0.113.{last}", Marks.Green, FirstRow);
        }

        foreach (var last in new[] { 112, 147, 160, 201 })
        {
            yield return new(TraceKind.IPv4, $"203.0.113.{last}", Marks.Amber, SecondRow);
        }

        yield return new(TraceKind.IPv4, "198.51.100.203", Marks.AmberStrict, SecondRow);
        yield return new(TraceKind.IPv4, "198.51.100.217", Marks.Clear, Documents);
        yield return new(TraceKind.IPv4, "203.0.113.220", Marks.Red, "Night anchorage");
        yield return new(TraceKind.IPv4, "203.0.113.221", Marks.Red, "Night anchorage");
        yield return new(TraceKind.IPv4, "203.0.113.230", Marks.Green, FirstRow, "revoked");
        yield return new(TraceKind.IPv4, "203.0.113.231", Marks.Green, FirstRow, "expired");
        yield return new(TraceKind.IPv4Network, "203.0.113.240/28", Marks.Amber, SecondRow);
        yield return new(TraceKind.IPv6, "2001:db8:5:1a::25", Marks.Green, FirstRow);
        yield return new(TraceKind.IPv6, "2001:db8:77::c0de", Marks.AmberStrict, SecondRow);
    }

    private static IEnumerable<Trace> Domains()
    {
        foreach (var name in new[] { "lantern-harbor", "tide-update", "portlog-sync", "anchor-cdn", "berth-portal" })
        {
            yield return new(TraceKind.Domain, $"{name}.example", Marks.Green, FirstRow);
        }

        foreach (var name in new[] { "kt", "harbourmaster-login", "vanchuyen-cang", "kouwan-news", "cargo-eta" })
        {
            yield return new(TraceKind.Domain, $"{name}.example", Marks.Amber, SecondRow);
        }

        yield return new(TraceKind.Domain, "silent-buoy.example", Marks.AmberStrict, SecondRow);
        yield return new(TraceKind.Domain, "low-water.example", Marks.Clear, Documents);
        yield return new(TraceKind.Domain, "ns1.mooring-line.example", Marks.Green, FirstRow);
        yield return new(TraceKind.Domain, "ebb-relay.example", Marks.Red, "Night anchorage");
        yield return new(TraceKind.Domain, "black-anchor.example", Marks.Red, "Night anchorage");
        yield return new(TraceKind.Domain, "old-pier.example", Marks.Green, FirstRow, "revoked");
    }

    private static IEnumerable<Trace> Urls()
    {
        foreach (var path in new[]
        {
            "http://files.quayside-docs.example/dl/manifest.php?id=77",
            "http://files.quayside-docs.example/dl/berth_plan.xlsm",
            "http://docs.quayside-docs.example/n/7f3a",
            "http://update.pilotage-app.example/check?v=3",
            "http://update.pilotage-app.example:8080/stage2.bin",
        })
        {
            yield return new(TraceKind.Url, path, Marks.Green, Documents);
        }

        yield return new(TraceKind.Url, "http://cdn.tallyclerk.example/a/b/lantern.dat", Marks.Amber, Documents);
        yield return new(TraceKind.Url, "http://cdn.tallyclerk.example/up", Marks.AmberStrict, "Manifest drop");
        yield return new(TraceKind.Url, "http://in.nightwatch.example/knock", Marks.Red, "Night anchorage");
    }

    private static IEnumerable<Trace> Hashes()
    {
        for (var number = 1; number <= 8; number++)
        {
            yield return new(
                TraceKind.Sha256, SampleSha256(number), number < 6 ? Marks.Green : Marks.Amber, "LanternRAT");
        }

        yield return new(TraceKind.Sha256, SampleSha256(9), Marks.AmberStrict, "MoonTide");
        yield return new(TraceKind.Sha256, SampleSha256(10), Marks.Red, "UndertowKit");
        yield return new(TraceKind.Md5, SampleMd5(1), Marks.Green, "KeelDropper");
        yield return new(TraceKind.Md5, SampleMd5(2), Marks.Green, "KeelDropper");
    }

    private static IEnumerable<Trace> Mail()
    {
        foreach (var name in new[] { "billing", "berth.office", "thong-bao" })
        {
            yield return new(TraceKind.Email, $"{name}@keelmail.example", Marks.Green, Mailers);
        }

        yield return new(TraceKind.Email, "notice@minato-harbour.example", Marks.Red, Mailers);
    }
}
