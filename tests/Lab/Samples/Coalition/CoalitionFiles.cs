using System.Text;
using System.Text.Json.Nodes;
using static Entente.Lab.Samples.SampleJson;

namespace Entente.Lab.Samples.Coalition;

/// <summary>
/// Makes <c>samples/coalition/</c>: parties, identities, the authentic texts and the agreement templates.
/// </summary>
internal static class CoalitionFiles
{
    public static IEnumerable<SampleFile> Build()
    {
        foreach (var party in Party.All)
        {
            yield return new($"coalition/parties/{party.Id}.party.json", Pretty(party.ToFile()));
        }

        yield return new(
            "coalition/identities.json",
            Bundle(SampleIds.Fixed("bundle", "coalition"), Party.All.Select(party => party.ToIdentity())));

        foreach (var (instrument, template) in Agreements())
        {
            yield return new($"coalition/{instrument.Name}.en.txt", Encoding.UTF8.GetBytes(instrument.Text()));
            yield return new($"coalition/{instrument.Name}.template.json", template.ToBytes());
        }
    }

    private static IEnumerable<(Instrument Instrument, AgreementTemplate Template)> Agreements()
    {
        yield return (Instruments.JpVnMemorandum, JpVnMemorandum());
        yield return (Instruments.JpVnArrangement, JpVnArrangement());
        yield return (Instruments.JpSgMemorandum, JpSgMemorandum());
        yield return (Instruments.JpSgArrangement, JpSgArrangement());
    }

    private static AgreementTemplate JpVnMemorandum() => new AgreementTemplate(Instruments.JpVnMemorandum)
        .Instrument("memorandum", parent: null)
        .Validity("Article 4", "2025-12-08", "2026-01-01T00:00:00Z", "2036-01-01T00:00:00Z", "P90D")
        .Parties("Article 1", Party.Japan, Party.VietNam);

    private static AgreementTemplate JpSgMemorandum() => new AgreementTemplate(Instruments.JpSgMemorandum)
        .Instrument("memorandum", parent: null)
        .Validity("Article 3", "2026-03-02", "2026-04-01T00:00:00Z", "2034-04-01T00:00:00Z", "P6M")
        .Parties("Article 1", Party.Japan, Party.Singapore);

    private static AgreementTemplate JpVnArrangement() => new AgreementTemplate(Instruments.JpVnArrangement)
        .Instrument("arrangement", Instruments.JpVnMemorandum)
        .Validity("Article 1", "2025-12-15", "2026-01-01T00:00:00Z", "2031-01-01T00:00:00Z", "P90D")
        .Parties("Article 2(1)", Party.Japan, Party.VietNam)
        .Add("purpose", "Article 2(2)", Purpose(
            ["networkDefence", "incidentResponse", "exercise"],
            ["lawEnforcement", "intelligence", "offensive", "commercial"]))
        .Add("informationScope", "Article 3(1)", Scope(
            InformationTypes.JpVn, InformationTypes.JpVnExtensions, [], Party.Japan, Party.VietNam))
        .Add("informationScope", "Article 3(2)", Scope(
            InformationTypes.JpVn, InformationTypes.JpVnExtensions, ["vulnerability"], Party.Japan, Party.VietNam))
        .Add("marking", "Article 4(1)", new JsonObject
        {
            ["schemes"] = List("tlp", "pap"),
            ["required"] = new JsonArray(),
            ["ceiling"] = new JsonObject { ["tlp"] = "TLP:AMBER+STRICT", ["pap"] = "PAP:RED" },
            ["floor"] = new JsonObject { ["tlp"] = "TLP:GREEN" },
            ["unmarkedDefault"] = "withhold",
            ["statements"] = "carry",
        })
        .Add("releasability", "Article 5", Releasability(
            ["JP", "VN", InformationTypes.Mitre, InformationTypes.Vendor], Party.Japan, Party.VietNam))
        .Add("onwardRelease", "Article 6", OnwardRelease())
        .Add("sourceProtection", "Article 7(1)", SourceProtection("may", strip: false, "releasingParty"))
        .Add(
            "sourceProtection",
            "Article 7(2)",
            SourceProtection("mustNot", strip: true, "releasingParty"),
            new JsonObject { ["from"] = List(Party.VietNam.Id), ["to"] = List(Party.Japan.Id) });

    private static AgreementTemplate JpSgArrangement() => new AgreementTemplate(Instruments.JpSgArrangement)
        .Instrument("arrangement", Instruments.JpSgMemorandum)
        .Validity("Article 1", "2026-03-16", "2026-04-01T00:00:00Z", "2029-04-01T00:00:00Z", "P6M")
        .Parties("Article 2(1)", Party.Japan, Party.Singapore)
        .Add("purpose", "Article 2(2)", Purpose(
            ["networkDefence", "incidentResponse"],
            ["attribution", "lawEnforcement", "intelligence", "offensive", "commercial"]))
        .Add("informationScope", "Article 3", Scope(
            InformationTypes.JpSg, InformationTypes.JpSgExtensions, [], Party.Japan, Party.Singapore))
        .Add("marking", "Article 4", new JsonObject
        {
            ["schemes"] = List("tlp"),
            ["required"] = List("tlp"),
            ["ceiling"] = new JsonObject { ["tlp"] = "TLP:AMBER" },
            ["floor"] = new JsonObject { ["tlp"] = "TLP:GREEN" },
            ["unmarkedDefault"] = "withhold",
            ["statements"] = "refuse",
        })
        .Add("releasability", "Article 5", Releasability(["JP", "SG"], Party.Japan, Party.Singapore))
        .Add("onwardRelease", "Article 6", OnwardRelease())
        .Add("sourceProtection", "Article 7", SourceProtection("mustNot", strip: true, "omit"));

    private static JsonObject Purpose(string[] allowed, string[] forbidden) => new()
    {
        ["allowed"] = List(allowed),
        ["forbidden"] = List(forbidden),
        ["extraPurposeConsent"] = "originator",
    };

    private static JsonObject Scope(string[] types, string[] extensions, string[] held, Party one, Party other) => new()
    {
        ["types"] = List(types),
        ["extensions"] = List(extensions),
        ["directions"] = new JsonArray(
            new JsonObject { ["from"] = one.Id, ["to"] = other.Id },
            new JsonObject { ["from"] = other.Id, ["to"] = one.Id }),
        ["holdTypes"] = List(held),
    };

    private static JsonObject Releasability(string[] originators, params Party[] recipients) => new()
    {
        ["mode"] = "include",
        ["originators"] = List(originators),
        ["recipients"] = List(recipients.Select(party => party.Id)),
    };

    private static JsonObject OnwardRelease() => new()
    {
        ["default"] = "deny",
        ["consent"] = "originator",
        ["form"] = "signedToken",
        ["hopLimit"] = 0,
    };

    private static JsonObject SourceProtection(string attribution, bool strip, string replacement) => new()
    {
        ["attribution"] = attribution,
        ["replacement"] = replacement,
        ["stripExternalReferences"] = strip,
    };
}
