using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Entente.Agreements.Timers;
using Entente.Stix;
using NodaTime;

namespace Entente.Agreements.Documents;

/// <summary>
/// Reads one JSON object strictly: what is missing, ill-typed, unknown or outside an enumeration becomes a diagnostic
/// with its place, and reading goes on so that all of them are found.
/// </summary>
internal sealed class ParameterReader
{
    private readonly JsonElement _element;
    private readonly string _pointer;
    private readonly ImmutableArray<Diagnostic>.Builder _diagnostics;
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    public ParameterReader(JsonElement element, string pointer, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        _pointer = pointer;
        _diagnostics = diagnostics;
        _element = element;
        if (element.ValueKind != JsonValueKind.Object) Fault("parameter-type", "", "an object is expected here");
    }

    public string Pointer => _pointer;

    public void Fault(string code, string name, string message, string? hint = null) => _diagnostics.Add(
        new Diagnostic(code, Severity.Error, name.Length > 0 ? $"{_pointer}/{name}" : _pointer, 0, message, hint));

    /// <summary>Reports the properties that nobody asked for, and those of which only the last would count.</summary>
    public void Finish()
    {
        if (_element.ValueKind != JsonValueKind.Object) return;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in _element.EnumerateObject())
        {
            if (!seen.Add(property.Name))
            {
                Fault("parameter-twice", property.Name, $"`{property.Name}` stands here twice");
            }

            if (!_read.Contains(property.Name)) Fault("parameter-unknown", property.Name, $"`{property.Name}` is not known here");
        }
    }

    public string Text(string name, Func<string, bool>? valid = null)
    {
        var text = OptionalText(name);
        if (text is null)
        {
            if (!Has(name)) Fault("parameter-missing", name, $"`{name}` is missing");
            return "";
        }

        if (valid?.Invoke(text) == false) Fault("parameter-value", name, $"`{text}` is not allowed for `{name}`");
        return text;
    }

    public string? OptionalText(string name, Func<string, bool> valid)
    {
        var text = OptionalText(name);
        if (text is not null && !valid(text)) Fault("parameter-value", name, $"`{text}` is not allowed for `{name}`");
        return text;
    }

    public string? OptionalText(string name)
    {
        if (Find(name) is not { } value || value.ValueKind == JsonValueKind.Null) return null;
        if (value.ValueKind != JsonValueKind.String)
        {
            Fault("parameter-type", name, $"`{name}` must be text");
            return null;
        }

        // An empty text must never read like an absent one: an empty end of validity would be no end.
        if (value.GetString() is { Length: > 0 } text) return text;
        Fault("parameter-value", name, $"`{name}` is empty", "leave it out, or give it a value");
        return null;
    }

    public bool Flag(string name)
    {
        var value = Find(name);
        if (value is { ValueKind: JsonValueKind.True or JsonValueKind.False } flag) return flag.GetBoolean();
        Fault(value is null ? "parameter-missing" : "parameter-type", name, $"`{name}` must be true or false");
        return false;
    }

    public int Number(string name, int min, int max)
    {
        var value = Find(name);
        if (value is { ValueKind: JsonValueKind.Number } && value.Value.TryGetInt32(out var number)
            && number >= min && number <= max) return number;
        Fault(value is null ? "parameter-missing" : "parameter-type", name, $"`{name}` must be a whole number from {min} to {max}");
        return min;
    }

    public T Choice<T>(string name, params ReadOnlySpan<(string Text, T Value)> choices)
    {
        var text = Text(name);
        foreach (var choice in choices)
        {
            if (choice.Text == text) return choice.Value;
        }

        if (text.Length > 0) Fault("parameter-value", name, $"`{text}` is not a value of `{name}`", $"one of {Join(choices)}");
        return choices[0].Value;
    }

    public ImmutableArray<string> Texts(string name, Func<string, bool>? valid = null)
    {
        var texts = ImmutableArray.CreateBuilder<string>();
        foreach (var (item, _) in Items(name))
        {
            if (item.ValueKind != JsonValueKind.String) Fault("parameter-type", name, $"`{name}` is a list of texts");
            else if (valid?.Invoke(item.GetString()!) == false) Fault("parameter-value", name, $"`{item.GetString()}` is not allowed in `{name}`");
            else texts.Add(item.GetString()!);
        }

        return texts.ToImmutable();
    }

    public ImmutableArray<string>? OptionalTexts(string name, Func<string, bool>? valid = null) =>
        Has(name) ? Texts(name, valid) : null;

    public bool OptionalFlag(string name) => Has(name) && Flag(name);

    public T? OptionalChoice<T>(string name, params ReadOnlySpan<(string Text, T Value)> choices)
        where T : struct => Has(name) ? Choice(name, choices) : null;

    public Period Duration(string name) => Duration(Text(name), name) ?? Period.Zero;

    public Period? OptionalDuration(string name) => OptionalText(name) is { } text ? Duration(text, name) : null;

    public DateTimeOffset Instant(string name) => Instant(Text(name), name);

    public DateTimeOffset? OptionalInstant(string name) => OptionalText(name) is { } text ? Instant(text, name) : null;

    public ParameterReader Object(string name)
    {
        if (Find(name) is { } value) return new ParameterReader(value, $"{_pointer}/{name}", _diagnostics);
        Fault("parameter-missing", name, $"`{name}` is missing");
        using var empty = JsonDocument.Parse("{}");
        return new ParameterReader(empty.RootElement.Clone(), $"{_pointer}/{name}", _diagnostics);
    }

    public ParameterReader? OptionalObject(string name) =>
        Find(name) is { ValueKind: not JsonValueKind.Null } value
            ? new ParameterReader(value, $"{_pointer}/{name}", _diagnostics)
            : null;

    public IEnumerable<ParameterReader> OptionalObjects(string name) => Has(name) ? Objects(name) : [];

    public IEnumerable<ParameterReader> Objects(string name)
    {
        foreach (var (item, index) in Items(name)) yield return new ParameterReader(item, $"{_pointer}/{name}/{index}", _diagnostics);
    }

    public ImmutableSortedDictionary<string, string> Map(string name)
    {
        var map = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (Find(name) is not { ValueKind: JsonValueKind.Object } value)
        {
            Fault("parameter-type", name, $"`{name}` maps names to texts");
            return map.ToImmutable();
        }

        foreach (var property in value.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.String) map[property.Name] = property.Value.GetString()!;
            else Fault("parameter-type", name, $"`{name}` maps names to texts");
        }

        return map.ToImmutable();
    }

    private Period? Duration(string text, string name)
    {
        if (CalendarTime.TryParse(text, out var period)) return period;
        if (text.Length > 0) Fault("parameter-value", name, $"`{text}` is not a duration such as `P90D` or `PT72H`");
        return null;
    }

    private DateTimeOffset Instant(string text, string name)
    {
        if (StixTimestamp.TryParse(text, out var instant)) return instant.ToInstant();
        if (text.Length > 0) Fault("parameter-value", name, $"`{text}` is not an instant such as `2026-01-01T00:00:00Z`");
        return DateTimeOffset.MaxValue;
    }

    private IEnumerable<(JsonElement Item, string Index)> Items(string name)
    {
        if (Find(name) is not { } value)
        {
            Fault("parameter-missing", name, $"`{name}` is missing");
            yield break;
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            Fault("parameter-type", name, $"`{name}` must be a list");
            yield break;
        }

        var index = 0;
        foreach (var item in value.EnumerateArray()) yield return (item, (index++).ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Whether the member is there and not null.</summary>
    public bool Has(string name) => Find(name) is { ValueKind: not JsonValueKind.Null };

    private JsonElement? Find(string name)
    {
        _read.Add(name);
        return _element.ValueKind == JsonValueKind.Object && _element.TryGetProperty(name, out var value) ? value : null;
    }

    private static string Join<T>(ReadOnlySpan<(string Text, T Value)> choices)
    {
        var texts = new List<string>();
        foreach (var choice in choices) texts.Add($"`{choice.Text}`");
        return string.Join(", ", texts);
    }
}
