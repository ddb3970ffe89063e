using System.Collections.Immutable;
using System.Text.Json;

namespace Entente.Agreements.Redaction;

/// <summary>What a derivative has otherwise than its source, at the top level.</summary>
/// <param name="Property">The property.</param>
/// <param name="Kind"><c>removed</c>, <c>changed</c> or <c>added</c>.</param>
public sealed record PropertyChange(string Property, string Kind)
{
    /// <summary>All of them, by name. Both objects are canonical, so equal values are equal bytes.</summary>
    public static ImmutableArray<PropertyChange> Between(ReadOnlyMemory<byte> source, ReadOnlyMemory<byte> derivative)
    {
        using var before = JsonDocument.Parse(source);
        using var after = JsonDocument.Parse(derivative);
        var (old, made) = (before.RootElement, after.RootElement);
        var removed = old.EnumerateObject().Where(member => !made.TryGetProperty(member.Name, out _))
            .Select(member => new PropertyChange(member.Name, "removed"));
        var others = made.EnumerateObject().Select(member => old.TryGetProperty(member.Name, out var value)
            ? value.GetRawText() == member.Value.GetRawText() ? null : new PropertyChange(member.Name, "changed")
            : new PropertyChange(member.Name, "added"));
        return
        [
            .. removed.Concat(others.OfType<PropertyChange>())
                .OrderBy(change => change.Property, StringComparer.Ordinal),
        ];
    }
}
