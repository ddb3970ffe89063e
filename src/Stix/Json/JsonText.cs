using System.Buffers;
using System.Globalization;
using System.Text;

namespace Entente.Stix.Json;

/// <summary>Questions about JSON strings as they are written.</summary>
internal static class JsonText
{
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
