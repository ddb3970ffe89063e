using System.Collections.Immutable;

namespace Entente.Stix.Validation.Schema;

/// <summary>What a property may hold.</summary>
/// <param name="Kind">The data type.</param>
/// <param name="Name">Name of the vocabulary, the format or the inner object; empty for the rest.</param>
/// <param name="Item">Type of the items of a list or the values of a dictionary.</param>
/// <param name="Min">Least number.</param>
/// <param name="Max">Greatest number.</param>
/// <param name="Targets">Types and families (<c>sdo sco sro custom</c>) that an identifier may name; empty for
/// all.</param>
internal sealed record DataType(
    ValueKind Kind,
    string Name = "",
    DataType? Item = null,
    double Min = double.NegativeInfinity,
    double Max = double.PositiveInfinity,
    ImmutableArray<string> Targets = default);
