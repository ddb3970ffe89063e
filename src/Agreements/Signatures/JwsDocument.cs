using System.Buffers.Text;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Entente.Agreements.Signatures;

/// <summary>A JWS document in General JSON serialisation, parsed and not yet verified.</summary>
internal sealed record JwsDocument(
    string EncodedPayload, ReadOnlyMemory<byte> Payload, ImmutableArray<JwsSignature> Signatures)
{
    private const int SignaturesMax = 100;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads a document; <paramref name="detached"/> stands in for a payload that is not inside.</summary>
    public static bool TryParse(
        ReadOnlyMemory<byte> utf8,
        [NotNullWhen(true)] out JwsDocument? document,
        [NotNullWhen(false)] out string? fault,
        ReadOnlyMemory<byte>? detached = null)
    {
        document = null;
        try
        {
            using var json = JsonDocument.Parse(utf8, Strict);
            var root = json.RootElement;
            Only(root, "payload", "signatures");
            var isInside = root.TryGetProperty("payload", out var payload);
            if (isInside && detached is not null)
            {
                fault = "the payload is in the document and was given beside it";
                return false;
            }

            var encoded = isInside
                ? payload.GetString()!
                : detached is { } outside ? Base64Url.EncodeToString(outside.Span) : null;
            if (encoded is null)
            {
                fault = "the payload is not in the document and was not given beside it";
                return false;
            }

            var signatures = root.GetProperty("signatures").EnumerateArray().Take(SignaturesMax + 1).Select(Read).ToImmutableArray();
            fault = signatures.Length > SignaturesMax ? $"there are more than {SignaturesMax} signatures" : null;
            if (fault is not null) return false;
            document = new JwsDocument(encoded, Decode(encoded), signatures);
            return true;
        }
        catch (Exception malformed) when (malformed is JsonException or FormatException or InvalidOperationException
            or KeyNotFoundException)
        {
            fault = "the document is not a JWS in General JSON serialisation";
            return false;
        }
    }

    private static JwsSignature Read(JsonElement item)
    {
        // An unprotected header is not signed, so nothing in it could be believed; none is taken.
        Only(item, "protected", "signature");
        var encoded = item.GetProperty("protected").GetString()!;
        var bytes = Decode(encoded);
        using var header = JsonDocument.Parse(bytes, Strict);
        var (algorithm, kid, type) = (Text(header, "alg"), Text(header, "kid"), Text(header, "typ"));

        // One spelling of each header: whatever else it says, a critical member say, is not understood and not ignored.
        if (!bytes.AsSpan().SequenceEqual(Jws.Header(algorithm, kid, type))) throw new FormatException();
        return new JwsSignature(encoded, Decode(item.GetProperty("signature").GetString()!), algorithm, kid, type);
    }

    private static void Only(JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var member in element.EnumerateObject())
        {
            if (!names.Contains(member.Name)) throw new FormatException();
        }
    }

    /// <summary>Base64url in its one spelling: no padding, no white space, no spare bits.</summary>
    private static byte[] Decode(string text)
    {
        var bytes = Base64Url.DecodeFromChars(text);
        return Base64Url.EncodeToString(bytes) == text ? bytes : throw new FormatException();
    }

    private static string Text(JsonDocument header, string name) =>
        header.RootElement.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
}
