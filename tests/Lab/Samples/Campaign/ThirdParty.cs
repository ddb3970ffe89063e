using System.Text.Json.Nodes;
using Entente.Lab.Samples.Coalition;
using static Entente.Lab.Samples.SampleJson;

namespace Entente.Lab.Samples.Campaign;

/// <summary>
/// What Singapore gave to Japan under their own agreement. Each object carries that agreement's marking, whose id is
/// not
/// known before the keys are; a token stands in its place.
/// </summary>
internal sealed class ThirdParty
{
    private const string Space = "tidewater-lantern/sg";

    private readonly CampaignDraft _draft = new(
        Space, Party.Singapore.Identity, new DateTimeOffset(2026, 7, 14, 3, 0, 0, TimeSpan.Zero));

    private readonly string[] _marks = [Marks.Amber, Marks.JpSgToken];

    private ThirdParty()
    {
        Malware = _draft.Add("malware", "RipTide", _marks, new()
        {
            ["name"] = "RipTide",
            ["description"] = "Singapore's name for a loader seen before LanternRAT.",
            ["malware_types"] = List("dropper"),
            ["is_family"] = true,
        });
        Relay = _draft.Add("infrastructure", "strait-relay", _marks, new()
        {
            ["name"] = "Strait relay",
            ["infrastructure_types"] = List("command-and-control"),
        });
        AddIndicators();
    }

    public static ThirdParty Instance { get; } = new();

    public IReadOnlyList<JsonObject> Objects => _draft.Objects;

    public string Malware { get; }

    public string Relay { get; }

    public string FirstIndicator { get; private set; } = "";

    private void AddIndicators()
    {
        foreach (var (kind, value) in new[]
        {
            ("ipv4-addr", "203.0.113.190"), ("ipv4-addr", "203.0.113.191"), ("domain-name", "strait-tally.example"),
            ("url", "http://strait-tally.example/r"),
        })
        {
            var indicator = _draft.Add("indicator", value, _marks, new()
            {
                ["name"] = $"RipTide {kind}",
                ["indicator_types"] = List("malicious-activity"),
                ["pattern"] = $"[{kind}:value = '{value}']",
                ["pattern_type"] = "stix",
                ["valid_from"] = CampaignDraft.Time(7, 14),
            });
            if (FirstIndicator.Length == 0) FirstIndicator = indicator;
            _draft.Observe(kind, _marks, new() { ["value"] = value });
            _draft.Relate(indicator, "indicates", Malware, _marks);
        }

        _draft.Relate(Malware, "beacons-to", Relay, _marks);
    }
}
