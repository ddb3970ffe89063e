using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Entente.Stix.Json;

/// <summary>Questions about JSON strings as they are written.</summary>
internal static class JsonText
{
    /// <summary>A string or name without its quotes, or a number or literal, as written.</summary>
    public static ReadOnlySpan<byte> Raw(ReadOnlySpan<byte> utf8, in JsonToken token) =>
        utf8.Slice(token.Type is JsonTokenType.String or JsonTokenType.PropertyName ? token.Start + 1 : token.Start,
            token.Length);

    /// <summary>A string or name as it reads.</summary>
    public static string Of(ReadOnlySpan<byte> utf8, in JsonToken token)
    {
        var raw = Raw(utf8, token);
        if (!token.IsEscaped)
        {
            return token.Type == JsonTokenType.PropertyName ? PropertyNames.Intern(raw) : Encoding.UTF8.GetString(raw);
        }

        var quoted = new Utf8JsonReader(utf8.Slice(token.Start, token.Length + 2));
        quoted.Read();
        return quoted.GetString()!;
    }

    /// <summary>
    /// Whether the escapes of a well-formed JSON string (without its quotes) leave half a surrogate pair.
    /// </summary>
    public static bool HasLoneSurrogate(ReadOnlySpan<byte> raw)
    {
        var highPending = false;
        for (var i = 0; i < raw.Length;)
        {
            if (raw[i] != '\\' || raw[i + 1] != 'u')
            {
                if (highPending) return true;
                i += raw[i] == '\\' ? 2 : 1;
                continue;
            }

            var unit = (char)ushort.Parse(
                raw.Slice(i + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            if (char.IsLowSurrogate(unit) != highPending) return true;
            highPending = char.IsHighSurrogate(unit);
            i += 6;
        }

        return highPending;
    }

    /// <summary>Offset of the first byte that is no part of valid UTF-8.</summary>
    public static int FirstInvalidByte(ReadOnlySpan<byte> utf8)
    {
        for (var at = 0; at < utf8.Length;)
        {
            if (Rune.DecodeFromUtf8(utf8[at..], out _, out var consumed) != OperationStatus.Done) return at;
            at += consumed;
        }

        return utf8.Length;
    }
}
