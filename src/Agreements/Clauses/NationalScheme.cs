using System.Collections.Immutable;

namespace Entente.Agreements.Clauses;

/// <summary>A party's classification levels and what they correspond to.</summary>
/// <param name="Scheme">The scheme's name, as labels carry it.</param>
/// <param name="Party">Whose scheme it is.</param>
/// <param name="Levels">Its levels, from loose to strict.</param>
/// <param name="Equivalents">The common level that each of them corresponds to.</param>
public sealed record NationalScheme(
    string Scheme, string Party, ImmutableArray<string> Levels, ImmutableSortedDictionary<string, string> Equivalents);
