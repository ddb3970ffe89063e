namespace Entente.Taxii;

/// <summary>
/// The media types of TAXII 2.1 and which of them an endpoint takes (TAXII 2.1 §1.6.8, §3.1). Pure functions over
/// header
/// values; the answer to every request is in <see cref="Taxii21"/>.
/// </summary>
public static class TaxiiMedia
{
    /// <summary>The content type of every TAXII 2.1 answer, errors included.</summary>
    public const string Taxii21 = "application/taxii+json;version=2.1";

    /// <summary>The media type of STIX 2.1 objects, as collections and manifests name it.</summary>
    public const string Stix21 = "application/stix+json;version=2.1";

    /// <summary>
    /// Most characters of an <c>Accept</c> or <c>Content-Type</c> value that are read; a longer one is refused.
    /// </summary>
    public const int HeaderCharsMax = 4_096;

    private const string TaxiiType = "application/taxii+json";

    /// <summary>
    /// Whether an answer in <see cref="Taxii21"/> suits an <c>Accept</c> value. True when the header is absent, or when
    /// any item of the list with a weight above zero is the TAXII type (with version 2.1 or none) or a wildcard that
    /// covers it; further items, such as the STIX type that manifests ask for, do no harm. False means status 406.
    /// </summary>
    /// <param name="accept">The header's value; several headers joined by commas; null when absent.</param>
    public static bool CanAnswer(string? accept)
    {
        if (string.IsNullOrWhiteSpace(accept)) return true;
        if (accept.Length > HeaderCharsMax) return false;
        foreach (var item in MediaRange.Split(accept, ','))
        {
            if (MediaRange.TryParse(item, out var range) && range.Weight > 0 && Covers(range)) return true;
        }

        return false;
    }

    /// <summary>
    /// Whether a body under this <c>Content-Type</c> is a TAXII 2.1 message: the TAXII type with version 2.1 or none.
    /// An
    /// absent header is false. False means status 415 at a server, and a broken answer at a client.
    /// </summary>
    /// <param name="contentType">The header's value; null when absent.</param>
    public static bool CanRead(string? contentType) =>
        contentType is { Length: > 0 and <= HeaderCharsMax }
        && MediaRange.TryParse(contentType, out var range)
        && range.Type.Equals(TaxiiType, StringComparison.OrdinalIgnoreCase)
        && range.Version is null or "2.1";

    private static bool Covers(MediaRange range)
    {
        if (range.Type is "*/*") return true;
        if (range.Type.Equals("application/*", StringComparison.OrdinalIgnoreCase)) return true;
        return range.Type.Equals(TaxiiType, StringComparison.OrdinalIgnoreCase) && range.Version is null or "2.1";
    }
}
