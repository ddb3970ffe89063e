using System.Collections.Immutable;

namespace Entente.Stix;

/// <summary>
/// A STIX object: the bytes as they arrived, and the parts of it that everything else needs to know. Only
/// <see cref="StixReader"/> makes one.
/// </summary>
public sealed class StixObject
{
    internal StixObject()
    {
    }

    /// <summary>The object's bytes, exactly as they arrived.</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>The type, such as <c>indicator</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The id: <c>type--uuid</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The kind of object that the type is.</summary>
    public required ObjectKind Kind { get; init; }

    /// <summary>The version of the standard, if stated.</summary>
    public string? SpecVersion { get; init; }

    /// <summary>When its creator created it; absent on observables.</summary>
    public StixTimestamp? Created { get; init; }

    /// <summary>When this version was made; absent on observables and marking definitions.</summary>
    public StixTimestamp? Modified { get; init; }

    /// <summary>What tells versions of the object apart: modified, else created; null for objects without either.</summary>
    public StixTimestamp? Version => Modified ?? Created;

    /// <summary>The identity that created it, if stated.</summary>
    public string? CreatedByRef { get; init; }

    /// <summary>Whether its creator has revoked it.</summary>
    public bool Revoked { get; init; }

    /// <summary>The creator's confidence, 0 to 100, if stated.</summary>
    public int? Confidence { get; init; }

    /// <summary>The language of its text, if stated.</summary>
    public string? Lang { get; init; }

    /// <summary>Labels.</summary>
    public required ImmutableArray<string> Labels { get; init; }

    /// <summary>The markings of the object as a whole.</summary>
    public required ImmutableArray<string> ObjectMarkingRefs { get; init; }

    /// <summary>The markings of parts of it.</summary>
    public required ImmutableArray<GranularMarking> GranularMarkings { get; init; }

    /// <summary>The keys of <c>extensions</c>, in order of appearance.</summary>
    public required ImmutableArray<string> ExtensionIds { get; init; }

    /// <summary>The names of all properties at the top level, in order of appearance.</summary>
    public required ImmutableArray<string> PropertyNames { get; init; }

    /// <summary>Every reference to another object, at any depth, in order of appearance.</summary>
    public required ImmutableArray<StixReference> References { get; init; }
}
