using System.Collections.Immutable;
using System.Text.Json;
using Entente.Stix;
using Entente.Transparency;

namespace Entente.Agreements.Records;

/// <summary>Reads the flat JSON objects that logs and sidecars hold. Strict: what is not expected is a fault.</summary>
internal sealed class RecordReader
{
    private readonly JsonElement _root;
    private string? _fault;

    private RecordReader(JsonElement root) => _root = root;

    /// <summary>
    /// Reads bytes that must be the canonical form of an object with this format name; <paramref name="read"/> takes
    /// the fields.
    /// </summary>
    public static T? Read<T>(ReadOnlyMemory<byte> bytes, string format, Func<RecordReader, T?> read, out string fault)
        where T : class
    {
        fault = "";
        try
        {
            if (!CanonicalJson.Canonicalize(bytes.Span).AsSpan().SequenceEqual(bytes.Span))
            {
                fault = "the record is not in canonical form (RFC 8785)";
                return null;
            }

            using var document = JsonDocument.Parse(bytes);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                fault = "the record is not a JSON object";
                return null;
            }

            var reader = new RecordReader(document.RootElement);
            if (reader.Text("format") is var found && found != format)
            {
                fault = $"the record has format `{found}` where `{format}` was expected";
                return null;
            }

            var record = read(reader);
            fault = reader._fault ?? "";
            return reader._fault is null ? record : null;
        }
        catch (Exception malformed) when (malformed is JsonException or FormatException)
        {
            fault = "the record is not well-formed JSON";
            return null;
        }
    }

    public string Text(string name)
    {
        if (OptionalText(name) is { } text) return text;
        _fault ??= $"the record lacks text `{name}`";
        return "";
    }

    public string? OptionalText(string name)
    {
        if (!_root.TryGetProperty(name, out var value)) return null;
        if (value.ValueKind == JsonValueKind.String) return value.GetString();
        _fault ??= $"`{name}` is not text";
        return null;
    }

    public int Number(string name) => (int)LongNumber(name, int.MaxValue);

    public long LongNumber(string name, long max = (1L << 53) - 1)
    {
        if (_root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetInt64(out var number) && number >= 0 && number <= max) return number;
        _fault ??= $"`{name}` is not a whole number from 0 to {max}";
        return 0;
    }

    public long? OptionalNumber(string name) => _root.TryGetProperty(name, out _) ? LongNumber(name) : null;

    public Hash Hash(string name)
    {
        if (Transparency.Hash.TryParseBase64(Text(name), out var hash)) return hash;
        _fault ??= $"`{name}` is not 32 bytes in base64";
        return default;
    }

    public ImmutableArray<string> List(string name)
    {
        if (!_root.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.Array
            || value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
        {
            _fault ??= $"`{name}` is not a list of texts";
            return [];
        }

        return [.. value.EnumerateArray().Select(item => item.GetString()!)];
    }

    /// <summary>True when no other property than these is present and nothing went wrong so far.</summary>
    public bool Complete(params ReadOnlySpan<string> names)
    {
        foreach (var property in _root.EnumerateObject())
        {
            if (!names.Contains(property.Name)) _fault ??= $"the record has an unknown property `{property.Name}`";
        }

        return _fault is null;
    }
}
