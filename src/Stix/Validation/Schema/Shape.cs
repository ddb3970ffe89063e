using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Entente.Stix.Validation.Schema;

/// <summary>The table of one object, inner object or extension.</summary>
/// <param name="Name">The type, or the name under which other tables mention it.</param>
/// <param name="Section">Where the standard has the table.</param>
/// <param name="Properties">Its rows.</param>
/// <param name="Rules">What it says about several of them.</param>
internal sealed record Shape(
    string Name,
    string Section,
    FrozenDictionary<string, PropertyRule> Properties,
    ImmutableArray<RowRule> Rules);
