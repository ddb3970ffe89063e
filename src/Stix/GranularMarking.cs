using System.Collections.Immutable;

namespace Entente.Stix;

/// <summary>A marking, or a language, of parts of an object (STIX 2.1 §7.2.3).</summary>
/// <param name="MarkingRef">The marking definition; null when the entry states a language.</param>
/// <param name="Lang">The language; null when the entry states a marking.</param>
/// <param name="Selectors">What it applies to: dotted paths with <c>[n]</c> for list items.</param>
public sealed record GranularMarking(string? MarkingRef, string? Lang, ImmutableArray<string> Selectors);
