using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Entente.Taxii;

/// <summary>A value, or all the faults that stood in its way; exactly one of the two.</summary>
/// <typeparam name="T">What was read.</typeparam>
public sealed class TaxiiResult<T>
    where T : class
{
    private TaxiiResult(T? value, ImmutableArray<TaxiiFault> faults) => (Value, Faults) = (value, faults);

    /// <summary>What was read; null when there are faults.</summary>
    public T? Value { get; }

    /// <summary>Every fault found, in the order of the input; empty when there is a value.</summary>
    public ImmutableArray<TaxiiFault> Faults { get; }

    /// <summary>The first fault; null when there is a value.</summary>
    public TaxiiFault? Fault => Faults.IsEmpty ? null : Faults[0];

    /// <summary>True when there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Fault))]
    public bool IsOk => Value is not null;

    internal static TaxiiResult<T> Of(T value) => new(value, []);

    internal static TaxiiResult<T> Of(params ImmutableArray<TaxiiFault> faults) =>
        faults.IsDefaultOrEmpty
            ? throw new ArgumentException("a result without a value needs a fault", nameof(faults))
            : new(null, faults);
}
