using System.Collections.Immutable;

namespace Entente.Stix.Building;

/// <summary>A draft of an object that has a creator and versions: all domain, relationship and meta objects but the
/// marking-definition (§3.2, §3.6).</summary>
public abstract record VersionedDraft : StixDraft
{
    private protected VersionedDraft()
    {
    }

    /// <summary>The UUID of the <see cref="Id"/>, which should be a random one of version 4 (§2.9).</summary>
    public required Guid Uuid { get; init; }

    /// <inheritdoc/>
    public override string Id => StixId.Format(Type, Uuid);

    /// <summary>Id of the identity that makes the object; null means undefined or anonymous (§3.2).</summary>
    public virtual string? CreatedByRef { get; init; }

    /// <summary>When the object is first made; cut to the millisecond, as the standard demands (§3.2).</summary>
    public required StixTimestamp Created { get; init => field = Milliseconds.Cut(value); }

    /// <summary>
    /// When this version is made, not before <see cref="Created"/>; cut to the millisecond. Null, the default, means
    /// the same time, which makes a first version (§3.2).
    /// </summary>
    public StixTimestamp? Modified { get; init => field = value is { } time ? Milliseconds.Cut(time) : null; }

    /// <summary>Whether the creator takes the object back for good (§3.6); null leaves the property out, which means
    /// no.</summary>
    public bool? Revoked { get; init; }

    /// <summary>Terms of the creator's own that sort the object (§3.2).</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>How sure the creator is that the object is right, from 0 to 100 (§3.2, appendix A).</summary>
    public long? Confidence { get; init; }

    /// <summary>Language of the text in the object, an RFC 5646 tag; null means English (§3.2).</summary>
    public string? Lang { get; init; }

    /// <summary>Places outside STIX where more is said (§3.2).</summary>
    public ImmutableArray<ExternalReference> ExternalReferences { get; init; } = [];

    private protected override void WriteHead(MemberWriter to)
    {
        to.Put("created_by_ref", CreatedByRef);
        to.Put("created", Created);
        to.Put("modified", Modified ?? Created);
        to.Put("revoked", Revoked);
    }

    private protected override void WriteTail(MemberWriter to)
    {
        to.Put("labels", Labels);
        to.Put("confidence", Confidence);
        to.Put("lang", Lang);
        to.Put("external_references", ExternalReferences);
    }
}
