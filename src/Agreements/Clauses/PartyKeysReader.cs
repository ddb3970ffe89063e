using System.Collections.Immutable;
using System.Text.Json;
using Entente.Agreements.Documents;
using Entente.Stix;
using Entente.Transparency;

namespace Entente.Agreements.Clauses;

/// <summary>Reads a party's public keys, in an agreement or as a partner handed them over.</summary>
public static class PartyKeysReader
{
    /// <summary>Reads the JSON object <c>keys</c> of a party. Null when there are diagnostics.</summary>
    public static PartyKeys? Read(JsonElement keys, out ImmutableArray<Diagnostic> diagnostics)
    {
        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        var read = Read(new ParameterReader(keys, "/keys", found));
        diagnostics = found.ToImmutable();
        return diagnostics.IsEmpty ? read : null;
    }

    internal static PartyKeys? Read(ParameterReader reader)
    {
        var agreement = ImmutableSortedDictionary.CreateBuilder<string, VerificationKey>(StringComparer.Ordinal);
        foreach (var item in reader.Objects("agreement"))
        {
            var kid = item.Text("kid");
            item.Text("alg", text => text == "Ed25519");
            if (agreement.ContainsKey(kid)) item.Fault("key-twice", "kid", $"`{kid}` names two keys");
            if (Key(item, "publicKey") is { } key) agreement[kid] = key;
            item.Finish();
        }

        if (agreement.Count == 0) reader.Fault("key-missing", "agreement", "a party has at least one key that signs agreements");
        var log = Key(reader, "log");
        var witness = Key(reader, "witness");
        if (log is not null && log.Equals(witness))
        {
            reader.Fault("key-shared", "witness", "the log key and the witness key must differ (C2SP tlog-cosignature)");
        }

        reader.Finish();
        return log is null || witness is null ? null : new PartyKeys(agreement.ToImmutable(), log, witness);
    }

    private static VerificationKey? Key(ParameterReader reader, string name)
    {
        var text = reader.Text(name);
        if (VerificationKey.TryParseBase64(text, out var key)) return key;
        if (text.Length > 0) reader.Fault("key-malformed", name, $"`{name}` is not an Ed25519 public key in base64");
        return null;
    }
}
