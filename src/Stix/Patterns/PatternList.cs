using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Entente.Stix.Patterns;

/// <summary>An immutable list that is equal to another one with equal items in the same order.</summary>
/// <typeparam name="T">The kind of items.</typeparam>
[SuppressMessage("Naming", "CA1710", Justification = "A list in a syntax tree; the field's word is list.")]
public sealed class PatternList<T> : IReadOnlyList<T>, IEquatable<PatternList<T>>
    where T : notnull
{
    private readonly ImmutableArray<T> _items;

    /// <summary>Holds the items given.</summary>
    /// <param name="items">The items in order.</param>
    public PatternList(params IEnumerable<T> items) => _items = [.. items];

    /// <inheritdoc/>
    public int Count => _items.Length;

    /// <inheritdoc/>
    public T this[int index] => _items[index];

    /// <inheritdoc/>
    public bool Equals(PatternList<T>? other) =>
        other is not null && _items.AsSpan().SequenceEqual(other._items.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PatternList<T>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in _items) hash.Add(item);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
