using System.Text.Json;

namespace Entente.Stix.Patterns;

/// <summary>What kinds of values can be compared.</summary>
internal enum ObservedKind
{
    /// <summary>Null, a list, an object: equal to no constant.</summary>
    Other,
    String,
    Number,
    Boolean,
    Bytes,
}

/// <summary>
/// A value out of an observation or a constant of a pattern, in a form that compares. A property whose name ends in
/// <c>_hex</c> or <c>_bin</c> holds bytes and is compared by them (STIX 2.1 §9.6.4).
/// </summary>
internal readonly record struct ObservedValue(
    ObservedKind Kind, string Text = "", PatternNumber Number = default, bool Truth = false, byte[]? Bytes = null)
{
    public static ObservedValue Of(JsonElement element, string property)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Number:
                return new ObservedValue(ObservedKind.Number, Number: PatternNumber.Of(element.GetRawText()));
            case JsonValueKind.True or JsonValueKind.False:
                return new ObservedValue(ObservedKind.Boolean, Truth: element.ValueKind == JsonValueKind.True);
            case JsonValueKind.String when JsonText.Of(element) is { } text:
                var bytes = BytesOf(text, property);
                return bytes is null
                    ? new ObservedValue(ObservedKind.String, text)
                    : new ObservedValue(ObservedKind.Bytes, Bytes: bytes);
            default:
                return default;
        }
    }

    /// <summary>A constant other than a timestamp.</summary>
    public static ObservedValue Of(PatternConstant constant) => constant.Kind switch
    {
        PatternConstantKind.String => new ObservedValue(ObservedKind.String, constant.StringValue),
        PatternConstantKind.Integer or PatternConstantKind.Float =>
            new ObservedValue(ObservedKind.Number, Number: PatternNumber.Of(constant.Text)),
        PatternConstantKind.Boolean => new ObservedValue(ObservedKind.Boolean, Truth: constant.BooleanValue),
        _ => new ObservedValue(ObservedKind.Bytes, Bytes: constant.Bytes),
    };

    /// <summary>The bytes with one byte for each character below 256; null if there is a higher one.</summary>
    public static byte[]? Narrow(string text) =>
        text.AsSpan().ContainsAnyExceptInRange('\0', 'ÿ') ? null : System.Text.Encoding.Latin1.GetBytes(text);

    /// <summary>One character for each byte.</summary>
    public static string Widen(byte[] bytes) => System.Text.Encoding.Latin1.GetString(bytes);

    /// <summary>Whether both are of types that compare and have the same value (STIX 2.1 §9.6.1).</summary>
    public bool IsEqualTo(ObservedValue other) => Kind == ObservedKind.Boolean
        ? other.Kind == ObservedKind.Boolean && Truth == other.Truth
        : TryCompare(other, out var order) && order == 0;

    /// <summary>
    /// The order of two values, if their types have one: numbers; strings by code points, without normalising; bytes;
    /// and a string with bytes if all its characters are below 256 (STIX 2.1 §9.6.2 to §9.6.4).
    /// </summary>
    public bool TryCompare(ObservedValue other, out int order)
    {
        order = 0;
        switch (Kind, other.Kind)
        {
            case (ObservedKind.Number, ObservedKind.Number):
                order = Number.CompareTo(other.Number);
                return true;
            case (ObservedKind.String, ObservedKind.String):
                order = CompareCodePoints(Text, other.Text);
                return true;
            case (ObservedKind.Bytes or ObservedKind.String, ObservedKind.Bytes or ObservedKind.String):
                var mine = Bytes ?? Narrow(Text);
                var theirs = other.Bytes ?? Narrow(other.Text);
                if (mine is null || theirs is null) return false;
                order = mine.AsSpan().SequenceCompareTo(theirs);
                return true;
            default:
                return false;
        }
    }

    private static byte[]? BytesOf(string text, string property)
    {
        if (property.EndsWith("_hex", StringComparison.Ordinal))
        {
            return text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : null;
        }

        if (!property.EndsWith("_bin", StringComparison.Ordinal)) return null;
        var buffer = new byte[(text.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(text, buffer, out var length) ? buffer[..length] : null;
    }

    /// <summary>
    /// UTF-16 units in code point order: surrogates, which stand for the highest code points, come last.
    /// </summary>
    private static int CompareCodePoints(string left, string right)
    {
        var same = left.AsSpan().CommonPrefixLength(right);
        if (same == left.Length || same == right.Length) return left.Length.CompareTo(right.Length);
        var (a, b) = (left[same], right[same]);
        return char.IsSurrogate(a) == char.IsSurrogate(b) ? a.CompareTo(b) : char.IsSurrogate(a) ? 1 : -1;
    }
}
