namespace Entente.Stix.Building;

/// <summary>What a file says as a PDF document: the <c>pdf-ext</c> (§6.7.4).</summary>
/// <remarks>At least one property must be set.</remarks>
public sealed record PdfExtension : StixPart
{
    /// <summary>Version of PDF in its header (§6.7.4).</summary>
    public string? Version { get; init; }

    /// <summary>Whether it is laid out for the web (§6.7.4).</summary>
    public bool? IsOptimized { get; init; }

    /// <summary>The document information dictionary (§6.7.4).</summary>
    public OrderedDictionary<string, StixValue>? DocumentInfoDict { get; init; }

    /// <summary>First part of the file identifier (§6.7.4).</summary>
    public string? Pdfid0 { get; init; }

    /// <summary>Second part of the file identifier (§6.7.4).</summary>
    public string? Pdfid1 { get; init; }

    internal override void Write(MemberWriter to)
    {
        to.Put("version", Version);
        to.Put("is_optimized", IsOptimized);
        to.Put("document_info_dict", DocumentInfoDict);
        to.Put("pdfid0", Pdfid0);
        to.Put("pdfid1", Pdfid1);
    }
}
