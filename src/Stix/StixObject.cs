using System.Collections.Immutable;

namespace Entente.Stix;

/// <summary>
/// One STIX object: its bytes as they arrived and the head that every later step needs. Only <see cref="StixReader"/>
/// makes one, so holding one proves that its head is sound; it says nothing yet of the properties of its type.
/// </summary>
public sealed class StixObject
{
    internal StixObject()
    {
    }

    /// <summary>The bytes as they arrived, never re-serialised.</summary>
    public ReadOnlyMemory<byte> Bytes { get; internal init; }

    /// <summary>The object's <c>type</c>.</summary>
    public string Type { get; internal init; } = "";

    /// <summary>The object's <c>id</c>, <c>type--uuid</c>, in lower case.</summary>
    public string Id { get; internal init; } = "";

    /// <summary>The <c>spec_version</c> as written; null means 2.0, and 2.1 for a cyber-observable (§3.2).</summary>
    public string? SpecVersion { get; internal init; }

    /// <summary>When the object was first made; null for a cyber-observable.</summary>
    public StixTimestamp? Created { get; internal init; }

    /// <summary>When this version was made; null for a cyber-observable and a marking-definition.</summary>
    public StixTimestamp? Modified { get; internal init; }

    /// <summary>What tells versions apart: <see cref="Modified"/>, else <see cref="Created"/>; null for SCOs.</summary>
    public StixTimestamp? Version => Modified ?? Created;

    /// <summary>Id of the identity that made the object; null means undefined or anonymous.</summary>
    public string? CreatedByRef { get; internal init; }

    /// <summary>Whether the creator revoked the object for good (§3.6).</summary>
    public bool Revoked { get; internal init; }

    /// <summary>The creator's confidence, 0 to 100; null means unspecified.</summary>
    public int? Confidence { get; internal init; }

    /// <summary>RFC 5646 tag of the object's text; null means undefined.</summary>
    public string? Lang { get; internal init; }

    /// <summary>The <c>labels</c>, empty if there are none.</summary>
    public ImmutableArray<string> Labels { get; internal init; } = [];

    /// <summary>Ids of the marking-definitions on the whole object, in their order.</summary>
    public ImmutableArray<string> ObjectMarkingRefs { get; internal init; } = [];

    /// <summary>The keys of <c>extensions</c>, in their order.</summary>
    public ImmutableArray<string> ExtensionIds { get; internal init; } = [];

    /// <summary>The names of all properties at the top level, in their order.</summary>
    public ImmutableArray<string> PropertyNames { get; internal init; } = [];

    /// <summary>Markings on parts of the object.</summary>
    public ImmutableArray<GranularMarking> GranularMarkings { get; internal init; } = [];

    /// <summary>Every value of a <c>_ref</c> or <c>_refs</c> property that is an id, at any depth.</summary>
    public ImmutableArray<StixReference> References { get; internal init; } = [];

    /// <summary>The family that the type belongs to.</summary>
    public ObjectKind Kind { get; internal init; }
}
