using System.Text.Json.Nodes;
using static Entente.Lab.Samples.SampleJson;

namespace Entente.Lab.Samples.Campaign;

/// <summary>What was seen: further observables, observed data over them, and sightings.</summary>
internal sealed class Observations
{
    private readonly CampaignDraft _draft;
    private readonly Cast _cast;
    private readonly Arsenal _arsenal;
    private readonly Indicators _indicators;

    private Observations(Cast cast, Arsenal arsenal, Indicators indicators)
    {
        (_draft, _cast, _arsenal, _indicators) = (cast.Draft, cast, arsenal, indicators);
        AddHostTraces();
        AddTraffic();
        AddSightings();
    }

    public List<string> Observed { get; } = [];

    public static Observations Add(Cast cast, Arsenal arsenal, Indicators indicators) => new(cast, arsenal, indicators);

    private void AddHostTraces()
    {
        string[] green = [Marks.Green];
        var folder = _draft.Observe("directory", green, new() { ["path"] = @"C:\ProgramData\BerthSync" });
        var loader = _draft.Observe("file", green, new()
        {
            ["name"] = "berthsync.exe",
            ["hashes"] = new JsonObject { ["SHA-256"] = Traces.SampleSha256(12) },
            ["parent_directory_ref"] = folder,
            ["mime_type"] = "application/vnd.microsoft.portable-executable",
        });
        var key = _draft.Observe("windows-registry-key", green, new()
        {
            ["key"] = @"HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Run",
            ["values"] = new JsonArray(new JsonObject
            {
                ["name"] = "BerthSync",
                ["data"] = @"C:\ProgramData\BerthSync\berthsync.exe",
                ["data_type"] = "REG_SZ",
            }),
        });
        var mutex = _draft.Observe("mutex", green, new() { ["name"] = @"Global\tide-9c41" });
        var process = _draft.Observe("process", green, new()
        {
            ["pid"] = 4141,
            ["command_line"] = "berthsync.exe -q",
            ["image_ref"] = loader,
        });
        var software = _draft.Observe("software", [Marks.Clear], new()
        {
            ["name"] = "TerminalView",
            ["vendor"] = "Harbour Gate (fictional)",
            ["version"] = "8.3",
        });
        var account = _draft.Observe("user-account", [Marks.Amber], new()
        {
            ["account_login"] = "crane-ops",
            ["account_type"] = "windows-domain",
        });
        _draft.Case(account, "type-out-of-scope-observable", "withheld", "user-account is not a type of Article 3(1)");
        _draft.Observe("x509-certificate", green, new()
        {
            ["hashes"] = new JsonObject { ["SHA-256"] = Traces.SampleSha256(13) },
            ["serial_number"] = "41:1a:9c:07",
            ["subject"] = "CN=berth-portal.example",
        });
        Observe("host", Marks.Green, 3, folder, loader, key, mutex, process);
        var mixed = Observe("host-with-account", Marks.Green, 1, software, account);
        _draft.Case(mixed, "list-loses-an-item", "derivative", "object_refs keeps the software, loses the account");
        var emptied = Observe("account-only", Marks.Green, 1, account);
        _draft.Case(emptied, "required-list-empties", "withheld", "nothing that it observed may leave");
    }

    private void AddTraffic()
    {
        var victim = _draft.Observe("ipv4-addr", [Marks.Amber], new() { ["value"] = "192.0.2.44" });
        var network = _draft.Observe("autonomous-system", [Marks.Clear], new()
        {
            ["number"] = 64511,
            ["name"] = "EXAMPLE-LANTERN",
        });
        _draft.Relate(_indicators.Observables["203.0.113.7"], "belongs-to", network, [Marks.Green]);
        foreach (var (address, port, tlp) in new[]
        {
            ("203.0.113.7", 443, Marks.Green), ("203.0.113.18", 8443, Marks.Green), ("203.0.113.112", 53, Marks.Amber),
            ("198.51.100.203", 443, Marks.AmberStrict), ("203.0.113.220", 22, Marks.Green),
        })
        {
            var flow = _draft.Observe("network-traffic", [tlp], new()
            {
                ["start"] = CampaignDraft.Time(7, 3, 2, port % 60),
                ["src_ref"] = victim,
                ["dst_ref"] = _indicators.Observables[address],
                ["dst_port"] = port,
                ["protocols"] = List("ipv4", "tcp"),
            });
            Observe($"flow-{address}", tlp, port % 7 + 1, flow, victim);
            if (address == "203.0.113.220")
            {
                _draft.Case(flow, "reference-to-withheld-address", "notAsIs",
                    "GREEN itself, but dst_ref and its own id are computed from a TLP:RED address");
            }
        }

        foreach (var (name, address) in new[]
        {
            ("lantern-harbor.example", "203.0.113.7"), ("tide-update.example", "203.0.113.18"),
            ("portlog-sync.example", "203.0.113.23"), ("anchor-cdn.example", "203.0.113.41"),
            ("low-water.example", "198.51.100.217"), ("ebb-relay.example", "203.0.113.221"),
        })
        {
            _draft.Relate(
                _indicators.Observables[name], "resolves-to", _indicators.Observables[address], [Marks.Green]);
        }

        foreach (var address in new[] { "203.0.113.7", "203.0.113.18", "2001:db8:5:1a::25", "203.0.113.221" })
        {
            _draft.Relate(
                _arsenal.Infrastructure["Lantern relay, first row"], "consists-of", _indicators.Observables[address],
                [Marks.Green]);
        }
    }

    private void AddSightings()
    {
        var number = 0;
        foreach (var (value, where) in new[]
        {
            ("203.0.113.7", _cast.SongLua), ("lantern-harbor.example", _cast.PortOperators),
            ("tide-update.example", _cast.Forwarders), ("203.0.113.41", _cast.PortOperators),
            ("203.0.113.18", _cast.Minato), ("203.0.113.220", _cast.PortOperators),
        })
        {
            var sighting = _draft.Add("sighting", value, [Marks.Green], new()
            {
                ["first_seen"] = CampaignDraft.Time(7, 3 + number),
                ["last_seen"] = CampaignDraft.Time(8, 3 + number),
                ["count"] = 2 + 3 * number,
                ["sighting_of_ref"] = _draft.IdOf("indicator", value),
                ["observed_data_refs"] = List(Observed[0]),
                ["where_sighted_refs"] = List(where),
            });
            number++;
            if (where == _cast.Minato)
            {
                _draft.Case(sighting, "optional-list-empties", "derivative", "its only place is a TLP:RED victim");
            }

            if (value == "203.0.113.220")
            {
                _draft.Case(sighting, "sighting-of-withheld", "withheld", "what it sighted may not leave");
            }
        }
    }

    private string Observe(string key, string tlp, int count, params string[] refs)
    {
        var id = _draft.Add("observed-data", key, [tlp], new()
        {
            ["first_observed"] = CampaignDraft.Time(7, 3, 1),
            ["last_observed"] = CampaignDraft.Time(7, 9, 5),
            ["number_observed"] = count,
            ["object_refs"] = List(refs),
        });
        Observed.Add(id);
        return id;
    }
}
