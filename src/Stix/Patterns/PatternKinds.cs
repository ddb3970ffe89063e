using System.Collections.Immutable;

namespace Entente.Stix.Patterns;

/// <summary>Which kinds of observables a pattern looks at.</summary>
public static class PatternKinds
{
    /// <summary>The object types that its paths begin at, each once, in ordinal order.</summary>
    /// <param name="pattern">The pattern.</param>
    public static ImmutableArray<string> Of(Pattern pattern) =>
        [.. PatternAtoms.Of(pattern).Select(atom => atom.ObjectType).Distinct().Order(StringComparer.Ordinal)];
}
