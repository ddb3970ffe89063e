using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Entente.Stix.Json;

/// <summary>
/// A forward walk over one JSON document that knows where it is and refuses, with a diagnostic, everything that two
/// readers could understand differently: broken UTF-8, lone surrogates, duplicate names (I-JSON, RFC 7493 §2), and
/// whatever goes over a limit. Everything in this assembly that reads JSON reads it through this.
/// </summary>
internal ref struct JsonWalk
{
    private readonly WalkBuffers _buffers;
    private readonly StixLimits _limits;
    private Utf8JsonReader _reader;
    private int _serial;

    public JsonWalk(ReadOnlySpan<byte> utf8, StixLimits limits, WalkBuffers buffers)
    {
        Bytes = utf8;
        _limits = limits;
        _buffers = buffers;
        buffers.Reset();

        // One level more than allowed, so that the walk meets the limit before the reader does.
        _reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = limits.DepthMax + 1 });
        Fault = Precheck(utf8, limits);
    }

    /// <summary>The document.</summary>
    public ReadOnlySpan<byte> Bytes { get; }

    /// <summary>Why the walk ended early; null while all is well and after a complete walk.</summary>
    public Diagnostic? Fault { get; private set; }

    public readonly JsonTokenType Token => _reader.TokenType;

    /// <summary>How many containers are open around the current token.</summary>
    public readonly int Depth => _reader.CurrentDepth;

    /// <summary>Offset of the first byte of the current token, a string's quote included.</summary>
    public readonly int Start => (int)_reader.TokenStartIndex;

    /// <summary>Offset after the last byte of the current token.</summary>
    public readonly int End => (int)_reader.BytesConsumed;

    /// <summary>The current token as written, without quotes.</summary>
    public readonly ReadOnlySpan<byte> Raw => _reader.ValueSpan;

    public readonly bool IsEscaped => _reader.ValueIsEscaped;

    /// <summary>Goes to the next token; false at the end and at a fault.</summary>
    public bool Read()
    {
        if (Fault is not null) return false;
        try
        {
            if (!_reader.Read()) return false;
        }
        catch (JsonException error)
        {
            Fault = SyntaxFault(error);
            return false;
        }

        Fault = Enter();
        return Fault is null;
    }

    /// <summary>Passes over the current value, to its last token.</summary>
    public bool Skip()
    {
        if (Token is not (JsonTokenType.StartObject or JsonTokenType.StartArray)) return Fault is null;
        var depth = Depth;
        while (Read())
        {
            if (Depth == depth) return true;
        }

        return false;
    }

    /// <summary>The current string or name.</summary>
    public readonly string Text() => _reader.GetString()!;

    /// <summary>The current string or name in UTF-8, unescaped.</summary>
    public readonly ReadOnlySpan<byte> TextUtf8 => IsEscaped ? Encoding.UTF8.GetBytes(Text()) : Raw;

    /// <summary>Whether the current token is a string, or a name, with this text.</summary>
    public readonly bool TextIs(ReadOnlySpan<byte> utf8) =>
        Token is JsonTokenType.String or JsonTokenType.PropertyName && _reader.ValueTextEquals(utf8);

    /// <summary>Whether the current value is an item of a list.</summary>
    public readonly bool IsInList => Depth > 0 && _buffers.Frames[Depth - 1].IsList;

    public readonly bool TryGetInt64(out long value) => _reader.TryGetInt64(out value);

    public readonly bool TryGetDouble(out double value) => _reader.TryGetDouble(out value);

    /// <summary>Copies the current string or name, unescaped; gives its length.</summary>
    public readonly int CopyText(Span<byte> target) => _reader.CopyString(target);

    /// <summary>The name that the current value stands under, as written; empty in a list.</summary>
    public readonly ReadOnlySpan<byte> Name
    {
        get
        {
            if (Depth == 0) return default;
            ref readonly var frame = ref _buffers.Frames[Depth - 1];
            return frame.IsList ? default : Bytes.Slice(frame.NameStart, frame.NameLength);
        }
    }

    /// <summary>The RFC 6901 pointer of the current value.</summary>
    public readonly string Pointer()
    {
        var pointer = new StringBuilder();
        for (var level = 0; level < Depth; level++) pointer.Append('/').Append(Segment(level));
        return pointer.ToString();
    }

    /// <summary>The step of the pointer that container <paramref name="level"/> stands at.</summary>
    public readonly string Segment(int level) => JsonPointer.Escape(Step(level));

    /// <summary>The same, not escaped for a pointer.</summary>
    public readonly string Step(int level)
    {
        ref readonly var frame = ref _buffers.Frames[level];
        if (frame.IsList) return frame.Index.ToString(CultureInfo.InvariantCulture);
        return NameAt(frame);
    }

    /// <summary>An error at the current token.</summary>
    public readonly Diagnostic Error(string code, string message, string? hint = null, string? section = null) =>
        new(code, Severity.Error, Pointer(), Start, message, hint, section);

    private readonly string NameAt(in WalkFrame frame)
    {
        var raw = Bytes.Slice(frame.NameStart, frame.NameLength);
        if (!frame.NameEscaped) return Encoding.UTF8.GetString(raw);
        var quoted = new Utf8JsonReader(Bytes.Slice(frame.NameStart - 1, frame.NameLength + 2));
        quoted.Read();
        return quoted.GetString()!;
    }

    private Diagnostic? Enter()
    {
        var token = Token;
        if (token == JsonTokenType.PropertyName) return EnterName();
        if (token is JsonTokenType.EndObject or JsonTokenType.EndArray) return null;
        var depth = Depth;
        if (depth > 0)
        {
            ref var parent = ref _buffers.Frames[depth - 1];
            if (parent.IsList && ++parent.Index >= _limits.ListItemsMax)
            {
                return Limit("limit-list-items", $"a list has more than {_limits.ListItemsMax} items");
            }
        }

        if (token == JsonTokenType.String) return EnterText();
        if (token is not (JsonTokenType.StartObject or JsonTokenType.StartArray)) return null;
        if (depth >= _limits.DepthMax) return DepthFault();
        _buffers.EnsureFrame(depth);
        _buffers.Frames[depth] = new WalkFrame
        {
            Serial = ++_serial,
            IsList = token == JsonTokenType.StartArray,
            Index = -1,
        };
        return null;
    }

    private Diagnostic? EnterName()
    {
        ref var frame = ref _buffers.Frames[Depth - 1];
        frame.NameStart = Start + 1;
        frame.NameLength = Raw.Length;
        frame.NameEscaped = IsEscaped;
        if (EnterText() is { } fault)
        {
            frame.NameLength = 0;
            return fault;
        }

        if (_buffers.NameCount >= _limits.PropertiesMax)
        {
            return Limit("limit-properties", $"the object has more than {_limits.PropertiesMax} properties");
        }

        var unescaped = IsEscaped ? Text() : null;
        if (_buffers.TryAdd(frame.Serial, Bytes, frame.NameStart, frame.NameLength, unescaped)) return null;
        return Error(
            "json-duplicate-name",
            "the property stands twice in one object",
            "keep one of them; readers disagree about which one counts",
            "RFC 7493 §2.3");
    }

    private readonly Diagnostic? EnterText()
    {
        if (Raw.Length > _limits.StringBytesMax)
        {
            return Limit("limit-string-bytes", $"a string is longer than {_limits.StringBytesMax} bytes");
        }

        if (!IsEscaped || !JsonText.HasLoneSurrogate(Raw)) return null;
        return new Diagnostic(
            "json-lone-surrogate",
            Severity.Error,
            "",
            Start,
            "a string holds half of a surrogate pair, which is no character",
            Section: "RFC 7493 §2.1");
    }

    private readonly Diagnostic DepthFault() =>
        Limit("limit-depth", $"objects and lists are nested more than {_limits.DepthMax} deep");

    private readonly Diagnostic Limit(string code, string message) =>
        Error(code, message, "raise the limit only for a source that is known to need it");

    private readonly Diagnostic SyntaxFault(JsonException error)
    {
        var line = (error.LineNumber ?? 0) + 1;
        return new Diagnostic(
            "json-syntax",
            Severity.Error,
            "",
            _reader.BytesConsumed,
            $"this is not well-formed JSON (line {line}, byte {error.BytePositionInLine ?? 0} of the line)",
            "check for a cut transfer, a missing comma or an unescaped quote",
            "RFC 8259");
    }

    private static Diagnostic? Precheck(ReadOnlySpan<byte> utf8, StixLimits limits)
    {
        if (utf8.Length > limits.ObjectBytesMax)
        {
            return new Diagnostic(
                "limit-object-bytes",
                Severity.Error,
                "",
                0,
                $"the object is longer than {limits.ObjectBytesMax} bytes",
                "split it, or raise the limit for a source that is known to need it");
        }

        if (utf8.StartsWith("\uFEFF"u8))
        {
            return new Diagnostic(
                "json-byte-order-mark",
                Severity.Error,
                "",
                0,
                "the text starts with a byte order mark",
                "send UTF-8 without it",
                "RFC 8259 §8.1");
        }

        if (Utf8.IsValid(utf8)) return null;
        return new Diagnostic(
            "json-utf8",
            Severity.Error,
            "",
            JsonText.FirstInvalidByte(utf8),
            "the text is not valid UTF-8",
            "encode it as UTF-8",
            "RFC 8259 §8.1");
    }
}
