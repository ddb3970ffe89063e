using System.Collections.Immutable;

namespace Entente.Stix;

/// <summary>
/// One granular marking (STIX 2.1 §7.2.3): exactly one of a marking or a language, on parts of an object.
/// </summary>
/// <param name="MarkingRef">Id of the marking-definition, or null when this marks a language.</param>
/// <param name="Lang">RFC 5646 language tag, or null when this is a data marking.</param>
/// <param name="Selectors">Paths such as <c>labels.[3]</c>, each of which names content that is present.</param>
public sealed record GranularMarking(string? MarkingRef, string? Lang, ImmutableArray<string> Selectors);
