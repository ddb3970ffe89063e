using System.Text.Json.Nodes;

namespace Entente.Lab.Samples.Coalition;

/// <summary>
/// Collects the clauses of one agreement document. Keys of the parties and the digest of the parent are not there: only
/// the nodes that will sign know them.
/// </summary>
internal sealed class AgreementTemplate(Instrument instrument)
{
    private readonly JsonArray _clauses = [];

    public AgreementTemplate Add(string type, string article, JsonObject parameters, JsonObject? appliesTo = null)
    {
        var source = instrument.Article(article);
        var clause = new JsonObject
        {
            ["id"] = $"c{_clauses.Count + 1}",
            ["type"] = type,
            ["sourceArticle"] = source.Label,
            ["sourceTextSha256"] = SampleJson.Sha256(source.Text),
            ["sourceText"] = source.Text,
        };
        if (appliesTo is not null) clause["appliesTo"] = appliesTo;
        clause["parameters"] = parameters;
        _clauses.Add(clause);
        return this;
    }

    public AgreementTemplate Instrument(string kind, Instrument? parent) => Add("instrument", "Preamble", new JsonObject
    {
        ["kind"] = kind,
        ["binding"] = false,
        ["parent"] = parent is null
            ? null
            : new JsonObject { ["id"] = IdOf(parent), ["version"] = 1, ["sha256"] = null },
        ["languages"] = SampleJson.List("en"),
        ["authenticTexts"] = new JsonArray(new JsonObject
        {
            ["language"] = "en",
            ["sha256"] = SampleJson.Sha256(instrument.Text()),
        }),
    });

    public AgreementTemplate Validity(string article, string signed, string from, string until, string notice) =>
        Add("validity", article, new JsonObject
        {
            ["signedOn"] = signed,
            ["inForceFrom"] = from,
            ["inForceUntil"] = until,
            ["suspended"] = new JsonArray(),
            ["noticePeriod"] = notice,
            ["terminatedOn"] = null,
        });

    public AgreementTemplate Parties(string article, params Party[] parties) => Add("parties", article, new JsonObject
    {
        ["parties"] = new JsonArray([.. parties.Select(party => (JsonNode)party.ToMember(parties))]),
    });

    public byte[] ToBytes() => SampleJson.Pretty(new JsonObject
    {
        ["format"] = "agreement/1",
        ["id"] = IdOf(instrument),
        ["version"] = 1,
        ["title"] = new JsonObject
        {
            ["en"] = instrument.Title,
            ["ja"] = instrument.Japanese,
            ["vi"] = instrument.Vietnamese,
        },
        ["realm"] = "live",
        ["clauses"] = _clauses,
    });

    private static string IdOf(Instrument instrument) => $"urn:entente:agreement:{instrument.Name}";
}
