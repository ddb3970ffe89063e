using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Entente.Agreements.Compilation;
using Entente.Agreements.Decisions;
using Entente.Agreements.Documents;
using Entente.Agreements.Signatures;
using Entente.Stix;
using Entente.Transparency;
using Xunit;

namespace Entente.Tests.Agreements;

/// <summary>
/// A fictional coalition of three parties with a framework and an arrangement under it, as JSON that a test changes
/// before it is read, signed and compiled.
/// </summary>
internal static class CoastAgreements
{
    public const string FrameworkId = "urn:entente:agreement:coast-memorandum";
    public const string ArrangementId = "urn:entente:agreement:coast-arrangement";
    public const string Blue = "blue-cu";
    public const string Green = "green-cu";
    public const string Sand = "sand-cu";
    public const string Vendor = "identity--77777777-7777-4777-8777-777777777777";

    public static readonly DateTimeOffset From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Until = new(2031, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    public static readonly string[] Parties = [Blue, Green, Sand];
    public static readonly ChannelTerms BlueToGreen = new(ArrangementId, Blue, Green, "live");

    public static string IdentityOf(string party) => party switch
    {
        Blue => "identity--b1b1b1b1-0000-4000-8000-000000000001",
        Green => "identity--c2c2c2c2-0000-4000-8000-000000000002",
        _ => "identity--d3d3d3d3-0000-4000-8000-000000000003",
    };

    public static JsonObject Framework() => Document(
        FrameworkId,
        Clause("c1", "instrument", "Preamble", Instrument("memorandum", null)),
        Clause("c2", "validity", "Article 4", Validity("2025-01-01T00:00:00Z", "2036-01-01T00:00:00Z")),
        Clause("c3", "parties", "Article 1", PartiesParameters()));

    public static JsonObject Arrangement(JsonNode? parent = null) => Document(
        ArrangementId,
        Clause("c1", "instrument", "Preamble", Instrument("arrangement", parent ?? ParentOf(Framework()))),
        Clause("c2", "validity", "Article 1", Validity("2026-01-01T00:00:00Z", "2031-01-01T00:00:00Z")),
        Clause("c3", "parties", "Article 2(1)", PartiesParameters()),
        Clause("c4", "purpose", "Article 2(2)", Purpose()),
        Clause("c5", "informationScope", "Article 3", Scope()),
        Clause("c6", "marking", "Article 4", Marking()),
        Clause("c7", "onwardRelease", "Article 6", Onward()),
        Clause("c8", "releasability", "Article 5", Releasability("include", ["AA", "BB", "CC", Vendor], Parties)));

    public static JsonObject Document(string id, params JsonNode[] clauses) => new()
    {
        ["format"] = "agreement/1",
        ["id"] = id,
        ["version"] = 1,
        ["title"] = new JsonObject { ["en"] = "a test" },
        ["realm"] = "live",
        ["clauses"] = new JsonArray([.. clauses]),
    };

    public static JsonObject Clause(string id, string type, string article, JsonObject parameters)
    {
        var text = $"{article} of {type}";
        return new JsonObject
        {
            ["id"] = id,
            ["type"] = type,
            ["sourceArticle"] = article,
            ["sourceTextSha256"] = Sha256(Encoding.UTF8.GetBytes(text)),
            ["sourceText"] = text,
            ["parameters"] = parameters,
        };
    }

    public static JsonObject Instrument(string kind, JsonNode? parent) => new()
    {
        ["kind"] = kind,
        ["binding"] = false,
        ["parent"] = parent?.DeepClone(),
        ["languages"] = new JsonArray("en"),
        ["authenticTexts"] = new JsonArray(new JsonObject
        {
            ["language"] = "en",
            ["sha256"] = Sha256("the authentic text\n"u8),
        }),
    };

    public static JsonObject Validity(string from, string until) => new()
    {
        ["signedOn"] = "2025-12-15",
        ["inForceFrom"] = from,
        ["inForceUntil"] = until,
        ["suspended"] = new JsonArray(),
        ["noticePeriod"] = "P90D",
        ["terminatedOn"] = null,
    };

    public static JsonObject PartiesParameters() => new()
    {
        ["parties"] = new JsonArray([.. Parties.Select(Party)]),
    };

    public static JsonObject Party(string id) => new()
    {
        ["id"] = id,
        ["name"] = new JsonObject { ["en"] = $"Cyber Unit {id}" },
        ["country"] = id switch { Blue => "AA", Green => "BB", _ => "CC" },
        ["authority"] = "Director",
        ["identity"] = IdentityOf(id),
        ["origin"] = $"{id}.example",
        ["organisation"] = new JsonArray("Watch Floor"),
        ["community"] = new JsonArray(Blue, Green, Sand),
        ["clients"] = new JsonArray(),
        ["declaredPurpose"] = "networkDefence",
        ["keys"] = new JsonObject
        {
            ["agreement"] = new JsonArray(new JsonObject
            {
                ["kid"] = $"{id}-2026",
                ["alg"] = "Ed25519",
                ["publicKey"] = PublicBase64($"{id} agreement"),
            }),
            ["log"] = PublicBase64($"{id} log"),
            ["witness"] = PublicBase64($"{id} witness"),
        },
    };

    public static JsonObject Purpose() => new()
    {
        ["allowed"] = new JsonArray("networkDefence", "incidentResponse"),
        ["forbidden"] = new JsonArray("offensive"),
        ["extraPurposeConsent"] = "originator",
    };

    public static JsonObject Scope(params string[] holdTypes) => new()
    {
        ["types"] = new JsonArray(
            "indicator", "malware", "identity", "relationship", "report", "note", "sighting", "ipv4-addr", "file",
            "vulnerability", "observed-data", "language-content", "x-mitre-tactic"),
        ["extensions"] = new JsonArray("x_mitre_*", "archive-ext"),
        ["directions"] = new JsonArray([.. from a in Parties
                                           from b in Parties
                                           where a != b
                                           select new JsonObject { ["from"] = a, ["to"] = b }]),
        ["holdTypes"] = new JsonArray([.. holdTypes.Select(type => JsonValue.Create(type))]),
    };

    public static JsonObject Marking(string tlp = "TLP:AMBER+STRICT", string pap = "PAP:RED") => new()
    {
        ["schemes"] = new JsonArray("tlp", "pap"),
        ["required"] = new JsonArray(),
        ["ceiling"] = new JsonObject { ["tlp"] = tlp, ["pap"] = pap },
        ["floor"] = new JsonObject { ["tlp"] = "TLP:GREEN" },
        ["unmarkedDefault"] = "withhold",
        ["statements"] = "carry",
    };

    public static JsonObject Onward() => new()
    {
        ["default"] = "deny",
        ["consent"] = "originator",
        ["form"] = "signedToken",
        ["hopLimit"] = 0,
    };

    public static JsonObject Releasability(string mode, string[] originators, string[] recipients) => new()
    {
        ["mode"] = mode,
        ["originators"] = new JsonArray([.. originators.Select(text => JsonValue.Create(text))]),
        ["recipients"] = new JsonArray([.. recipients.Select(text => JsonValue.Create(text))]),
    };

    public static JsonObject Source(
        string attribution, string replacement = "releasingParty", bool strip = false) => new()
    {
        ["attribution"] = attribution,
        ["replacement"] = replacement,
        ["stripExternalReferences"] = strip,
    };

    public static JsonObject ParentOf(JsonObject document)
    {
        var read = Read(document);
        return new JsonObject { ["id"] = read.Id, ["version"] = read.Version, ["sha256"] = read.Digest.ToHex() };
    }

    /// <summary>The parameters of the first clause of a type, to be changed.</summary>
    public static JsonObject Parameters(this JsonObject document, string type) =>
        document.ClauseOf(type)["parameters"]!.AsObject();

    public static JsonObject ClauseOf(this JsonObject document, string type) =>
        document["clauses"]!.AsArray().Select(clause => clause!.AsObject())
            .First(clause => (string?)clause["type"] == type);

    public static JsonObject PartyOf(this JsonObject document, string id) =>
        document.Parameters("parties")["parties"]!.AsArray().Select(party => party!.AsObject())
            .First(party => (string?)party["id"] == id);

    /// <summary>The document with one clause more.</summary>
    public static JsonObject Plus(
        this JsonObject document, string type, JsonObject parameters, string[]? from = null, string[]? to = null)
    {
        var clauses = document["clauses"]!.AsArray();
        var clause = Clause($"x{clauses.Count + 1}", type, $"Article {clauses.Count + 10}", parameters);
        if (from is not null || to is not null)
        {
            var limits = new JsonObject
            {
                ["from"] = new JsonArray([.. (from ?? []).Select(id => JsonValue.Create(id))]),
                ["to"] = new JsonArray([.. (to ?? []).Select(id => JsonValue.Create(id))]),
            };
            clause["appliesTo"] = limits;
        }

        clauses.Add(clause);
        return document;
    }

    public static ReadOnlyMemory<byte> Bytes(this JsonNode node) => Encoding.UTF8.GetBytes(node.ToJsonString());

    public static AgreementDocument Read(JsonNode document)
    {
        var read = AgreementDocument.Read(document.Bytes(), out var diagnostics);
        Assert.True(read is not null, string.Join("\n", diagnostics));
        return read;
    }

    public static SignedAgreement Sign(JsonObject document) => Parties.Aggregate(
        SignedAgreement.Unsigned(Read(document)),
        (signed, party) => signed.AddSignature($"{party}-2026", KeyOf($"{party} agreement")));

    public static CompiledAgreement? Compile(
        JsonObject document, AgreementSet loaded, out ImmutableArray<Diagnostic> reasons)
    {
        var signed = Sign(document);
        var pins = Read(Framework()).Parties.ToDictionary(party => party.Id, party => party.Keys);
        return AgreementCompiler.Compile(
            signed, loaded, pins, new Dictionary<string, ReadOnlyMemory<byte>>(), out reasons);
    }

    public static CompiledAgreement Compiled(JsonObject document, AgreementSet loaded)
    {
        var compiled = Compile(document, loaded, out var reasons);
        Assert.True(compiled is not null, string.Join("\n", reasons));
        return compiled;
    }

    public static AgreementSet FrameworkSet() => AgreementSet.Empty.With(Compiled(Framework(), AgreementSet.Empty));

    /// <summary>The framework and an arrangement, active.</summary>
    public static AgreementSet Set(JsonObject? arrangement = null)
    {
        var framework = FrameworkSet();
        return framework.With(Compiled(arrangement ?? Arrangement(), framework));
    }

    /// <summary>A key made of a name: anybody can make it again, so it protects nothing.</summary>
    public static SigningKey KeyOf(string name) => SigningKey.FromSeed(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    public static string PublicBase64(string name)
    {
        using var key = KeyOf(name);
        return key.VerificationKey.ToBase64();
    }

    public static string Sha256(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
