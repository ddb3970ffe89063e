using System.Collections.Immutable;

namespace Entente.Stix.Building;

/// <summary>Words of an analyst on objects, which need not be his: the <c>note</c> (§4.13).</summary>
public sealed record NoteDraft : VersionedDraft
{
    /// <summary>The note in one line (§4.13).</summary>
    public string? Abstract { get; init; }

    /// <summary>The note (§4.13).</summary>
    public required string Content { get; init; }

    /// <summary>Who wrote it (§4.13).</summary>
    public ImmutableArray<string> Authors { get; init; } = [];

    /// <summary>What the note is about (§4.13).</summary>
    public required ImmutableArray<string> ObjectRefs { get; init; }

    /// <inheritdoc/>
    public override string Type => "note";

    internal override void Write(MemberWriter to)
    {
        to.Put("abstract", Abstract);
        to.Put("content", Content);
        to.Put("authors", Authors);
        to.Put("object_refs", ObjectRefs);
    }
}
