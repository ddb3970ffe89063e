using System.Diagnostics.CodeAnalysis;
using Entente.Stix.Json;

namespace Entente.Stix.Building;

/// <summary>
/// One value of a custom property, an extension or a dictionary: text, number, truth value, time, list, dictionary, or
/// JSON from elsewhere. The plain ones convert by themselves: <c>["x_acme_score"] = 5</c>.
/// </summary>
/// <remarks>The default value is the JSON null, which the standard allows nowhere but in custom content.</remarks>
public readonly struct StixValue
{
    private StixValue(object? content) => Content = content;

    /// <summary>String, bool, long, double, timestamp, list, dictionary, or JSON text as bytes.</summary>
    internal object? Content { get; }

    /// <summary>A text.</summary>
    public static implicit operator StixValue(string? text) => new(text);

    /// <summary>A truth value.</summary>
    public static implicit operator StixValue(bool flag) => new(flag);

    /// <summary>A whole number, within ±(2^53-1).</summary>
    public static implicit operator StixValue(long number) => new(number);

    /// <summary>A number, neither infinite nor NaN.</summary>
    public static implicit operator StixValue(double number) => new(number);

    /// <summary>A time.</summary>
    public static implicit operator StixValue(StixTimestamp time) => new(time);

    /// <summary>A dictionary, in its order.</summary>
    public static implicit operator StixValue(OrderedDictionary<string, StixValue>? dictionary) => new(dictionary);

    /// <summary>A list.</summary>
    public static StixValue List(params ReadOnlySpan<StixValue> items) => new(items.ToArray());

    /// <summary>
    /// Any JSON value, written later as it stands here; false if it is not one well-formed value within the limits.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> jsonUtf8, out StixValue value)
    {
        value = default;
        using var tape = JsonTape.Read(jsonUtf8, StixLimits.Default);
        if (tape.Fault is not null || tape.Count == 0) return false;
        value = new StixValue((ReadOnlyMemory<byte>)jsonUtf8.ToArray());
        return true;
    }

    /// <summary>The same value as JSON text, if it can be said in JSON.</summary>
    internal static bool TryWrite(StixValue value, string pointer, List<Diagnostic> faults,
        [NotNullWhen(true)] out byte[]? json)
    {
        var output = new ByteBuffer(64);
        var before = faults.Count;
        new MemberWriter(output, faults, pointer).Value(value);
        json = faults.Count == before ? output.Written.ToArray() : null;
        return json is not null;
    }
}
