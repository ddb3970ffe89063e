using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Entente.Stix;

/// <summary>
/// The JSON Canonicalization Scheme (RFC 8785): one byte form for equal values, whatever their white space, key order,
/// escapes and number spelling. Equality, digests and commitments are over this form.
/// </summary>
public static class CanonicalJson
{
    private const int DepthMax = 128;
    private const long ExactIntegerMax = (1L << 53) - 1;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = DepthMax };

    /// <summary>The canonical form of a document of ours.</summary>
    /// <exception cref="FormatException">The text is not JSON with one canonical form.</exception>
    public static byte[] Canonicalize(ReadOnlySpan<byte> utf8)
    {
        var output = new ArrayBufferWriter<byte>(utf8.Length);
        return TryWrite(utf8, output, out var fault)
            ? output.WrittenSpan.ToArray()
            : throw new FormatException($"{fault!.Code} at byte {fault.Offset}: {fault.Message}");
    }

    /// <summary>
    /// Writes the canonical form. False, with the reason, for text that is not JSON, has duplicate keys, lone
    /// surrogates, or integers that a double cannot hold exactly (RFC 8785 §3.2.2.3: they would change silently).
    /// </summary>
    public static bool TryWrite(ReadOnlySpan<byte> utf8, IBufferWriter<byte> output, out Diagnostic? fault)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8.ToArray(), Strict);
            WriteValue(document.RootElement, output);
            fault = null;
            return true;
        }
        catch (JsonException malformed)
        {
            fault = Fault("json-malformed", utf8, malformed);
            return false;
        }
        catch (CanonicalException refused)
        {
            fault = new Diagnostic(refused.Code, Severity.Error, "", 0, refused.Message, null, "RFC 8785");
            return false;
        }
    }

    private static Diagnostic Fault(string code, ReadOnlySpan<byte> utf8, JsonException malformed)
    {
        var offset = LineStart(utf8, malformed.LineNumber ?? 0) + (malformed.BytePositionInLine ?? 0);
        return new Diagnostic(code, Severity.Error, "", offset, "the text is not well-formed JSON", null, "RFC 8785 §3.1");
    }

    private static long LineStart(ReadOnlySpan<byte> utf8, long line)
    {
        var start = 0;
        for (; line > 0; line--)
        {
            var next = utf8[start..].IndexOf((byte)'\n');
            if (next < 0) break;
            start += next + 1;
        }

        return start;
    }

    private static void WriteValue(JsonElement value, IBufferWriter<byte> output)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(value, output);
                break;
            case JsonValueKind.Array:
                output.Write("["u8);
                var first = true;
                foreach (var item in value.EnumerateArray())
                {
                    if (!first) output.Write(","u8);
                    first = false;
                    WriteValue(item, output);
                }

                output.Write("]"u8);
                break;
            case JsonValueKind.String:
                WriteString(Text(value), output);
                break;
            case JsonValueKind.Number:
                WriteNumber(value, output);
                break;
            case JsonValueKind.True:
                output.Write("true"u8);
                break;
            case JsonValueKind.False:
                output.Write("false"u8);
                break;
            default:
                output.Write("null"u8);
                break;
        }
    }

    private static void WriteObject(JsonElement value, IBufferWriter<byte> output)
    {
        var properties = new List<(string Name, JsonElement Value)>();
        foreach (var property in value.EnumerateObject()) properties.Add((Name(property), property.Value));

        // RFC 8785 §3.2.3 sorts by UTF-16 code units, which is what ordinal comparison of strings is.
        properties.Sort(static (left, right) => string.CompareOrdinal(left.Name, right.Name));
        output.Write("{"u8);
        for (var i = 0; i < properties.Count; i++)
        {
            if (i > 0) output.Write(","u8);
            WriteString(properties[i].Name, output);
            output.Write(":"u8);
            WriteValue(properties[i].Value, output);
        }

        output.Write("}"u8);
    }

    private static string Text(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new CanonicalException("lone-surrogate", "a string has half of a surrogate pair");
        }
    }

    private static string Name(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            throw new CanonicalException("lone-surrogate", "a property name has half of a surrogate pair");
        }
    }

    private static void WriteNumber(JsonElement value, IBufferWriter<byte> output)
    {
        var raw = value.GetRawText();
        if (!raw.AsSpan().ContainsAny(".eE") && (!long.TryParse(raw, out var whole) || Math.Abs((decimal)whole) > ExactIntegerMax))
        {
            throw new CanonicalException("integer-inexact", $"`{raw}` is beyond ±9007199254740991 and would change silently");
        }

        var number = value.GetDouble();
        if (!double.IsFinite(number)) throw new CanonicalException("number-infinite", $"`{raw}` is beyond a double's range");
        output.Write(Encoding.ASCII.GetBytes(EcmaNumber.Write(number)));
    }

    /// <summary>Strings with the escapes of RFC 8785 §3.2.2.2 and no others.</summary>
    private static void WriteString(string text, IBufferWriter<byte> output)
    {
        output.Write("\""u8);
        var plain = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] >= ' ' && text[i] != '"' && text[i] != '\\') continue;
            Encoding.UTF8.GetBytes(text.AsSpan(plain, i - plain), output);
            plain = i + 1;
            output.Write(Encoding.ASCII.GetBytes(Escape(text[i])));
        }

        Encoding.UTF8.GetBytes(text.AsSpan(plain), output);
        output.Write("\""u8);
    }

    private static string Escape(char letter) => letter switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\b' => "\\b",
        '\t' => "\\t",
        '\n' => "\\n",
        '\f' => "\\f",
        '\r' => "\\r",
        _ => $"\\u{(int)letter:x4}",
    };

    private sealed class CanonicalException(string code, string message) : Exception(message)
    {
        public string Code { get; } = code;
    }
}
