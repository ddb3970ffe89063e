using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Entente.Stix.Json;

/// <summary>
/// All tokens of one JSON document, read once, so that any number of walks can go over them. Refused, with a diagnostic,
/// is everything that two readers could understand differently: broken UTF-8, lone surrogates, duplicate names (I-JSON,
/// RFC 7493 §2), and whatever goes over a limit; the tape then ends before it. Everything in this assembly that reads
/// JSON reads it through this.
/// </summary>
/// <remarks>One tape per thread is kept for the next document.</remarks>
internal sealed class JsonTape : IDisposable
{
    /// <summary>Most tokens in one document: 24 bytes of memory each.</summary>
    private const int TokensMax = 1 << 24;
    private const string RaiseLimit = "raise the limit only for a source that is known to need it";
    private const int KeptTokensMax = 1 << 15;

    [ThreadStatic]
    private static JsonTape? t_spare;

    private readonly NameSet _names = new();
    private JsonToken[] _tokens = new JsonToken[256];

    private JsonTape()
    {
    }

    public int Count { get; private set; }

    /// <summary>Why the tape ends early; null if it holds the whole document.</summary>
    public Diagnostic? Fault { get; private set; }

    public ref readonly JsonToken this[int index] => ref _tokens[index];

    /// <summary>Reads a document. The tape does not keep the bytes: whoever walks over it gives them again.</summary>
    public static JsonTape Read(ReadOnlySpan<byte> utf8, StixLimits limits)
    {
        var tape = t_spare ?? new JsonTape();
        t_spare = null;
        tape.Count = 0;
        tape._names.Clear();
        tape.Fault = Precheck(utf8, limits) ?? tape.Scan(utf8, limits);
        return tape;
    }

    public void Dispose()
    {
        if (_tokens.Length <= KeptTokensMax && _names.Capacity <= KeptTokensMax) t_spare = this;
    }

    public static Diagnostic TooLong(StixLimits limits) => new(
        "limit-object-bytes",
        Severity.Error,
        "",
        0,
        $"the object is longer than {limits.ObjectBytesMax} bytes",
        "split it, or raise the limit for a source that is known to need it");

    public static Diagnostic TooManyProperties(StixLimits limits) => new(
        "limit-properties",
        Severity.Error,
        "",
        0,
        $"the object has more than {limits.PropertiesMax} properties",
        RaiseLimit);

    /// <summary>How many names stand from one token to another.</summary>
    public int NamesBetween(int first, int last)
    {
        var count = 0;
        for (var index = first; index <= last; index++)
        {
            if (_tokens[index].Type == JsonTokenType.PropertyName) count++;
        }

        return count;
    }

    /// <summary>The RFC 6901 pointer of a token in the value that opens at <paramref name="root"/>.</summary>
    public string PointerOf(int index, int root, ReadOnlySpan<byte> utf8)
    {
        index = Opening(index);
        var depth = _tokens[index].Depth - _tokens[root].Depth;
        if (depth == 0) return "";
        if (depth == 1) return $"/{JsonPointer.Escape(StepOf(index, utf8))}";
        var steps = new string[depth];
        for (var level = depth; level > 0; level--)
        {
            steps[level - 1] = JsonPointer.Escape(StepOf(index, utf8));
            index = _tokens[index].Parent;
        }

        return $"/{string.Join('/', steps)}";
    }

    /// <summary>The step from its container to a token: a name as it reads, or an index.</summary>
    public string StepOf(int index, ReadOnlySpan<byte> utf8)
    {
        index = Opening(index);
        ref readonly var token = ref _tokens[index];
        if (token.Type == JsonTokenType.PropertyName) return JsonText.Of(utf8, token);
        return _tokens[token.Parent].Type == JsonTokenType.StartArray
            ? JsonPointer.IndexText(token.Ordinal)
            : JsonText.Of(utf8, _tokens[index - 1]);
    }

    /// <summary>What stands at a depth around a token, or the token itself.</summary>
    public int AncestorAt(int index, int depth)
    {
        index = Opening(index);
        while (_tokens[index].Depth > depth) index = _tokens[index].Parent;
        return index;
    }

    /// <summary>For the token that closes a container, the one that opens it; every other is its own.</summary>
    public int Opening(int index) =>
        _tokens[index].Type is JsonTokenType.EndObject or JsonTokenType.EndArray ? _tokens[index].Link : index;

