using System.Text.Json.Nodes;
using Entente.Lab.Samples.Coalition;
using static Entente.Lab.Samples.SampleJson;

namespace Entente.Lab.Samples.Campaign;

/// <summary>The objects on which a careless release goes wrong; each is listed in <c>cases.json</c>.</summary>
internal sealed class HardCases
{
    private readonly CampaignDraft _draft;
    private readonly Cast _cast;
    private readonly Arsenal _arsenal;
    private readonly Indicators _indicators;

    private HardCases(Cast cast, Arsenal arsenal, Indicators indicators)
    {
        (_draft, _cast, _arsenal, _indicators) = (cast.Draft, cast, arsenal, indicators);
        AddMarkings();
        AddGranular();
        AddCustom();
        AddReferences();
        AddVersions();
    }

    public static void Add(Cast cast, Arsenal arsenal, Indicators indicators) =>
        _ = new HardCases(cast, arsenal, indicators);

    private void AddMarkings()
    {
        var unmarked = Tool("unmarked", "BuoyCount", []);
        _draft.Case(unmarked, "unmarked", "withheld", "no marking at all: the most restrictive default");

        var unknown = Tool("unknown-marking", "SextantPy", [_draft.IdOf("marking-definition", "nobody-knows")]);
        _draft.Case(unknown, "unknown-marking", "withheld", "the definition is nowhere to be found");

        var foreign = _draft.Add("marking-definition", "looks-green", [Marks.Clear], new()
        {
            ["name"] = "TLP:GREEN",
            ["extensions"] = new JsonObject
            {
                [Marks.TlpExtension] = new JsonObject
                {
                    ["extension_type"] = "property-extension",
                    ["tlp_2_0"] = "green",
                },
            },
        });
        _draft.Case(
            Tool("looks-green", "FogBell", [foreign]), "known-name-unknown-id", "withheld",
            "a definition named TLP:GREEN under an id that is not TLP:GREEN's");

        var statement = _draft.Add("marking-definition", "statement", [Marks.Clear], new()
        {
            ["definition_type"] = "statement",
            ["definition"] = new JsonObject { ["statement"] = "Lighthouse Signal Research, free to use with credit" },
        });
        var stated = _draft.Add(
            "tool", "statement-only", [statement], new() { ["name"] = "ChartReader" }, InformationTypes.Vendor);
        _draft.Case(stated, "statement-only", "released", "Article 4(1): statements are carried, no TLP is required");
        Tool("statement-and-tlp", "TideTable", [Marks.Green, statement]);
        Tool("pap-only", "HullCheck", [Marks.PapAmber]);
        Tool("pap-clear", "SoundingLead", [Marks.Clear, Marks.PapClear]);
        Tool("pap-red", "KeelHaul", [Marks.AmberStrict, Marks.PapRed]);
        var both = Tool("two-levels", "CrossWind", [Marks.Green, Marks.Red]);
        _draft.Case(both, "two-levels-of-one-scheme", "withheld", "the stricter of GREEN and RED counts");
    }

    private void AddGranular()
    {
        var described = _draft.Add("malware", "granular-description", [Marks.Green], new()
        {
            ["name"] = "HarbourMoth",
            ["description"] = "Found by the night shift of Minato Harbour Systems, host crane-07.",
            ["malware_types"] = List("spyware"),
            ["is_family"] = false,
            ["granular_markings"] = Granular(Marks.Red, "description"),
        });
        _draft.Case(described, "granular-red-description", "derivative", "all of it but the description");

        var listed = _draft.Add("report", "granular-list-item", [Marks.Green], new()
        {
            ["name"] = "Weekly note 31",
            ["description"] = "Second row went quiet.",
            ["published"] = CampaignDraft.Time(8, 3),
            ["labels"] = List("weekly", "operation-night-anchorage", "ports"),
            ["object_refs"] = List(_cast.PaperHeron, _cast.Tidewater),
            ["granular_markings"] = Granular(Marks.Red, "labels.[1]"),
        });
        _draft.Case(listed, "granular-red-list-item", "derivative", "one label of three goes");

        var required = _draft.Add("indicator", "granular-pattern", [Marks.Green], new()
        {
            ["name"] = "Knock sequence",
            ["pattern"] = "[network-traffic:dst_port = 41041 AND network-traffic:src_byte_count = 77]",
            ["pattern_type"] = "stix",
            ["valid_from"] = CampaignDraft.Time(6, 2),
            ["granular_markings"] = Granular(Marks.Red, "pattern"),
        });
        _draft.Case(required, "granular-red-required", "withheld", "an indicator without its pattern is none");

        var tightened = _draft.Add("tool", "granular-looser", [Marks.Amber], new()
        {
            ["name"] = "PlumbLine",
            ["description"] = "Measures how long a host has been up.",
            ["granular_markings"] = Granular(Marks.Clear, "description"),
        });
        _draft.Case(tightened, "granular-looser", "released", "a granular mark only tightens: it all stays AMBER");
        _draft.Add("tool", "granular-language", [Marks.Green], new()
        {
            ["name"] = "Neo Đậu",
            ["description"] = "Công cụ ghi lại lịch tàu cập bến.",
            ["lang"] = "en",
            ["granular_markings"] = new JsonArray(new JsonObject
            {
                ["lang"] = "vi",
                ["selectors"] = List("name", "description"),
            }),
        });
    }

