using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Entente.Stix.Json;

/// <summary>
/// A forward walk over the tokens of a <see cref="JsonTape"/> that knows where it is. Copies of a walk go on
/// independently, and a walk can be made over a part of the document as if that were a document of its own.
/// </summary>
internal ref struct JsonWalk
{
    private readonly JsonTape _tape;
    private readonly ReadOnlySpan<byte> _document;
    private readonly int _root;
    private readonly int _last;
    private readonly int _base;
    private int _at;

    public JsonWalk(ReadOnlySpan<byte> utf8, JsonTape tape)
    {
        _tape = tape;
        _document = utf8;
        _last = tape.Count - 1;
        _at = -1;
        Bytes = utf8;
        if (tape.Count == 0) Fault = tape.Fault;
    }

    private JsonWalk(JsonWalk outer)
    {
        _tape = outer._tape;
        _document = outer._document;
        _root = outer._at;
        _last = outer.Closing;
        _base = outer.Start + outer._base;
        _at = outer._at - 1;
        Bytes = _last < _root ? default : _document[_base..EndOf(_tape[_last])];
    }

    /// <summary>The document.</summary>
    public ReadOnlySpan<byte> Bytes { get; }

    /// <summary>Why the walk ended early; null while all is well and after a complete walk.</summary>
    public Diagnostic? Fault { get; private set; }

    public readonly JsonTokenType Token => _at < _root ? JsonTokenType.None : _tape[_at].Type;

    /// <summary>How many containers are open around the current token.</summary>
    public readonly int Depth => _at < _root ? 0 : _tape[_at].Depth - _tape[_root].Depth;

    /// <summary>Offset of the first byte of the current token, a string's quote included.</summary>
    public readonly int Start => _at < _root ? 0 : _tape[_at].Start - _base;

    /// <summary>Offset after the last byte of the current token.</summary>
    public readonly int End => _at < _root ? 0 : EndOf(_tape[_at]) - _base;

    /// <summary>The current string, name, number or literal as written, without quotes.</summary>
    public readonly ReadOnlySpan<byte> Raw => JsonText.Raw(_document, _tape[_at]);

    public readonly bool IsEscaped => _tape[_at].IsEscaped;

    /// <summary>Goes to the next token; false at the end and at a fault.</summary>
    public bool Read()
    {
        if (_at < _last)
        {
            _at++;
            return true;
        }

        // A part is whole; what is wrong with the document stands behind it.
        if (_root == 0) Fault = _tape.Fault;
        return false;
    }

    /// <summary>Passes over the current value, to its last token.</summary>
    public bool Skip()
    {
        if (Token is not (JsonTokenType.StartObject or JsonTokenType.StartArray)) return Fault is null;
        var closing = Closing;
        if (closing >= _at)
        {
            _at = closing;
            return true;
        }

        _at = _last;
        return Read();
    }

    /// <summary>A new walk over the same document.</summary>
    public readonly JsonWalk Restart()
    {
        var walk = this;
        walk._at = _root - 1;
        return walk;
    }

    /// <summary>
    /// A new walk over the current value, which must be whole; it counts offsets and levels from its own start.
    /// </summary>
    public readonly JsonWalk Inside() => new(this);

    /// <summary>What a document of its own would have been refused for, had it not been read as a part.</summary>
    public readonly Diagnostic? LimitFault(StixLimits limits) => Bytes.Length > limits.ObjectBytesMax
        ? JsonTape.TooLong(limits)
        : _tape.NamesBetween(_root, _last) > limits.PropertiesMax ? JsonTape.TooManyProperties(limits) : null;

    /// <summary>The current string or name.</summary>
    public readonly string Text() => JsonText.Of(_document, _tape[_at]);

    /// <summary>The current string or name in UTF-8, unescaped.</summary>
    public readonly ReadOnlySpan<byte> TextUtf8 => IsEscaped ? Encoding.UTF8.GetBytes(Text()) : Raw;

    /// <summary>Whether the current token is a string, or a name, with this text.</summary>
    public readonly bool TextIs(ReadOnlySpan<byte> utf8) =>
        Token is JsonTokenType.String or JsonTokenType.PropertyName && TextUtf8.SequenceEqual(utf8);

    /// <summary>Whether the current value is an item of a list.</summary>
    public readonly bool IsInList => Depth > 0 && _tape[_tape[_at].Parent].Type == JsonTokenType.StartArray;

    public readonly bool TryGetInt64(out long value) =>
        Utf8Parser.TryParse(Raw, out value, out var length) && length == Raw.Length;

    public readonly bool TryGetDouble(out double value) =>
        Utf8Parser.TryParse(Raw, out value, out var length) && length == Raw.Length;

    /// <summary>The name that the current value stands under, as written; empty in a list.</summary>
    public readonly ReadOnlySpan<byte> Name
    {
        get
        {
            if (Depth == 0 || IsInList) return default;
            var opening = _tape.Opening(_at);
            return JsonText.Raw(_document, _tape[Token == JsonTokenType.PropertyName ? opening : opening - 1]);
        }
    }

    /// <summary>The RFC 6901 pointer of the current value.</summary>
    public readonly string Pointer() => _at < _root ? "" : _tape.PointerOf(_at, _root, _document);

    /// <summary>The step that leads from container <paramref name="level"/> to the current value.</summary>
    public readonly string Step(int level) =>
        _tape.StepOf(_tape.AncestorAt(_at, _tape[_root].Depth + level + 1), _document);

    /// <summary>An error at the current token.</summary>
    public readonly Diagnostic Error(string code, string message, string? hint = null, string? section = null) =>
        new(code, Severity.Error, Pointer(), Start, message, hint, section);

    /// <summary>The last token of the current value; before it where the text breaks off inside.</summary>
    private readonly int Closing =>
        Token is not (JsonTokenType.StartObject or JsonTokenType.StartArray) ? _at
        : _tape[_at].Link > 0 ? _tape[_at].Link
        : -1;

    private static int EndOf(in JsonToken token) => token.Type switch
    {
        JsonTokenType.String or JsonTokenType.PropertyName => token.Start + token.Length + 2,
        JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.EndObject or JsonTokenType.EndArray =>
            token.Start + 1,
        _ => token.Start + token.Length,
    };
}
