using System.Globalization;
using System.Text;
using CsCheck;

namespace Entente.Tests.Stix;

/// <summary>Random JSON values, and many ways to write the same one.</summary>
internal static class JsonGen
{
    private static readonly Gen<string> Text =
        Gen.OneOf(Gen.Char['a', 'e'], Gen.Char[' ', '~'], Gen.Char['\0', '\u001F'], Gen.Char['\u0080', '\uD7FF'], Gen.Char['\uE000', '\uFFFD'])
            .Array[0, 6].Select(chars => new string(chars))
            .SelectMany(text => Gen.Bool.Select(astral => astral ? text + "\U0001F6E1" : text));

    private static readonly Gen<object?> Leaf = Gen.OneOf(
        Text.Select(text => (object?)text),
        Gen.Int.Select(number => (object?)(double)number),
        Gen.Double.Where(number => double.IsFinite(number) && Math.Abs(number) is < 1e15 or >= 1e21).Select(number => (object?)number),
        Gen.Bool.Select(flag => (object?)flag),
        Gen.Const((object?)null));

    public static readonly Gen<object?> Value = Nested(3);

    public static readonly Gen<object?> Object = Members(Nested(2));

    /// <summary>Writes a value; the style seeds white space, order of members and use of escapes.</summary>
    public static byte[] Write(object? value, int style)
    {
        var text = new StringBuilder();
        Write(text, value, ref style);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static Gen<object?> Nested(int depth) => depth == 0
        ? Leaf
        : Gen.OneOf(Leaf, Nested(depth - 1).Array[0, 4].Select(items => (object?)items), Members(Nested(depth - 1)));

    private static Gen<object?> Members(Gen<object?> value) => Gen.Select(Text, value).Array[0, 5].Select(pairs =>
        (object?)pairs.DistinctBy(pair => pair.Item1).Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2)).ToArray());

    private static void Write(StringBuilder text, object? value, ref int style)
    {
        Space(text, ref style);
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case bool flag:
                text.Append(flag ? "true" : "false");
                break;
            case string word:
                WriteText(text, word, ref style);
                break;
            case double number:
                text.Append(number.ToString(Next(ref style) == 0 ? "R" : "E16", CultureInfo.InvariantCulture));
                break;
            case KeyValuePair<string, object?>[] members:
                WriteMembers(text, members, ref style);
                break;
            case object?[] items:
                text.Append('[');
                for (var i = 0; i < items.Length; i++)
                {
                    if (i > 0) text.Append(',');
                    Write(text, items[i], ref style);
                }

                text.Append(']');
                break;
        }

        Space(text, ref style);
    }

    private static void WriteMembers(StringBuilder text, KeyValuePair<string, object?>[] members, ref int style)
    {
        var ordered = Next(ref style) == 0 ? members : [.. members.Reverse()];
        text.Append('{');
        for (var i = 0; i < ordered.Length; i++)
        {
            if (i > 0) text.Append(',');
            WriteText(text, ordered[i].Key, ref style);
            text.Append(':');
            Write(text, ordered[i].Value, ref style);
        }

        text.Append('}');
    }

    private static void WriteText(StringBuilder text, string word, ref int style)
    {
        text.Append('"');
        foreach (var c in word)
        {
            if (c < ' ' || c == '"' || c == '\\' || (!char.IsSurrogate(c) && Next(ref style) == 1)) text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else text.Append(c);
        }

        text.Append('"');
    }

    private static void Space(StringBuilder text, ref int style)
    {
        if (Next(ref style) == 1) text.Append(" \n\t");
    }

    // Style 0 stays plain; every other seed runs through the low bits of a small generator.
    private static int Next(ref int style)
    {
        if (style == 0) return 0;
        style = (int)(((style * 48271L) % int.MaxValue) | 1);
        return (style >> 8) & 1;
    }
}
