using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Entente.Stix;
using Entente.Transparency;

namespace Entente.Agreements.Signatures;

/// <summary>
/// JSON Web Signatures in General JSON serialisation (RFC 7515 §7.2.1) with Ed25519 (<c>EdDSA</c>, RFC 8037). Common
/// libraries accept a document when any one signature verifies; here the caller says which must, and each one is asked.
/// </summary>
public static class Jws
{
    private const string Algorithm = "EdDSA";

    /// <summary>Signs a payload once: a complete document with the payload inside.</summary>
    public static string Sign(ReadOnlySpan<byte> payload, string type, string kid, SigningKey key)
    {
        var encoded = Base64Url.EncodeToString(payload);
        return Write(encoded, [SignOnce(encoded, type, kid, key)]);
    }

    /// <summary>Verifies that exactly this key's signature stands on a document; gives its payload.</summary>
    public static bool TryVerify(string document, string type, string kid, VerificationKey key, out byte[] payload)
    {
        payload = [];
        if (!JwsDocument.TryParse(Encoding.UTF8.GetBytes(document), out var parsed, out _)) return false;
        var mine = parsed.Signatures.Where(signature => signature.KeyId == kid).ToList();
        if (mine.Count != 1 || !Verifies(parsed, mine[0], type, key)) return false;
        payload = parsed.Payload.ToArray();
        return true;
    }

    internal static JwsSignature SignOnce(string encodedPayload, string type, string kid, SigningKey key)
    {
        var header = Base64Url.EncodeToString(Header(Algorithm, kid, type));
        var signature = key.Sign(Encoding.ASCII.GetBytes($"{header}.{encodedPayload}"));
        return new JwsSignature(header, signature, Algorithm, kid, type);
    }

    /// <summary>The only protected header that is read or written: three members, canonical (RFC 8785).</summary>
    internal static byte[] Header(string algorithm, string kid, string type) => CanonicalJson.Canonicalize(
        JsonSerializer.SerializeToUtf8Bytes(new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["alg"] = algorithm,
            ["kid"] = kid,
            ["typ"] = type,
        }));

    internal static bool Verifies(JwsDocument document, JwsSignature signature, string type, VerificationKey key) =>
        signature.Algorithm == Algorithm && signature.Type == type
        && key.Verify(Encoding.ASCII.GetBytes($"{signature.Protected}.{document.EncodedPayload}"), signature.Bytes.Span);

    internal static string Write(string? encodedPayload, IEnumerable<JwsSignature> signatures)
    {
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            if (encodedPayload is not null) json.WriteString("payload", encodedPayload);
            json.WriteStartArray("signatures");
            foreach (var signature in signatures)
            {
                json.WriteStartObject();
                json.WriteString("protected", signature.Protected);
                json.WriteString("signature", Base64Url.EncodeToString(signature.Bytes.Span));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(output.ToArray());
    }
}
