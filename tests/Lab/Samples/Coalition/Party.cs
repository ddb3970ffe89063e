using System.Text.Json.Nodes;

namespace Entente.Lab.Samples.Coalition;

/// <summary>A fictional party of the sample coalition: what an agreement says about it, all but its keys.</summary>
internal sealed record Party(
    string Id,
    string Country,
    string Origin,
    string English,
    string Japanese,
    string Vietnamese,
    string Authority,
    string Sector,
    string[] Organisation)
{
    public static readonly Party Japan = new(
        "jp-cdu", "JP", "cdu.mod.jp.example", "Cyber Defense Unit (fictional)", "サイバー防衛ユニット（架空）",
        "Đơn vị Phòng thủ Mạng (giả định)", "Director for Partner Cooperation, Cyber Defense Unit", "defense",
        ["Watch Floor", "Threat Analysis Section", "Partner Liaison Desk"]);

    public static readonly Party VietNam = new(
        "vn-cyc", "VN", "cyc.mnd.vn.example", "Cyber Command Unit (fictional)", "サイバー指揮ユニット（架空）",
        "Đơn vị Chỉ huy Mạng (giả định)", "Head of International Cooperation, Cyber Command Unit", "defense",
        ["Monitoring Centre", "Incident Response Group", "International Cooperation Office"]);

    public static readonly Party Singapore = new(
        "sg-dco", "SG", "dco.mindef.sg.example", "Defence Cyber Office (fictional)", "国防サイバー室（架空）",
        "Văn phòng Mạng Quốc phòng (giả định)", "Deputy Director for Partnerships, Defence Cyber Office", "defense",
        ["Operations Branch", "Intelligence Fusion Cell"]);

    public static readonly Party[] All = [Japan, VietNam, Singapore];

    /// <summary>The id of the party's STIX identity.</summary>
    public string Identity => SampleIds.Fixed("identity", Id);

    /// <summary>
    /// The party as its own file says it: no keys, and none of what differs from agreement to agreement.
    /// </summary>
    public JsonObject ToFile() => new()
    {
        ["id"] = Id,
        ["name"] = Names(),
        ["country"] = Country,
        ["authority"] = Authority,
        ["identity"] = Identity,
        ["origin"] = Origin,
        ["organisation"] = SampleJson.List(Organisation),
        ["declaredPurpose"] = "networkDefence",
    };

    /// <summary>
    /// The party as an agreement between <paramref name="members"/> says it; the keys are filled in later.
    /// </summary>
    public JsonObject ToMember(params Party[] members) => new()
    {
        ["id"] = Id,
        ["name"] = Names(),
        ["country"] = Country,
        ["authority"] = Authority,
        ["identity"] = Identity,
        ["origin"] = Origin,
        ["organisation"] = SampleJson.List(Organisation),
        ["community"] = SampleJson.List(members.Select(member => member.Id)),
        ["clients"] = new JsonArray(),
        ["declaredPurpose"] = "networkDefence",
    };

    public JsonObject ToIdentity() => new()
    {
        ["type"] = "identity",
        ["spec_version"] = "2.1",
        ["id"] = Identity,
        ["created_by_ref"] = Identity,
        ["created"] = "2026-01-05T00:00:00.000Z",
        ["modified"] = "2026-01-05T00:00:00.000Z",
        ["name"] = English,
        ["description"] = $"{Japanese} / {Vietnamese}",
        ["identity_class"] = "organization",
        ["sectors"] = SampleJson.List(Sector),
        ["object_marking_refs"] = SampleJson.List(Marks.Clear),
    };

    private JsonObject Names() => new() { ["en"] = English, ["ja"] = Japanese, ["vi"] = Vietnamese };
}
