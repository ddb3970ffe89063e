using System.Collections.Immutable;

namespace Entente.Stix.Building;

/// <summary>A directory of a file system: the <c>directory</c> (§6.3).</summary>
/// <remarks>The id is made from <see cref="Path"/>.</remarks>
public sealed record DirectoryDraft : ObservableDraft
{
    /// <summary>Its path, as the system wrote it (§6.3).</summary>
    public required string Path { get; init; }

    /// <summary>The character set that the path came in, if not Unicode (§6.3).</summary>
    public string? PathEnc { get; init; }

    /// <summary>When it was created (§6.3).</summary>
    public StixTimestamp? Ctime { get; init; }

    /// <summary>When it was last written to (§6.3).</summary>
    public StixTimestamp? Mtime { get; init; }

    /// <summary>When it was last accessed (§6.3).</summary>
    public StixTimestamp? Atime { get; init; }

    /// <summary>What stands in it; names <c>file</c> or <c>directory</c> (§6.3).</summary>
    public ImmutableArray<string> ContainsRefs { get; init; } = [];

    /// <inheritdoc/>
    public override string Type => "directory";

    internal override void Write(MemberWriter to)
    {
        to.Put("path", Path);
        to.Put("path_enc", PathEnc);
        to.Put("ctime", Ctime);
        to.Put("mtime", Mtime);
        to.Put("atime", Atime);
        to.Put("contains_refs", ContainsRefs);
    }
}
