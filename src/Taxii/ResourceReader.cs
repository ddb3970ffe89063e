using System.Collections.Immutable;
using System.Text.Json;

namespace Entente.Taxii;

/// <summary>
/// Takes the properties of one TAXII resource out of a parsed document and notes every one that is missing or has
/// another
/// type than the standard gives it. Properties that nobody asks for are left alone (TAXII 2.1 §7.1: custom properties).
/// </summary>
internal sealed class ResourceReader
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    private readonly JsonElement _resource;
    private readonly string _pointer;
    private readonly ImmutableArray<TaxiiFault>.Builder _faults;

    private ResourceReader(JsonElement resource, string pointer, ImmutableArray<TaxiiFault>.Builder faults)
    {
        (_resource, _pointer, _faults) = (resource, pointer, faults);
    }

    public static TaxiiResult<T> Read<T>(ReadOnlyMemory<byte> utf8, Func<ResourceReader, T> make)
        where T : class
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, Options);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return TaxiiResult<T>.Of(new TaxiiFault("not-an-object", "the answer is JSON, but not an object"));
            }

            var reader = new ResourceReader(document.RootElement, "", ImmutableArray.CreateBuilder<TaxiiFault>());
            var made = make(reader);
            return reader._faults.Count == 0
                ? TaxiiResult<T>.Of(made)
                : TaxiiResult<T>.Of(reader._faults.ToImmutable());
        }
        catch (JsonException exception)
        {
            return TaxiiResult<T>.Of(new TaxiiFault(
                "not-json",
                $"the answer is not JSON: line {exception.LineNumber + 1}, byte {exception.BytePositionInLine}"));
        }
    }

    public string Text(string name) => OptionalText(name) ?? Missing(name, "");

    public string? OptionalText(string name) => Find(name, JsonValueKind.String, "a string") is { } found
        ? TextOf(found, name)
        : null;

    public bool Flag(string name)
    {
        if (!_resource.TryGetProperty(name, out var found)) return Missing(name, false);
        if (found.ValueKind is JsonValueKind.True or JsonValueKind.False) return found.GetBoolean();
        Note(name, "wrong-type", "is not a boolean");
        return false;
    }

    public bool OptionalFlag(string name) => _resource.TryGetProperty(name, out _) && Flag(name);

    public long Count(string name) => OptionalCount(name) ?? Missing(name, 0L);

    public long? OptionalCount(string name)
    {
        // I-JSON (RFC 7493 §2.2): integers beyond 2^53-1 are not interoperable.
        const long CountMax = (1L << 53) - 1;
        if (Find(name, JsonValueKind.Number, "an integer") is not { } found) return null;
        if (found.TryGetInt64(out var value) && value is >= 0 and <= CountMax) return value;
        Note(name, "wrong-type", "is not an integer from 0 to 2^53-1");
        return null;
    }

    public TaxiiTimestamp? OptionalTime(string name)
    {
        if (OptionalText(name) is not { } text) return null;
        if (TaxiiTimestamp.TryParse(text, out var time)) return time;
        Note(name, "wrong-type", "is not a timestamp in UTC");
        return null;
    }

    public ImmutableArray<string> Texts(string name)
    {
        if (Find(name, JsonValueKind.Array, "a list") is not { } found) return [];
        var texts = ImmutableArray.CreateBuilder<string>(found.GetArrayLength());
        foreach (var item in found.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.String && TextOf(item, name) is { } text) texts.Add(text);
            else Note($"{name}/{texts.Count}", "wrong-type", "is not a string");
        }

        return texts.ToImmutable();
    }

    public ImmutableArray<T> Items<T>(string name, Func<ResourceReader, T> make)
    {
        if (Find(name, JsonValueKind.Array, "a list") is not { } found) return [];
        var items = ImmutableArray.CreateBuilder<T>(found.GetArrayLength());
        var index = 0;
        foreach (var item in found.EnumerateArray())
        {
            var at = $"{name}/{index++}";
            if (item.ValueKind == JsonValueKind.Object) items.Add(make(new(item, $"{_pointer}/{at}", _faults)));
            else Note(at, "wrong-type", "is not an object");
        }

        return items.ToImmutable();
    }

    public T? Item<T>(string name, Func<ResourceReader, T> make)
        where T : class =>
        Find(name, JsonValueKind.Object, "an object") is { } found
            ? make(new(found, $"{_pointer}/{name}", _faults))
            : null;

    /// <summary>Notes a fault of the property's value that only the resource itself can see.</summary>
    public void Note(string name, string code, string what) => _faults.Add(
        new TaxiiFault(code, $"`{name}` {what}") { Pointer = $"{_pointer}/{name}" });

    private JsonElement? Find(string name, JsonValueKind kind, string called)
    {
        if (!_resource.TryGetProperty(name, out var found)) return null;
        if (found.ValueKind == kind) return found;
        Note(name, "wrong-type", $"is not {called}");
        return null;
    }

    private T Missing<T>(string name, T instead)
    {
        // A property of another type is there, and has been noted already.
        if (!_resource.TryGetProperty(name, out _)) Note(name, "missing-property", "is required");
        return instead;
    }

    private string? TextOf(JsonElement element, string name)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate: valid JSON by grammar, but no text.
            Note(name, "wrong-type", "is not Unicode text");
            return null;
        }
    }
}