    private Diagnostic? Scan(ReadOnlySpan<byte> utf8, StixLimits limits)
    {
        // One level more than allowed, so that our limit is met before the reader's.
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = limits.DepthMax + 1 });
        var parent = -1;
        try
        {
            while (reader.Read())
            {
                if (Count == _tokens.Length) Array.Resize(ref _tokens, _tokens.Length * 2);
                ref var token = ref _tokens[Count];
                token.Start = (int)reader.TokenStartIndex;
                token.Type = reader.TokenType;
                token.Length = reader.ValueSpan.Length;
                token.IsEscaped = reader.ValueIsEscaped;
                if (token.Type is JsonTokenType.EndObject or JsonTokenType.EndArray)
                {
                    Close(ref token, ref parent);
                    continue;
                }

                token.Parent = parent;
                token.Depth = (ushort)reader.CurrentDepth;
                var fault = token.Type == JsonTokenType.PropertyName
                    ? EnterName(ref token, utf8, limits)
                    : EnterValue(ref token, utf8, limits, ref parent);
                if (fault is not null) return fault;
                Count++;
            }

            return null;
        }
        catch (JsonException error)
        {
            return SyntaxFault(error, reader.BytesConsumed);
        }
    }

    private void Close(ref JsonToken token, ref int parent)
    {
        ref var opening = ref _tokens[parent];
        opening.Link = Count;
        token.Link = parent;
        token.Parent = opening.Parent;
        token.Depth = opening.Depth;
        parent = opening.Parent;
        Count++;
    }

    private Diagnostic? EnterValue(ref JsonToken token, ReadOnlySpan<byte> utf8, StixLimits limits, ref int parent)
    {
        token.Ordinal = parent < 0 ? 0 : _tokens[parent].Length++;
        token.Link = 0;
        if (parent >= 0 && _tokens[parent].Type == JsonTokenType.StartArray && token.Ordinal >= limits.ListItemsMax)
        {
            return Limit(utf8, "limit-list-items", $"a list has more than {limits.ListItemsMax} items");
        }

        if (Count >= TokensMax) return Limit(utf8, "limit-tokens", $"the text has more than {TokensMax} values");
        if (token.Type == JsonTokenType.String) return EnterText(token, utf8, limits);
        if (token.Type is not (JsonTokenType.StartObject or JsonTokenType.StartArray)) return null;
        if (token.Depth >= limits.DepthMax)
        {
            return Limit(utf8, "limit-depth", $"objects and lists are nested more than {limits.DepthMax} deep");
        }

        token.Length = 0;
        parent = Count;
        return null;
    }

    private Diagnostic? EnterName(ref JsonToken token, ReadOnlySpan<byte> utf8, StixLimits limits)
    {
        token.Ordinal = _names.Count;
        if (EnterText(token, utf8, limits) is { } fault) return fault with { Pointer = "" };
        if (_names.Count >= limits.PropertiesMax)
        {
            return TooManyProperties(limits) with { Pointer = PointerOf(Count, 0, utf8), Offset = token.Start };
        }

        token.Link = NameSet.Hash(token.Parent, token.IsEscaped
            ? Encoding.UTF8.GetBytes(JsonText.Of(utf8, token))
            : JsonText.Raw(utf8, token));
        if (_names.TryAdd(utf8, _tokens, Count)) return null;
        return new Diagnostic(
            "json-duplicate-name",
            Severity.Error,
            PointerOf(Count, 0, utf8),
            token.Start,
            "the property stands twice in one object",
            "keep one of them; readers disagree about which one counts",
            "RFC 7493 §2.3");
    }

    private Diagnostic? EnterText(in JsonToken token, ReadOnlySpan<byte> utf8, StixLimits limits)
    {
        if (token.Length > limits.StringBytesMax)
        {
            return Limit(utf8, "limit-string-bytes", $"a string is longer than {limits.StringBytesMax} bytes");
        }

        if (!token.IsEscaped || !JsonText.HasLoneSurrogate(JsonText.Raw(utf8, token))) return null;
        return new Diagnostic(
            "json-lone-surrogate",
            Severity.Error,
            "",
            token.Start,
            "a string holds half of a surrogate pair, which is no character",
            Section: "RFC 7493 §2.1");
    }

    private Diagnostic Limit(ReadOnlySpan<byte> utf8, string code, string message) => new(
        code,
        Severity.Error,
        PointerOf(Count, 0, utf8),
        _tokens[Count].Start,
        message,
        RaiseLimit);

    private static Diagnostic SyntaxFault(JsonException error, long offset) => new(
        "json-syntax",
        Severity.Error,
        "",
        offset,
        $"this is not well-formed JSON (line {(error.LineNumber ?? 0) + 1}, " +
            $"byte {error.BytePositionInLine ?? 0} of the line)",
        "check for a cut transfer, a missing comma or an unescaped quote",
        "RFC 8259");

    private static Diagnostic? Precheck(ReadOnlySpan<byte> utf8, StixLimits limits)
    {
        if (utf8.Length > limits.ObjectBytesMax)
        {
            return TooLong(limits);
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
