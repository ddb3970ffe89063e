using static Entente.Lab.Samples.SampleJson;

namespace Entente.Lab.Samples.Campaign;

/// <summary>
/// Who is in the story: the reporting unit, a vendor, the victims, the places, the actor and its campaigns.
/// </summary>
internal sealed class Cast
{
    private Cast(CampaignDraft draft)
    {
        Draft = draft;
        draft.Add("identity", "lighthouse-signal-research", [Marks.Clear], new()
        {
            ["name"] = "Lighthouse Signal Research (灯台シグナル研究所)",
            ["identity_class"] = "organization",
            ["sectors"] = List("technology"),
        });
        PortOperators = draft.Add("identity", "port-operators", [Marks.Green], new()
        {
            ["name"] = "Container port operators",
            ["description"] = "Operators of container terminals around the South China Sea / Các cảng container",
            ["identity_class"] = "class",
            ["sectors"] = List("transportation"),
        });
        Forwarders = draft.Add("identity", "freight-forwarders", [Marks.Green], new()
        {
            ["name"] = "Freight forwarders (Công ty giao nhận hàng hóa)",
            ["identity_class"] = "class",
            ["sectors"] = List("transportation"),
        });
        Minato = draft.Add("identity", "minato-harbour", [Marks.Red], new()
        {
            ["name"] = "Minato Harbour Systems (みなと港湾システム)",
            ["description"] = "First victim; asked not to be named.",
            ["identity_class"] = "organization",
            ["sectors"] = List("transportation"),
            ["contact_information"] = "soc@minato-harbour.example",
        });
        SongLua = draft.Add("identity", "song-lua-port", [Marks.AmberStrict], new()
        {
            ["name"] = "Cảng Sông Lụa",
            ["identity_class"] = "organization",
            ["sectors"] = List("transportation"),
        });
        Places();
        Actors();
    }

    public CampaignDraft Draft { get; }

    public string PortOperators { get; }

    public string Forwarders { get; }

    /// <summary>A victim marked TLP:RED: no other object that leaves may name it.</summary>
    public string Minato { get; }

    public string SongLua { get; }

    public string JapanPlace { get; private set; } = "";

    public string VietNamPlace { get; private set; } = "";

    public string SingaporePlace { get; private set; } = "";

    public string PaperHeron { get; private set; } = "";

    public string Tidewater { get; private set; } = "";

    public string Ebb { get; private set; } = "";

    public string Person { get; private set; } = "";

    public static Cast Add(CampaignDraft draft) => new(draft);

    private void Places()
    {
        JapanPlace = Place("japan", "Japan (日本)", "JP", "eastern-asia");
        VietNamPlace = Place("viet-nam", "Viet Nam (Việt Nam)", "VN", "south-eastern-asia");
        SingaporePlace = Place("singapore", "Singapore", "SG", "south-eastern-asia");
        Draft.Add("location", "malacca-strait", [Marks.Clear], new()
        {
            ["name"] = "Strait of Malacca",
            ["latitude"] = 2.5,
            ["longitude"] = 101.5,
            ["precision"] = 200000.0,
        });
    }

    private string Place(string key, string name, string country, string region) =>
        Draft.Add("location", key, [Marks.Clear], new()
        {
            ["name"] = name,
            ["country"] = country,
            ["region"] = region,
        });

    private void Actors()
    {
        PaperHeron = Draft.Add("intrusion-set", "paper-heron", [Marks.Green], new()
        {
            ["name"] = "Paper Heron",
            ["description"] = "Intrudes into port logistics through freight paperwork and stays for the cargo data.",
            ["aliases"] = List("紙鷺", "Cò Giấy", "PH-17"),
            ["first_seen"] = CampaignDraft.Time(2, 11),
            ["goals"] = List("cargo manifests", "berth schedules"),
            ["resource_level"] = "organization",
            ["primary_motivation"] = "organizational-gain",
        });
        Tidewater = Draft.Add("campaign", "tidewater-lantern", [Marks.Green], new()
        {
            ["name"] = "Tidewater Lantern",
            ["description"] = "Lures with forged berth notices, June to August 2026.",
            ["aliases"] = List("潮灯", "Đèn Lồng Thủy Triều"),
            ["first_seen"] = CampaignDraft.Time(6, 2),
            ["last_seen"] = CampaignDraft.Time(8, 27),
            ["objective"] = "Steady access to terminal operating systems.",
        });
        Ebb = Draft.Add("campaign", "ebb-current", [Marks.Red], new()
        {
            ["name"] = "Ebb Current",
            ["description"] = "Suspected earlier campaign against a single operator.",
            ["first_seen"] = CampaignDraft.Time(2, 11),
        });
        Person = Draft.Add("threat-actor", "heron-keeper", [Marks.Amber], new()
        {
            ["name"] = "Heron Keeper",
            ["threat_actor_types"] = List("criminal"),
            ["description"] = "The handle that rents the servers.",
        });
        Draft.Case(Person, "type-out-of-scope", "withheld", "threat-actor is not a type of Article 3(1)");
        Draft.Case(Ebb, "above-ceiling", "withheld", "TLP:RED is above the ceiling of Article 4(1)");
        Draft.Case(Minato, "above-ceiling-identity", "withheld", "no object that leaves may refer to it either");
        Draft.Relate(PaperHeron, "attributed-to", Person, [Marks.Green]);
        Draft.Relate(Tidewater, "attributed-to", PaperHeron, [Marks.Green]);
        Draft.Relate(Ebb, "attributed-to", PaperHeron, [Marks.Green]);
        Draft.Relate(PaperHeron, "targets", PortOperators, [Marks.Green]);
        Draft.Relate(PaperHeron, "targets", Forwarders, [Marks.Green]);
        Draft.Relate(PaperHeron, "targets", VietNamPlace, [Marks.Green]);
        Draft.Relate(PaperHeron, "targets", JapanPlace, [Marks.Green]);
        Draft.Relate(PaperHeron, "targets", SingaporePlace, [Marks.Green]);
        Draft.Relate(Tidewater, "targets", Minato, [Marks.Green]);
        Draft.Relate(Tidewater, "targets", SongLua, [Marks.AmberStrict]);
    }
}
