using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Entente.Stix.Json;

namespace Entente.Stix.Building;

/// <summary>
/// Writes the members of an object as JSON; a member without a value is left out. What JSON or the standard cannot say
/// is written as something harmless and reported, so that one build finds everything that is wrong.
/// </summary>
internal sealed class MemberWriter(ByteBuffer output, List<Diagnostic> faults, string pointer = "")
{
    private const long SafeIntegerMax = (1L << 53) - 1;

    // More than any reader's limit, which judges what is within it; a dictionary can even hold itself.
    private const int DepthMax = 200;

    private string _pointer = pointer;
    private string _name = "";
    private bool _first = true;
    private int _depth;

    /// <summary>Writes braces and, between them, what <paramref name="members"/> puts.</summary>
    public void Object(Action members)
    {
        var outer = (_pointer, _name, _first);
        if (_name.Length > 0) _pointer += $"/{JsonPointer.Escape(_name)}";
        (_name, _first) = ("", true);
        output.Append((byte)'{');
        if (Enter()) members();
        output.Append((byte)'}');
        _depth--;
        (_pointer, _name, _first) = outer;
    }

    /// <summary>Begins a member, whose value must follow.</summary>
    public void Name(string name)
    {
        if (!_first) output.Append((byte)',');
        (_first, _name) = (false, name);
        Text(name);
        output.Append((byte)':');
    }

    /// <summary>Reports something about a member of the object that is being written.</summary>
    public void Fault(string name, string code, string message, string hint, string? section) =>
        faults.Add(new Diagnostic(
            code,
            Severity.Error,
            name.Length == 0 ? _pointer : $"{_pointer}/{JsonPointer.Escape(name)}",
            output.Length,
            message,
            hint,
            section));

    public void Put(string name, string? value)
    {
        if (value is null) return;
        Name(name);
        Text(value);
    }

    public void Put(string name, bool? value)
    {
        if (value is null) return;
        Name(name);
        output.Append(value.Value ? "true"u8 : "false"u8);
    }

    public void Put(string name, long? value)
    {
        if (value is null) return;
        Name(name);
        Number(value.Value);
    }

    public void Put(string name, double? value)
    {
        if (value is null) return;
        Name(name);
        Number(value.Value);
    }

    public void Put(string name, StixTimestamp? value) => Put(name, value?.ToString());

    public void Put(string name, ReadOnlyMemory<byte>? value)
    {
        if (value is null) return;
        Put(name, Convert.ToBase64String(value.Value.Span));
    }

    public void Put(string name, StixPart? value)
    {
        if (value is null) return;
        Name(name);
        Object(() => value.Write(this));
    }

    /// <summary>Writes a custom value, whatever it is.</summary>
    public void PutAny(string name, StixValue value)
    {
        Name(name);
        Value(value);
    }

    public void Put(string name, ImmutableArray<string> values) => PutList(name, values, Text);

    public void Put<T>(string name, ImmutableArray<T> values)
        where T : StixPart =>
        PutList(name, values, part => Object(() => part.Write(this)));

    public void Put(string name, ImmutableArray<GranularMarking> values) =>
        PutList(name, values, marking => Object(() => Put(marking)));

    public void Put(string name, OrderedDictionary<string, string>? values) =>
        PutDictionary(name, values, Put);

    public void Put(string name, OrderedDictionary<string, StixValue>? values) =>
        PutDictionary(name, values, PutAny);

    public void Put(string name, OrderedDictionary<string, OrderedDictionary<string, StixValue>>? values) =>
        PutDictionary(name, values, Put);

    /// <summary>Writes a value of an enumeration by the word that the vocabulary has for it.</summary>
    public void PutWord<T>(string name, T? value, string vocabulary)
        where T : struct, Enum
    {
        if (value is { } named) PutWord(name, named, vocabulary);
    }

    /// <summary>Writes a value that is always there.</summary>
    public void PutWord<T>(string name, T value, string vocabulary)
        where T : struct, Enum =>
        Put(name, EnumWords<T>.Of(value, vocabulary));

    /// <summary>Writes a list of such values.</summary>
    public void PutWords<T>(string name, ImmutableArray<T> values, string vocabulary)
        where T : struct, Enum =>
        PutList(name, values, value => Text(EnumWords<T>.Of(value, vocabulary)));

