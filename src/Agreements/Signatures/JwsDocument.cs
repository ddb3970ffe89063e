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
            var encoded = root.TryGetProperty("payload", out var payload)
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
            document = new JwsDocument(encoded, Base64Url.DecodeFromChars(encoded), signatures);
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
        var encoded = item.GetProperty("protected").GetString()!;
        using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(encoded), Strict);
        var root = header.RootElement;
        return new JwsSignature(
            encoded, Base64Url.DecodeFromChars(item.GetProperty("signature").GetString()!), Text(root, "alg"),
            Text(root, "kid"), Text(root, "typ"), root.TryGetProperty("crit", out _));
    }

    private static string Text(JsonElement header, string name) =>
        header.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
}
