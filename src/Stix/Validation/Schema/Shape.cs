using System.Collections.Frozen;
using System.Collections.Immutable;
using Entente.Stix.Json;

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
    ImmutableArray<RowRule> Rules)
{
    private readonly Dictionary<string, PropertyRule>.AlternateLookup<ReadOnlySpan<byte>> _byUtf8 =
        new Dictionary<string, PropertyRule>(Properties, Utf8Comparer.Instance)
            .GetAlternateLookup<ReadOnlySpan<byte>>();

    /// <summary>The names of the properties that must be present.</summary>
    public ImmutableArray<string> Required { get; } =
        [.. Properties.Values.Where(rule => rule.IsRequired).Select(rule => rule.Name)];

    /// <summary>The row of a property, by its name as it stands in JSON.</summary>
    public PropertyRule? Find(ReadOnlySpan<byte> utf8) => _byUtf8.TryGetValue(utf8, out var rule) ? rule : null;
}