    /// <summary>Writes a value where one is due.</summary>
    public void Value(StixValue value)
    {
        switch (value.Content)
        {
            case string text:
                Text(text);
                break;
            case bool flag:
                output.Append(flag ? "true"u8 : "false"u8);
                break;
            case long number:
                Number(number);
                break;
            case double number:
                Number(number);
                break;
            case StixTimestamp time:
                Text(time.ToString());
                break;
            case StixValue[] items:
                List(items, Value);
                break;
            case OrderedDictionary<string, StixValue> dictionary:
                Object(() =>
                {
                    foreach (var (name, inner) in dictionary) PutAny(name, inner);
                });
                break;
            case ReadOnlyMemory<byte> json:
                output.Append(json.Span);
                break;
            default:
                output.Append("null"u8);
                break;
        }
    }

    private void Put(GranularMarking marking)
    {
        Put("lang", marking.Lang);
        Put("marking_ref", marking.MarkingRef);
        Put("selectors", marking.Selectors);
    }

    private void PutList<T>(string name, ImmutableArray<T> values, Action<T> write)
    {
        if (values.IsDefaultOrEmpty) return;
        Name(name);
        List([.. values], write);
    }

    private void PutDictionary<T>(string name, OrderedDictionary<string, T>? values, Action<string, T> put)
    {
        if (values is not { Count: > 0 }) return;
        Name(name);
        Object(() =>
        {
            foreach (var (key, value) in values) put(key, value);
        });
    }

    private void List<T>(T[] items, Action<T> write)
    {
        var outer = (_pointer, _name);
        if (_name.Length > 0) _pointer += $"/{JsonPointer.Escape(_name)}";
        output.Append((byte)'[');
        var isShallow = Enter();
        for (var index = 0; isShallow && index < items.Length; index++)
        {
            if (index > 0) output.Append((byte)',');
            _name = index.ToString(CultureInfo.InvariantCulture);
            if (items[index] is null) output.Append("null"u8);
            else write(items[index]);
        }

        output.Append((byte)']');
        _depth--;
        (_pointer, _name) = outer;
    }

    private bool Enter()
    {
        if (++_depth <= DepthMax) return true;
        Fault(
            "",
            "limit-depth",
            $"objects and lists are nested more than {DepthMax} deep",
            "check whether one holds itself",
            section: null);
        return false;
    }

    private void Number(long number)
    {
        if (number is < -SafeIntegerMax or > SafeIntegerMax)
        {
            Fault(
                _name,
                "number-range",
                $"`{number}` is not from {-SafeIntegerMax} to {SafeIntegerMax}",
                "write it as text",
                "STIX 2.1 §2.10");
        }

        output.Append(Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture)));
    }

    private void Number(double number)
    {
        if (!double.IsFinite(number))
        {
            Fault(_name, "number-finite", $"`{number}` is not a number of JSON", "leave it out", "STIX 2.1 §2.6");
            number = 0;
        }

        output.Append(Encoding.UTF8.GetBytes(number.ToString("R", CultureInfo.InvariantCulture)));
    }

    private void Text(string text)
    {
        if (HasLoneSurrogate(text))
        {
            Fault(
                _name,
                "text-surrogate",
                "the text holds half of a surrogate pair, which is no character",
                "check where the text was cut",
                "STIX 2.1 §2.14");
        }

        // A lone surrogate comes out as the replacement character, so that the rest can still be checked.
        output.Append((byte)'"');
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            if (b is (byte)'"' or (byte)'\\') output.Append((byte)'\\');
            if (b >= 0x20) output.Append(b);
            else output.Append(Control(b));
        }

        output.Append((byte)'"');
    }

    private static ReadOnlySpan<byte> Control(byte b) => b switch
    {
        (byte)'\n' => "\\n"u8,
        (byte)'\r' => "\\r"u8,
        (byte)'\t' => "\\t"u8,
        _ => Encoding.UTF8.GetBytes($"\\u{b:x4}"),
    };

    private static bool HasLoneSurrogate(string text)
    {
        for (var i = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF'); i >= 0 && i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return true;
            i++;
        }

        return false;
    }
}
