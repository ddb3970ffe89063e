namespace Entente.Stix;

/// <summary>A standard marking, recognised by its exact id and by nothing else.</summary>
/// <param name="Id">The id of its marking definition.</param>
/// <param name="Scheme">Its scheme.</param>
/// <param name="Tlp">Its TLP level; null in another scheme. TLP 1.0 levels read as their TLP 2.0 equals.</param>
/// <param name="Pap">Its PAP level; null in another scheme.</param>
/// <param name="Label">Its label, never translated, such as <c>TLP:AMBER+STRICT</c>.</param>
public sealed record KnownMarking(string Id, MarkingScheme Scheme, Tlp? Tlp, Pap? Pap, string Label);
