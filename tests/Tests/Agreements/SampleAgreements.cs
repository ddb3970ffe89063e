using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Entente.Agreements.Clauses;
using Entente.Agreements.Compilation;
using Entente.Agreements.Documents;
using Entente.Agreements.Signatures;
using Entente.Stix;
using Entente.Transparency;

namespace Entente.Tests.Agreements;

/// <summary>The sample agreements, with keys of published seeds, so that every run has the same documents.</summary>
internal static class SampleAgreements
{
    public static readonly DateTimeOffset Within = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    public const string Arrangement = "urn:entente:agreement:jp-vn-cyber-arrangement";

    public static SigningKey Key(string party, byte purpose)
    {
        Span<byte> seed = stackalloc byte[32];
        Encoding.UTF8.GetBytes(party, seed);
        seed[31] = purpose;
        return SigningKey.FromSeed(seed);
    }

    /// <summary>A template with keys and parent filled in, after a change.</summary>
    public static JsonObject Draw(string name, AgreementDocument? parent = null, Action<JsonObject>? change = null)
    {
        var document = JsonNode.Parse(File.ReadAllBytes(Repository.PathOf($"samples/coalition/{name}.template.json")))!.AsObject();
        foreach (var party in Parameters(document, "parties")["parties"]!.AsArray())
        {
            var id = party!["id"]!.GetValue<string>();
            party["keys"] = new JsonObject
            {
                ["agreement"] = new JsonArray(new JsonObject
                {
                    ["alg"] = "Ed25519", ["kid"] = id, ["publicKey"] = Key(id, 1).VerificationKey.ToBase64(),
                }),
                ["log"] = Key(id, 2).VerificationKey.ToBase64(),
                ["witness"] = Key(id, 3).VerificationKey.ToBase64(),
            };
        }

        if (parent is not null) Parameters(document, "instrument")["parent"]!["sha256"] = parent.Digest.ToHex();
        change?.Invoke(document);
        return document;
    }

    public static JsonObject Parameters(JsonObject document, string type) => document["clauses"]!.AsArray()
        .First(clause => clause!["type"]!.GetValue<string>() == type)!["parameters"]!.AsObject();

    public static AgreementDocument Read(JsonObject document) =>
        AgreementDocument.Read(Encoding.UTF8.GetBytes(document.ToJsonString()), out var faults)
        ?? throw new InvalidOperationException(string.Join("; ", faults));

    public static SignedAgreement Sign(AgreementDocument document) => document.Parties.Aggregate(
        SignedAgreement.Unsigned(document), (signed, party) => signed.AddSignature(party.Id, Key(party.Id, 1)));

    public static AgreementSet Activate(AgreementSet active, SignedAgreement signed, out ImmutableArray<Diagnostic> reasons)
    {
        var pinned = signed.Document.Parties.ToDictionary(party => party.Id, party => new PartyKeys(
            ImmutableSortedDictionary<string, VerificationKey>.Empty.Add(party.Id, Key(party.Id, 1).VerificationKey),
            Key(party.Id, 2).VerificationKey, Key(party.Id, 3).VerificationKey));
        var compiled = AgreementCompiler.Compile(signed, active, pinned, ImmutableDictionary<string, ReadOnlyMemory<byte>>.Empty, out reasons);
        return compiled is null ? active : active.With(compiled);
    }

    /// <summary>Memorandum and arrangement of Japan and Viet Nam, active, the arrangement after a change.</summary>
    public static AgreementSet JapanVietNam(Action<JsonObject>? change = null)
    {
        var memorandum = Read(Draw("jp-vn-cyber-memorandum"));
        var set = Activate(AgreementSet.Empty, Sign(memorandum), out _);
        set = Activate(set, Sign(Read(Draw("jp-vn-cyber-arrangement", memorandum, change))), out var reasons);
        return reasons.IsEmpty ? set : throw new InvalidOperationException(string.Join("; ", reasons));
    }
}
