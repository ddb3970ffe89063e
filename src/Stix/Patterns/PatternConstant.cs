using System.Globalization;

namespace Entente.Stix.Patterns;

/// <summary>
/// A constant in the spelling it was written in (STIX 2.1 §9.2). Two constants are equal as parts of a tree if their
/// spelling is; whether they have the same value is a question for the equivalence of patterns.
/// </summary>
public sealed record PatternConstant
{
    private PatternConstant(PatternConstantKind kind, string text)
    {
        Kind = kind;
        Text = text;
    }

    /// <summary>The type.</summary>
    public PatternConstantKind Kind { get; }

    /// <summary>The constant as written, with quotes, escapes and prefix.</summary>
    public string Text { get; }

    /// <summary>The characters of a string, without quotes and escapes.</summary>
    /// <exception cref="InvalidOperationException">The constant is no string.</exception>
    public string StringValue =>
        Kind == PatternConstantKind.String ? PatternWords.Unquote(Text) : throw NotOf("string");

    /// <summary>The bytes of a hex or binary constant.</summary>
    /// <exception cref="InvalidOperationException">The constant is neither.</exception>
    public byte[] Bytes => Kind switch
    {
        PatternConstantKind.Hex => Convert.FromHexString(Text.AsSpan(2, Text.Length - 3)),
        PatternConstantKind.Binary => Convert.FromBase64String(Text[2..^1]),
        _ => throw NotOf("hex or binary constant"),
    };

    /// <summary>The value of a boolean.</summary>
    /// <exception cref="InvalidOperationException">The constant is no boolean.</exception>
    public bool BooleanValue => Kind == PatternConstantKind.Boolean ? Text == "true" : throw NotOf("boolean");

    /// <summary>The value of an integer or a float, as near as a double comes.</summary>
    /// <exception cref="InvalidOperationException">The constant is no number.</exception>
    public double NumberValue => Kind is PatternConstantKind.Integer or PatternConstantKind.Float
        ? double.Parse(Text, NumberStyles.Float, CultureInfo.InvariantCulture)
        : throw NotOf("number");

    /// <summary>The characters of a timestamp, without prefix and quotes; for a string its characters.</summary>
    internal string TimestampText => Kind switch
    {
        PatternConstantKind.Timestamp => Text[2..^1],
        PatternConstantKind.String => StringValue,
        _ => throw NotOf("timestamp"),
    };

    /// <summary>A string constant.</summary>
    /// <param name="value">The characters; quotes and backslashes are escaped.</param>
    public static PatternConstant OfString(string value) =>
        new(PatternConstantKind.String, PatternWords.Quote(value));

    /// <summary>An integer constant.</summary>
    /// <param name="value">The value.</param>
    public static PatternConstant OfInteger(long value) =>
        new(PatternConstantKind.Integer, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A boolean constant.</summary>
    /// <param name="value">The value.</param>
    public static PatternConstant OfBoolean(bool value) =>
        new(PatternConstantKind.Boolean, value ? "true" : "false");

    /// <summary>A hex constant.</summary>
    /// <param name="bytes">The bytes; may be empty.</param>
    public static PatternConstant OfBytes(ReadOnlySpan<byte> bytes) =>
        new(PatternConstantKind.Hex, $"h'{Convert.ToHexStringLower(bytes)}'");

    /// <summary>A constant in the spelling that the lexer found well-formed; trusted.</summary>
    internal static PatternConstant AsWritten(PatternConstantKind kind, string text) => new(kind, text);

    private static InvalidOperationException NotOf(string kind) => new($"the constant is no {kind}");
}
