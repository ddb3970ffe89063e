using System.Collections.Immutable;

namespace Entente.Stix.Building;

/// <summary>What a file says as an archive: the <c>archive-ext</c> (§6.7.2).</summary>
public sealed record ArchiveExtension : StixPart
{
    /// <summary>What the archive holds; names <c>file</c> or <c>directory</c> (§6.7.2).</summary>
    public required ImmutableArray<string> ContainsRefs { get; init; }

    /// <summary>Comment on the archive (§6.7.2).</summary>
    public string? Comment { get; init; }

    internal override void Write(MemberWriter to)
    {
        to.Put("contains_refs", ContainsRefs);
        to.Put("comment", Comment);
    }
}
