using System.Collections.Immutable;

namespace Entente.Stix.Building;

/// <summary>A file: the <c>file</c> (§6.7).</summary>
/// <remarks>
/// At least one of <see cref="Hashes"/> and <see cref="Name"/> must be set. The id is made from <see cref="Hashes"/>,
/// <see cref="Name"/>, <see cref="ParentDirectoryRef"/> and <c>extensions</c>.
/// </remarks>
public sealed record FileDraft : ObservableDraft
{
    /// <summary>Hashes of the content, by algorithm; see <see cref="HashAlgorithms"/> (§6.7).</summary>
    public OrderedDictionary<string, string>? Hashes { get; init; }

    /// <summary>Size in bytes, not negative (§6.7).</summary>
    public long? Size { get; init; }

    /// <summary>Name of the file (§6.7).</summary>
    public string? Name { get; init; }

    /// <summary>The character set that the name came in, if not Unicode (§6.7).</summary>
    public string? NameEnc { get; init; }

    /// <summary>The bytes at the start that tell the format, in hexadecimal (§6.7).</summary>
    public string? MagicNumberHex { get; init; }

    /// <summary>What the file is, an IANA media type (§6.7).</summary>
    public string? MimeType { get; init; }

    /// <summary>When it was created (§6.7).</summary>
    public StixTimestamp? Ctime { get; init; }

    /// <summary>When it was last written to (§6.7).</summary>
    public StixTimestamp? Mtime { get; init; }

    /// <summary>When it was last accessed (§6.7).</summary>
    public StixTimestamp? Atime { get; init; }

    /// <summary>The directory it stands in; names <c>directory</c> (§6.7).</summary>
    public string? ParentDirectoryRef { get; init; }

    /// <summary>
    /// What is found inside it, such as addresses or other files; names any cyber-observable or an object of a custom
    /// type (§6.7).
    /// </summary>
    public ImmutableArray<string> ContainsRefs { get; init; } = [];

    /// <summary>Its content; names <c>artifact</c> (§6.7).</summary>
    public string? ContentRef { get; init; }

    /// <summary>What a file says as an archive (§6.7.2).</summary>
    public ArchiveExtension? Archive { get; init; }

    /// <summary>What NTFS says of a file (§6.7.3).</summary>
    public NtfsExtension? Ntfs { get; init; }

    /// <summary>What a file says as a PDF document (§6.7.4).</summary>
    public PdfExtension? Pdf { get; init; }

    /// <summary>What a file says as an image (§6.7.5).</summary>
    public RasterImageExtension? RasterImage { get; init; }

    /// <summary>What a file says as a Windows portable executable (§6.7.6).</summary>
    public WindowsPebinaryExtension? WindowsPebinary { get; init; }

    /// <inheritdoc/>
    public override string Type => "file";

    private protected override IEnumerable<(string Key, StixPart? Extension)> StandardExtensions =>
    [
        ("archive-ext", Archive),
        ("ntfs-ext", Ntfs),
        ("pdf-ext", Pdf),
        ("raster-image-ext", RasterImage),
        ("windows-pebinary-ext", WindowsPebinary),
    ];

    internal override void Write(MemberWriter to)
    {
        to.Put("hashes", Hashes);
        to.Put("size", Size);
        to.Put("name", Name);
        to.Put("name_enc", NameEnc);
        to.Put("magic_number_hex", MagicNumberHex);
        to.Put("mime_type", MimeType);
        to.Put("ctime", Ctime);
        to.Put("mtime", Mtime);
        to.Put("atime", Atime);
        to.Put("parent_directory_ref", ParentDirectoryRef);
        to.Put("contains_refs", ContainsRefs);
        to.Put("content_ref", ContentRef);
    }
}
