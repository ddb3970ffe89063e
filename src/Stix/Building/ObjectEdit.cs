namespace Entente.Stix.Building;

/// <summary>
/// One change to an object that exists, for <see cref="ObjectVersions"/>. Changes are made in their order, each on what
/// the one before left; what none of them names keeps its bytes.
/// </summary>
public sealed record ObjectEdit
{
    private static readonly GranularMarking NoMarking = new(null, null, []);

    private ObjectEdit(ObjectEditKind kind, string path, StixValue value, GranularMarking marking)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(marking);
        Kind = kind;
        Path = path;
        Value = value;
        Marking = marking;
    }

    internal ObjectEditKind Kind { get; }

    internal string Path { get; }

    internal StixValue Value { get; }

    internal GranularMarking Marking { get; }

    /// <summary>Puts a value in the place of another, or where none was.</summary>
    /// <param name="path">
    /// Name of a property, or an RFC 6901 pointer to something inside one, such as <c>/external_references/0/url</c>.
    /// What holds it must be there; a last step <c>-</c> adds to the end of a list.
    /// </param>
    /// <param name="value">The value.</param>
    public static ObjectEdit Set(string path, StixValue value) => new(ObjectEditKind.Set, path, value, NoMarking);

    /// <summary>Takes a property, or something inside one, away; it must be there.</summary>
    public static ObjectEdit Remove(string path) => new(ObjectEditKind.Remove, path, default, NoMarking);

    /// <summary>Marks the whole object (§7.2.2). Marked so already, it stays as it is, with a warning.</summary>
    /// <param name="markingRef">Id of the marking-definition: for TLP of <see cref="KnownMarkings.IdOf(Tlp)"/>.
    /// </param>
    public static ObjectEdit AddMarking(string markingRef) =>
        new(ObjectEditKind.AddMarking, "object_marking_refs", markingRef, new(markingRef ?? "", null, []));

    /// <summary>Takes a marking of the whole object away; it must be there.</summary>
    public static ObjectEdit RemoveMarking(string markingRef) =>
        new(ObjectEditKind.RemoveMarking, "object_marking_refs", markingRef, new(markingRef ?? "", null, []));

    /// <summary>
    /// Marks parts of the object, or says their language (§7.2.3). Each selector must name content that is there when
    /// all changes are made. Selectors that have this marking already are passed over, with a warning.
    /// </summary>
    public static ObjectEdit AddGranularMarking(GranularMarking marking) =>
        new(ObjectEditKind.AddGranularMarking, "granular_markings", default, marking);

    /// <summary>
    /// Takes a marking or language of parts away: from the selectors given, each of which must have it, or without
    /// selectors from all parts.
    /// </summary>
    public static ObjectEdit RemoveGranularMarking(GranularMarking marking) =>
        new(ObjectEditKind.RemoveGranularMarking, "granular_markings", default, marking);

    /// <summary>The steps to the place of the change.</summary>
    internal string[] Steps => Path.StartsWith('/') ? [.. Json.JsonPointer.Parse(Path)] : [Path];
}
