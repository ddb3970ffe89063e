using System.Text.Json.Nodes;
using static Entente.Lab.Samples.SampleJson;

namespace Entente.Lab.Samples.Campaign;

/// <summary>
/// What the actor uses: malware, tools, techniques, infrastructure, the flaws it exploits, and what helps.
/// </summary>
internal sealed class Arsenal
{
    private readonly CampaignDraft _draft;
    private readonly Cast _cast;

    private Arsenal(Cast cast)
    {
        _cast = cast;
        _draft = cast.Draft;
        AddMalware();
        AddTools();
        AddTechniques();
        AddInfrastructure();
        AddVulnerabilities();
        AddAdvice();
    }

    public Dictionary<string, string> Malware { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Tools { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Techniques { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Infrastructure { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Vulnerabilities { get; } = new(StringComparer.Ordinal);

    public static Arsenal Add(Cast cast) => new(cast);

    private void AddMalware()
    {
        Family("BerthWorm", Marks.Green, "worm", "Copies itself to shares that hold berth plans.");
        Family("LanternRAT", Marks.Green, "remote-access-trojan", "Remote control over HTTP, polls every 41 seconds.");
        Family("KeelDropper", Marks.Green, "dropper", "A spreadsheet that unpacks LanternRAT.");
        Family("SiltStealer", Marks.Amber, "spyware", "Collects sessions of terminal operating systems.");
        Family("MoonTide", Marks.AmberStrict, "backdoor", "Listens for one packet a day (月潮).");
        Family("UndertowKit", Marks.Red, "rootkit", "Seen once, at the first victim.");
        _draft.Relate(Malware["KeelDropper"], "drops", Malware["LanternRAT"], [Marks.Green]);
        _draft.Relate(Malware["LanternRAT"], "downloads", Malware["SiltStealer"], [Marks.Amber]);
        _draft.Relate(Malware["LanternRAT"], "downloads", Malware["UndertowKit"], [Marks.Green]);
        _draft.Relate(Malware["MoonTide"], "variant-of", Malware["LanternRAT"], [Marks.AmberStrict]);
        foreach (var name in Malware.Keys) _draft.Relate(_cast.PaperHeron, "uses", Malware[name], [Marks.Green]);
        foreach (var name in new[] { "BerthWorm", "LanternRAT", "KeelDropper", "SiltStealer" })
        {
            _draft.Relate(_cast.Tidewater, "uses", Malware[name], [Marks.Green, Marks.PapAmber]);
        }
    }

    private void Family(string name, string tlp, string kind, string description) =>
        Malware[name] = _draft.Add("malware", name, [tlp], new()
        {
            ["name"] = name,
            ["description"] = description,
            ["malware_types"] = List(kind),
            ["is_family"] = true,
            ["first_seen"] = CampaignDraft.Time(6, 2 + Malware.Count),
            ["kill_chain_phases"] = Phase(kind == "dropper" ? "execution" : "command-and-control"),
        });

    private void AddTools()
    {
        foreach (var (name, kind) in new[]
        {
            ("QuayTunnel", "remote-access"), ("ManifestGrab", "information-gathering"),
            ("RopeLadder", "exploitation"), ("DriftScan", "network-capture"),
        })
        {
            Tools[name] = _draft.Add("tool", name, [Marks.Green], new()
            {
                ["name"] = name,
                ["tool_types"] = List(kind),
                ["tool_version"] = "1." + Tools.Count,
            });
            _draft.Relate(_cast.PaperHeron, "uses", Tools[name], [Marks.Green]);
        }
    }

    private void AddTechniques()
    {
        foreach (var (code, name, tactic) in new[]
        {
            ("T1566.001", "Spearphishing Attachment", "initial-access"),
            ("T1190", "Exploit Public-Facing Application", "initial-access"),
            ("T1204.002", "Malicious File", "execution"),
            ("T1547.001", "Registry Run Keys", "persistence"),
            ("T1055", "Process Injection", "defense-evasion"),
            ("T1003.001", "LSASS Memory", "credential-access"),
            ("T1018", "Remote System Discovery", "discovery"),
            ("T1021.002", "SMB Shares", "lateral-movement"),
            ("T1074.001", "Local Data Staging", "collection"),
            ("T1071.001", "Web Protocols", "command-and-control"),
            ("T1568.002", "Domain Generation Algorithms", "command-and-control"),
            ("T1041", "Exfiltration Over C2 Channel", "exfiltration"),
        })
        {
            Techniques[code] = _draft.Add("attack-pattern", code, [Marks.Clear], new()
            {
                ["name"] = name,
                ["kill_chain_phases"] = Phase(tactic),
                ["external_references"] = new JsonArray(new JsonObject
                {
                    ["source_name"] = "mitre-attack",
                    ["external_id"] = code,
                    ["url"] = "https://attack.mitre.org/techniques/" + code.Replace('.', '/'),
                }),
                ["x_mitre_platforms"] = List("Windows"),
            });
            _draft.Relate(_cast.Tidewater, "uses", Techniques[code], [Marks.Green]);
        }
    }

    private void AddInfrastructure()
    {
        foreach (var (name, kind, tlp) in new[]
        {
            ("Lantern relay, first row", "command-and-control", Marks.Green),
            ("Lantern relay, second row", "command-and-control", Marks.Green),
            ("Berth notice mailers", "phishing", Marks.Green),
            ("Quayside document hosts", "hosting-malware", Marks.Green),
            ("Staging shares", "staging", Marks.Amber),
            ("Manifest drop", "exfiltration", Marks.AmberStrict),
            ("Night anchorage", "anonymization", Marks.Red),
        })
        {
            Infrastructure[name] = _draft.Add("infrastructure", name, [tlp], new()
            {
                ["name"] = name,
                ["infrastructure_types"] = List(kind),
                ["first_seen"] = CampaignDraft.Time(6, 10),
            });
            _draft.Relate(_cast.PaperHeron, "uses", Infrastructure[name], [Marks.Green]);
        }

        _draft.Relate(Malware["LanternRAT"], "beacons-to", Infrastructure["Lantern relay, first row"], [Marks.Green]);
        _draft.Relate(Malware["LanternRAT"], "beacons-to", Infrastructure["Lantern relay, second row"], [Marks.Green]);
        _draft.Relate(Malware["SiltStealer"], "exfiltrates-to", Infrastructure["Manifest drop"], [Marks.AmberStrict]);
        _draft.Relate(Infrastructure["Quayside document hosts"], "delivers", Malware["KeelDropper"], [Marks.Green]);
    }

    private void AddVulnerabilities()
    {
        foreach (var (key, name, description) in new[]
        {
            ("EX-2026-0101", "Harbour Gate portal, path traversal", "Fictional: reads any file of the portal."),
            ("EX-2026-0117", "TerminalView, unsafe deserialisation", "Fictional: code execution without a login."),
            ("EX-2026-0130", "CargoLink VPN, session fixation", "Fictional: takes over a waiting session."),
        })
        {
            Vulnerabilities[key] = _draft.Add("vulnerability", key, [Marks.Amber], new()
            {
                ["name"] = name,
                ["description"] = description,
                ["external_references"] = new JsonArray(new JsonObject
                {
                    ["source_name"] = "advisories.example",
                    ["external_id"] = key,
                }),
            });
            _draft.Case(Vulnerabilities[key], "held-type", "hold", "Article 3(2): a releaser approves each one");
        }

        _draft.Relate(Malware["BerthWorm"], "exploits", Vulnerabilities["EX-2026-0117"], [Marks.Amber]);
        _draft.Relate(_cast.Tidewater, "targets", Vulnerabilities["EX-2026-0101"], [Marks.Amber]);
        _draft.Relate(Tools["RopeLadder"], "targets", Vulnerabilities["EX-2026-0130"], [Marks.Amber]);
    }

    private void AddAdvice()
    {
        foreach (var (name, text, against) in new[]
        {
            ("Open berth notices in a viewer", "Disable macros for files that come by mail.", Techniques["T1204.002"]),
            ("Watch run keys", "Alert on new values below the Run key of terminal hosts.", Techniques["T1547.001"]),
            ("Split terminal networks", "Forbid file shares between office and terminal.", Techniques["T1021.002"]),
            ("Patch TerminalView", "Install release 8.4 or put it behind a gateway.", Vulnerabilities["EX-2026-0117"]),
            ("Block the relays", "Drop traffic to the first and second row.", Malware["LanternRAT"]),
        })
        {
            var advice = _draft.Add("course-of-action", name, [Marks.Green], new()
            {
                ["name"] = name,
                ["description"] = text,
            });
            _draft.Relate(advice, "mitigates", against, [Marks.Green]);
        }
    }

    private static JsonArray Phase(string tactic) => new(new JsonObject
    {
        ["kill_chain_name"] = "mitre-attack",
        ["phase_name"] = tactic,
    });
}
