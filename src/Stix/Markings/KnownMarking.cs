namespace Entente.Stix;

/// <summary>One marking-definition whose id and meaning are fixed once for everybody.</summary>
/// <param name="Id">The id, by which alone it is recognised.</param>
/// <param name="Scheme">Which of the two levels below is set.</param>
/// <param name="Tlp">The TLP 2.0 level it is read as; null for PAP.</param>
/// <param name="Pap">The PAP level it is read as; null for TLP.</param>
/// <param name="Label">The label people know, never translated: <c>TLP:AMBER+STRICT</c>, <c>PAP:GREEN</c>.</param>
public sealed record KnownMarking(string Id, MarkingScheme Scheme, Tlp? Tlp, Pap? Pap, string Label)
{
    /// <summary>
    /// Whether the id is of an older edition (TLP 1.0, PAP:WHITE) and only read, never given out by us.
    /// </summary>
    public bool IsLegacy { get; init; }
}
