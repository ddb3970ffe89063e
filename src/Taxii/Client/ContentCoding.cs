using System.IO.Compression;
using System.Net.Http.Headers;

namespace Entente.Taxii.Client;

/// <summary>The content codings that a client asks for and can unpack (RFC 9110 §8.4.1, RFC 7932).</summary>
internal static class ContentCoding
{
    /// <summary>What we say we take.</summary>
    public const string Accepted = "br, gzip";

    /// <summary>The coding of an answer; null for none. Several, one over the other, are one that nobody knows.</summary>
    public static string? Of(HttpContentHeaders headers)
    {
        if (!headers.TryGetValues("Content-Encoding", out var values)) return null;
        var coding = string.Join(", ", values).Trim().ToLowerInvariant();
        return coding is "" or "identity" ? null : coding;
    }

    public static bool IsKnown(string coding) => coding is "br" or "gzip" or "x-gzip";

    /// <summary>The stream unpacked; itself when it is not packed, or in a way that was refused before.</summary>
    public static Stream Unpack(Stream packed, string? coding) => coding switch
    {
        "br" => new BrotliStream(packed, CompressionMode.Decompress),
        "gzip" or "x-gzip" => new GZipStream(packed, CompressionMode.Decompress),
        _ => packed,
    };
}
