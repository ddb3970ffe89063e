using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Entente.Agreements.Decisions;
using Entente.Agreements.Signatures;
using Xunit;

namespace Entente.Tests.Agreements;

/// <summary>
/// The published vectors of the agreement format are what the product makes and takes. <c>UPDATE_GOLDEN=1</c> writes
/// them anew.
/// </summary>
public sealed partial class AgreementVectorTests
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string PathOf(string name) =>
        Repository.PathOf(Path.Combine("docs", "formats", "vectors", "agreement", name));

    [Fact]
    public void Documents_stand_as_published()
    {
        Check("framework.agreement.json", CoastAgreements.Framework().ToJsonString(Readable) + "\n");
        Check("arrangement.agreement.json", CoastAgreements.Arrangement().ToJsonString(Readable) + "\n");
        Check("full.agreement.json", CoastClauses.Full().ToJsonString(Readable) + "\n");
    }

    [Fact]
    public void Signed_documents_stand_as_published_and_verify()
    {
        foreach (var (name, document) in Both())
        {
            var text = Encoding.UTF8.GetString(CoastAgreements.Sign(document).ToBytes()) + "\n";
            Check($"{name}.agreement.jws", text);
            var read = SignedAgreement.Read(File.ReadAllBytes(PathOf($"{name}.agreement.jws")), out var diagnostics);
            Assert.True(read is not null, string.Join("\n", diagnostics));
            Assert.All(read.Verify(), party => Assert.Null(party.Fault));
        }
    }

    [Fact]
    public void Digests_markings_and_keys_stand_as_published()
    {
        var keys = new JsonObject();
        foreach (var name in CoastAgreements.Parties.SelectMany(party => new[] { "agreement", "log", "witness" }
            .Select(use => $"{party} {use}")))
        {
            keys[name] = new JsonObject
            {
                ["seed"] = CoastAgreements.Sha256(Encoding.UTF8.GetBytes(name)),
                ["publicKey"] = CoastAgreements.PublicBase64(name),
            };
        }

        var derived = new JsonObject { ["keys"] = keys };
        foreach (var (name, document) in Both())
        {
            var read = CoastAgreements.Read(document);
            derived[name] = new JsonObject
            {
                ["canonicalBytes"] = read.Canonical.Length,
                ["sha256"] = read.Digest.ToHex(),
                ["marking"] = Entente.Agreements.Compilation.AgreementMarking.IdOf(read),
            };
        }

        Check("derived.json", derived.ToJsonString(Readable) + "\n");
    }

    [Fact]
    public void Decisions_stand_as_published()
    {
        var set = CoastAgreements.Set();
        var lines = new StringBuilder();
        foreach (var row in DecisionTableTests.FactCases())
        {
            var name = row.Data.Item1;
            var facts = DecisionTableTests.Facts(name);
            if (facts.Markings.IsDefault) continue;
            var verdict = DecisionEngine.Decide(facts, CoastAgreements.BlueToGreen, set, CoastAgreements.Now);
            lines.Append(Line(name, Write(facts), verdict));
        }

        Check("decisions.jsonl", lines.ToString());
    }

    [Fact]
    public void Decisions_under_all_clauses_stand_as_published()
    {
        var lines = new StringBuilder();
        foreach (var (name, facts, channel, now, verdict) in ClauseTableTests.AsPublished())
        {
            var json = Write(facts);
            if (facts.Properties is { } names) json["properties"] = List(names);
            if (!facts.Categories.IsEmpty) json["categories"] = List(facts.Categories);
            if (!facts.Consents.IsEmpty) json["consents"] = List(facts.Consents);
            if (facts.Severity is { } severity) json["severity"] = severity;
            if (facts.Remarked is { } remarked) json["remarked"] = remarked;
            json["discloser"] = channel.Discloser;
            json["recipient"] = channel.Recipient;
            json["now"] = Entente.Stix.StixTimestamp.FromInstant(now).ToString();
            if (channel.Security is { } way)
            {
                json["security"] = new JsonObject
                {
                    ["tls"] = way.Tls?.ToString(), ["mutualTls"] = way.MutualTls,
                    ["recipientEncryption"] = way.RecipientEncryption, ["signingSuite"] = way.SigningSuite,
                    ["ways"] = List(way.Ways),
                };
            }

            lines.Append(Line(name, json, verdict));
        }

        Check("decisions-full.jsonl", lines.ToString());
    }

    [Fact]
    public void Every_code_stands_in_the_documents()
    {
        string[] files = ["docs/formats/agreement.md", "docs/agreements.md", "docs/decisions.md"];
        var document = string.Concat(files.Select(file => File.ReadAllText(Repository.PathOf(file))));
        string[] words = ["property-extension", "marking-definition"];
        var codes = Directory.EnumerateFiles(Repository.PathOf("src/Agreements"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("Records", StringComparison.Ordinal))
            .SelectMany(file => Code().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Distinct().Except(words).Order(StringComparer.Ordinal).ToList();
        Assert.True(codes.Count > 60);
        Assert.Equal([], codes.Where(code => !document.Contains($"`{code}`", StringComparison.Ordinal)));
    }

    [GeneratedRegex("\"([a-z]+(?:-[a-z]+)+)\"")]
    private static partial Regex Code();

    private static IEnumerable<(string Name, JsonObject Document)> Both() =>
        [("framework", CoastAgreements.Framework()), ("arrangement", CoastAgreements.Arrangement())];

    private static string Line(string name, JsonObject facts, Verdict verdict) => new JsonObject
    {
        ["case"] = name,
        ["facts"] = facts,
        ["outcome"] = verdict.Outcome.ToString().ToLowerInvariant(),
        ["codes"] = List(verdict.Reasons.Select(reason => reason.Code).Distinct().Order(StringComparer.Ordinal)),
    }.ToJsonString(new JsonSerializerOptions { Encoder = Readable.Encoder }) + "\n";

    private static JsonArray List(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    private static JsonObject Write(ReleaseFacts facts)
    {
        var json = new JsonObject { ["type"] = facts.Type, ["realm"] = facts.Realm };
        if (!facts.Extensions.IsEmpty)
        {
            json["extensions"] = new JsonArray([.. facts.Extensions.Select(name => JsonValue.Create(name))]);
        }

        json["markings"] = new JsonArray([.. facts.Markings.Select(mark => JsonValue.Create(mark.Kind switch
        {
            MarkingFactKind.Agreement => $"agreement {mark.AgreementId}",
            MarkingFactKind.Level => mark.Label,
            _ => mark.Kind.ToString().ToLowerInvariant(),
        }))]);
        if (facts.CreatorId is { } creator) json["creator"] = creator;
        if (facts.OriginParty is { } party) json["originParty"] = party;
        if (facts.OriginAgreementId is { } agreement) json["originAgreement"] = agreement;
        if (facts.StatementDefinition) json["statementDefinition"] = true;
        return json;
    }

    private static void Check(string name, string actual)
    {
        var path = PathOf(name);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual.ReplaceLineEndings("\n"));
            return;
        }

        Assert.True(File.Exists(path), $"no vector {name}; run the tests once with UPDATE_GOLDEN=1");
        Assert.Equal(File.ReadAllText(path), actual.ReplaceLineEndings("\n"));
    }
}
