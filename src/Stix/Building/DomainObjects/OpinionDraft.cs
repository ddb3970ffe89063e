using System.Collections.Immutable;

namespace Entente.Stix.Building;

/// <summary>Whether somebody agrees with what other objects say: the <c>opinion</c> (§4.15).</summary>
public sealed record OpinionDraft : VersionedDraft
{
    /// <summary>Why (§4.15).</summary>
    public string? Explanation { get; init; }

    /// <summary>Whose opinion it is (§4.15).</summary>
    public ImmutableArray<string> Authors { get; init; } = [];

    /// <summary>How far they agree (§4.15).</summary>
    public required Opinion Opinion { get; init; }

    /// <summary>What the opinion is about (§4.15).</summary>
    public required ImmutableArray<string> ObjectRefs { get; init; }

    /// <inheritdoc/>
    public override string Type => "opinion";

    internal override void Write(MemberWriter to)
    {
        to.Put("explanation", Explanation);
        to.Put("authors", Authors);
        to.PutWord("opinion", Opinion, "opinion-enum");
        to.Put("object_refs", ObjectRefs);
    }
}
