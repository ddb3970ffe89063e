using System.Collections.Immutable;

namespace Entente.Stix.Building;

/// <summary>
/// A marking that other objects can carry: the <c>marking-definition</c> (§7.2.1). It has no versions: what it says
/// stays. The TLP 2.0 markings exist already: see <see cref="StandardMarkings"/>.
/// </summary>
/// <remarks>
/// At least one of <see cref="Definition"/> and <see cref="StixDraft.Extensions"/> must be set.
/// <see cref="Definition"/> and <see cref="DefinitionType"/> need each other.
/// </remarks>
public sealed record MarkingDefinitionDraft : StixDraft
{
    /// <summary>The UUID of the <see cref="Id"/>, which should be a random one of version 4 (§2.9).</summary>
    public required Guid Uuid { get; init; }

    /// <inheritdoc/>
    public override string Type => "marking-definition";

    /// <inheritdoc/>
    public override string Id => StixId.Format(Type, Uuid);

    /// <summary>Id of the identity that makes the marking; null means undefined or anonymous (§7.2.1).</summary>
    public string? CreatedByRef { get; init; }

    /// <summary>When the marking is made; cut to the millisecond, as the standard demands (§7.2.1).</summary>
    public required StixTimestamp Created { get; init => field = Milliseconds.Cut(value); }

    /// <summary>Places outside STIX where more is said (§7.2.1).</summary>
    public ImmutableArray<ExternalReference> ExternalReferences { get; init; } = [];

    /// <summary>What people call the marking (§7.2.1).</summary>
    public string? Name { get; init; }

    /// <summary>What <see cref="Definition"/> is: <c>statement</c>, or <c>tlp</c> for the four objects of TLP 1.0;
    /// for all else the standard wants an extension (§7.2.1).</summary>
    public string? DefinitionType { get; init; }

    /// <summary>What the marking says, in the form of its type (§7.2.1).</summary>
    public OrderedDictionary<string, StixValue>? Definition { get; init; }

    /// <summary>A marking that is a text for people, such as a copyright or terms of use (§7.2.1.3).</summary>
    public static MarkingDefinitionDraft Statement(Guid uuid, StixTimestamp created, string statement) => new()
    {
        Uuid = uuid,
        Created = created,
        DefinitionType = "statement",
        Definition = new() { ["statement"] = statement },
    };

    internal override void Write(MemberWriter to)
    {
        to.Put("name", Name);
        to.Put("definition_type", DefinitionType);
        to.Put("definition", Definition);
    }

    private protected override void WriteHead(MemberWriter to)
    {
        to.Put("created_by_ref", CreatedByRef);
        to.Put("created", Created);
    }

    private protected override void WriteTail(MemberWriter to) => to.Put("external_references", ExternalReferences);
}