    private void AddCustom()
    {
        var ticket = _draft.Add("tool", "custom-property", [Marks.Green], new()
        {
            ["name"] = "LogLine",
            ["x_harbour_ticket"] = "HB-2026-0417",
        });
        _draft.Case(ticket, "custom-property-not-in-scope", "notAsIs", "x_harbour_ticket is named by no clause");

        var foreign = _draft.Add("campaign", "unlisted-author", [Marks.Green], new()
        {
            ["name"] = "Gull Feather",
            ["description"] = "Reported by a firm that neither unit has named.",
        }, SampleIds.Fixed("identity", "kestrel-dock-security"));
        _draft.Case(foreign, "author-not-listed", "withheld", "Article 5: of neither country and no named source");
    }

    private void AddReferences()
    {
        var third = _draft.Relate(
            _arsenal.Malware["LanternRAT"], "related-to", ThirdParty.Instance.Malware, [Marks.Green]);
        _draft.Case(third, "end-of-third-party", "withheld", "its target came under another agreement");
        var red = _draft.Relate(
            _draft.IdOf("indicator", "203.0.113.7"), "indicates", _arsenal.Malware["UndertowKit"], [Marks.Green]);
        _draft.Case(red, "end-above-ceiling", "withheld", "its target is TLP:RED");

        foreach (var (key, target, expected, text) in new[]
        {
            ("note-open", _arsenal.Malware["LanternRAT"], "released", "The poll took 43 seconds before 9 July."),
            ("note-red", _cast.Ebb, "withheld", "May be the same hands; ask before quoting."),
            ("note-held", _arsenal.Vulnerabilities["EX-2026-0101"], "notAsIs", "The vendor has a fix in test."),
        })
        {
            var note = _draft.Add("note", key, [Marks.Green], new()
            {
                ["content"] = text,
                ["object_refs"] = List(target),
            });
            _draft.Case(note, key, expected, "a note goes no further than what it speaks of");
        }

        foreach (var (key, text, language, target) in new[]
        {
            ("ja-heron", "貨物書類を使って港湾物流に侵入する。", "ja", _cast.PaperHeron),
            ("vi-heron", "Xâm nhập hệ thống cảng qua giấy tờ vận chuyển.", "vi", _cast.PaperHeron),
            ("ja-ebb", "単一の事業者に対する先行作戦の疑い。", "ja", _cast.Ebb),
        })
        {
            var translation = _draft.Add("language-content", key, [Marks.Green], new()
            {
                ["object_ref"] = target,
                ["contents"] = new JsonObject { [language] = new JsonObject { ["description"] = text } },
            });
            if (target == _cast.Ebb)
            {
                _draft.Case(translation, "translation-of-withheld", "withheld", "a translation is the text again");
            }
        }

        _draft.Add("opinion", "agrees", [Marks.Green], new()
        {
            ["opinion"] = "agree",
            ["explanation"] = "Same certificates in both rows.",
            ["object_refs"] = List(_cast.PaperHeron),
        });
    }

    private void AddVersions()
    {
        var domain = _draft.IdOf("indicator", "anchor-cdn.example");
        _draft.Revise(domain, 72, new() { ["confidence"] = 95, ["description"] = "Confirmed by two parties." });
        _draft.Case(domain, "two-versions", "released", "both versions stand in the bundle");
        _draft.Relate(
            _indicators.Observables["berth-portal.example"], "resolves-to",
            _indicators.Observables["2001:db8:5:1a::25"], [Marks.Green]);
    }

    private string Tool(string key, string name, string[] marks) =>
        _draft.Add("tool", key, marks, new() { ["name"] = name });

    private static JsonArray Granular(string mark, params string[] selectors) => new(new JsonObject
    {
        ["marking_ref"] = mark,
        ["selectors"] = List(selectors),
    });
}
