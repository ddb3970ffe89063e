using System.Text.Json.Nodes;
using static Entente.Lab.Samples.SampleJson;

namespace Entente.Lab.Samples.Campaign;

/// <summary>
/// Turns each trace into an indicator, the observable it speaks of, and the relation to what it points at.
/// </summary>
internal sealed class Indicators
{
    private readonly CampaignDraft _draft;

    private Indicators(CampaignDraft draft) => _draft = draft;

    /// <summary>The observable of each trace that has one, by the trace's value.</summary>
    public Dictionary<string, string> Observables { get; } = new(StringComparer.Ordinal);

    public static Indicators Add(Cast cast, Arsenal arsenal)
    {
        var made = new Indicators(cast.Draft);
        foreach (var trace in Traces.All)
        {
            var indicator = made.AddIndicator(trace);
            var target = arsenal.Malware.GetValueOrDefault(trace.Points) ?? arsenal.Infrastructure[trace.Points];
            made._draft.Relate(indicator, "indicates", target, [trace.Tlp]);
            if (made.AddObservable(trace) is { } observable) made.Observables[trace.Value] = observable;
        }

        made.AddCompound();
        return made;
    }

    private string AddIndicator(Trace trace)
    {
        string[] marks = trace.Kind is TraceKind.Sha256 ? [trace.Tlp, Marks.PapGreen] : [trace.Tlp];
        var properties = Properties(trace.Pattern, $"{Noun(trace.Kind)} of Tidewater Lantern");
        if (trace.Special == "expired") properties["valid_until"] = CampaignDraft.Time(7, 1);
        if (trace.Special == "revoked") properties["revoked"] = true;
        var id = _draft.Add("indicator", trace.Value, marks, properties);
        if (id != trace.IndicatorId) throw new InvalidOperationException($"{trace.Value} has two ids");
        if (trace.Tlp == Marks.Red)
        {
            _draft.Case(id, "above-ceiling-indicator", "withheld", "TLP:RED; its value stands in no other object");
        }

        return id;
    }

    private string? AddObservable(Trace trace)
    {
        string[] marks = [trace.Tlp];
        return trace.Kind switch
        {
            TraceKind.IPv4 => _draft.Observe("ipv4-addr", marks, new() { ["value"] = trace.Value }),
            TraceKind.IPv6 => _draft.Observe("ipv6-addr", marks, new() { ["value"] = trace.Value }),
            TraceKind.Domain => _draft.Observe("domain-name", marks, new() { ["value"] = trace.Value }),
            TraceKind.Url => _draft.Observe("url", marks, new() { ["value"] = trace.Value }),
            TraceKind.Email => _draft.Observe("email-addr", marks, new()
            {
                ["value"] = trace.Value,
                ["display_name"] = "港湾局 Berth Office",
            }),
            TraceKind.Sha256 => _draft.Observe("file", marks, new()
            {
                ["hashes"] = new JsonObject { ["SHA-256"] = trace.Value },
                ["size"] = 41_984,
                ["name"] = "lantern.dat",
            }),
            TraceKind.Md5 => _draft.Observe("file", marks, new()
            {
                ["hashes"] = new JsonObject
                {
                    ["MD5"] = trace.Value,
                    ["SHA-256"] = Traces.SampleSha256(trace.Value[0]),
                },
                ["name"] = "入港通知.xlsm",
            }),
            _ => null,
        };
    }

    private void AddCompound()
    {
        _draft.Add("indicator", "compound-file", [Marks.Green], Properties(
            $"[file:name = 'berth_plan.xlsm' AND file:hashes.'SHA-256' = '{Traces.SampleSha256(11)}']",
            "The spreadsheet under its first name"));
        _draft.Add("indicator", "compound-sequence", [Marks.Green], Properties(
            "([domain-name:value = 'wake-call.example'] FOLLOWEDBY [url:value = 'http://wake-call.example/go'])"
            + " WITHIN 300 SECONDS",
            "Wake-up call and answer"));
        _draft.Add("indicator", "compound-registry", [Marks.Amber], Properties(
            "[windows-registry-key:key LIKE 'HKEY_CURRENT_USER\\\\Software\\\\%\\\\Run'"
            + " AND windows-registry-key:values[*].name = 'BerthSync']",
            "Run key of LanternRAT"));
        var anonymous = _draft.Add("indicator", "anonymous", [Marks.Green], Properties(
            "[mutex:name = 'Global\\\\tide-9c41']", "A mutex that an unnamed source gave"), creator: "");
        _draft.Case(anonymous, "anonymous-author", "released", "no created_by_ref: it counts as our own");
    }

    private static JsonObject Properties(string pattern, string name) => new()
    {
        ["name"] = name,
        ["indicator_types"] = List("malicious-activity"),
        ["pattern"] = pattern,
        ["pattern_type"] = "stix",
        ["pattern_version"] = "2.1",
        ["valid_from"] = CampaignDraft.Time(6, 2),
        ["confidence"] = 80,
    };

    private static string Noun(TraceKind kind) => kind switch
    {
        TraceKind.IPv4 or TraceKind.IPv6 => "Address",
        TraceKind.IPv4Network => "Address range",
        TraceKind.Domain => "Domain",
        TraceKind.Url => "URL",
        TraceKind.Email => "Sender",
        _ => "File",
    };
}
