using System.Text.Json;

namespace Entente.Taxii;

/// <summary>
/// Takes a TAXII envelope (TAXII 2.1 §3.7) apart while it arrives: bytes are pushed in, objects are taken out verbatim,
/// and no more than one object and one chunk is held. JSON is checked as it passes; what the objects say is not read.
/// </summary>
/// <remarks>
/// After a fault nothing more comes, but what was complete before it can still be taken. Properties other than
/// <c>objects</c>, <c>more</c> and <c>next</c> are passed over. The work is linear in the bytes, however small the
/// pieces
/// in which a hostile sender lets them drip.
/// </remarks>
public sealed class EnvelopeReader
{
    /// <summary>The default of the largest object, in bytes.</summary>
    public const int ObjectBytesMaxDefault = 4 * 1024 * 1024;

    /// <summary>The default of the deepest nesting inside one object.</summary>
    public const int DepthMaxDefault = 64;

    private const int EnvelopeDepth = 2;

    private readonly int _objectBytesMax;
    private readonly Queue<EnvelopeObject> _ready = new();

    private JsonReaderState _state;
    private byte[] _buffer = new byte[16 * 1024];
    private int _length;
    private int _parsed;
    private int _attemptAt;
    private long _bufferOffset;
    private int _objectStart = -1;
    private bool _begun;
    private bool _inObjects;
    private string _property = "";
    private bool _seenObjects;
    private bool _seenMore;
    private bool _seenNext;

    /// <summary>A reader for one envelope.</summary>
    /// <param name="objectBytesMax">The largest object taken, in bytes.</param>
    /// <param name="depthMax">The deepest nesting inside one object.</param>
    public EnvelopeReader(int objectBytesMax = ObjectBytesMaxDefault, int depthMax = DepthMaxDefault)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(objectBytesMax);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(depthMax);
        _objectBytesMax = objectBytesMax;
        _state = new JsonReaderState(new JsonReaderOptions { MaxDepth = depthMax + EnvelopeDepth });
    }

    /// <summary>Whether the server has more; sure only after <see cref="Complete"/>.</summary>
    public bool More { get; private set; }

    /// <summary>
    /// Where the next page begins; null when the server said nothing. Sure only after <see cref="Complete"/>.
    /// </summary>
    public string? Next { get; private set; }

    /// <summary>How many objects the envelope has held so far.</summary>
    public long Objects { get; private set; }

    /// <summary>Why the envelope was not read to its end; null as long as all is well.</summary>
    public TaxiiFault? Fault { get; private set; }

    /// <summary>Takes the next bytes; after a fault they are dropped.</summary>
    public void Push(ReadOnlySpan<byte> utf8)
    {
        while (!utf8.IsEmpty && Fault is null)
        {
            // Room is made step by step, so that one large push costs no more memory than many small ones.
            var take = Math.Min(utf8.Length, 64 * 1024);
            Append(utf8[..take]);
            utf8 = utf8[take..];
            if (_length >= _attemptAt) Parse(final: false);
        }
    }

    /// <summary>Says that the answer has ended; what is open now is truncated.</summary>
    public void Complete()
    {
        if (Fault is null) Parse(final: false);
        if (Fault is null) Parse(final: true);
    }

    /// <summary>The next complete object, if there is one.</summary>
    public bool TryTake(out EnvelopeObject taken) => _ready.TryDequeue(out taken);

    /// <summary>
    /// Ends the reading for a reason outside the envelope; what is complete can be taken, an earlier fault stays.
    /// </summary>
    internal void Abort(TaxiiFault fault)
    {
        if (Fault is null) Parse(final: false);
        Fault ??= fault;
    }

    private void Append(ReadOnlySpan<byte> utf8)
    {
        if (_buffer.Length - _length < utf8.Length)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + utf8.Length));
        }

        utf8.CopyTo(_buffer.AsSpan(_length));
        _length += utf8.Length;
    }

    private void Parse(bool final)
    {
        var reader = new Utf8JsonReader(_buffer.AsSpan(_parsed, _length - _parsed), final, _state);
        try
        {
            while (Fault is null && reader.Read()) Token(ref reader);
        }
        catch (JsonException)
        {
            var at = _bufferOffset + _parsed + reader.BytesConsumed;
            Stop(
                final ? "envelope-truncated" : "envelope-malformed",
                final ? "the envelope ends too early" : $"the envelope is not JSON near byte {at}");
            return;
        }

        _state = reader.CurrentState;
        _parsed += (int)reader.BytesConsumed;
        Discard();

        // A token that was not complete is looked at again only when twice as much of it is there.
        _attemptAt = _parsed + Math.Max(1, 2 * (_length - _parsed));
        if (_length > _objectBytesMax + (64 * 1024) || (_objectStart >= 0 && _length - _objectStart > _objectBytesMax))
        {
            Stop("object-too-large", $"an object has more than {_objectBytesMax} bytes");
        }
    }

    /// <summary>Drops what no object needs any more.</summary>
    private void Discard()
    {
        var keepFrom = _objectStart >= 0 ? _objectStart : _parsed;
        if (keepFrom == 0) return;
        _buffer.AsSpan(keepFrom.._length).CopyTo(_buffer);
        _bufferOffset += keepFrom;
        _length -= keepFrom;
        _parsed -= keepFrom;
        if (_objectStart >= 0) _objectStart = 0;
    }

    private void Token(ref Utf8JsonReader reader)
    {
        if (!_begun)
        {
            _begun = true;
            if (reader.TokenType == JsonTokenType.StartObject) return;
            Stop("envelope-malformed", "the answer is not an envelope");
            return;
        }

        switch (reader.CurrentDepth)
        {
            case 1 when reader.TokenType == JsonTokenType.PropertyName:
                Property(ref reader);
                break;
            case 1:
                Value(ref reader);
                break;
            case 2 when _inObjects:
                Item(ref reader);
                break;
        }
    }

    private void Property(ref Utf8JsonReader reader)
    {
        _property = reader.ValueTextEquals("objects"u8) ? "objects"
            : reader.ValueTextEquals("more"u8) ? "more"
            : reader.ValueTextEquals("next"u8) ? "next"
            : "";
        var again = _property switch
        {
            "objects" => Again(ref _seenObjects),
            "more" => Again(ref _seenMore),
            "next" => Again(ref _seenNext),
            _ => false,
        };
        if (again) Stop("envelope-malformed", $"the envelope has `{_property}` twice");
    }

    private static bool Again(ref bool seen)
    {
        var before = seen;
        seen = true;
        return before;
    }

    private void Value(ref Utf8JsonReader reader)
    {
        switch (_property, reader.TokenType)
        {
            case ("objects", JsonTokenType.StartArray): _inObjects = true; break;
            case ("objects", JsonTokenType.EndArray): _inObjects = false; break;
            case ("more", JsonTokenType.True): More = true; break;
            case ("more", JsonTokenType.False): break;
            case ("next", JsonTokenType.String): ReadNext(ref reader); break;
            case ("", _): break;
            default: Stop("envelope-malformed", $"`{_property}` of the envelope has the wrong type"); break;
        }
    }

    private void ReadNext(ref Utf8JsonReader reader)
    {
        try
        {
            Next = reader.GetString();
        }
        catch (InvalidOperationException)
        {
            Stop("envelope-malformed", "`next` of the envelope is not Unicode text");
            return;
        }

        if (Next is not { Length: > 0 and <= TaxiiQuery.NextCharsMax })
        {
            Stop("envelope-malformed", $"`next` of the envelope has not 1 to {TaxiiQuery.NextCharsMax} characters");
        }
    }

    private void Item(ref Utf8JsonReader reader)
    {
        var at = _parsed + (int)reader.TokenStartIndex;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                _objectStart = at;
                break;
            case JsonTokenType.EndObject:
                Emit(at + 1);
                break;
            default:
                Stop("envelope-malformed", $"item {Objects} of `objects` is not an object");
                break;
        }
    }

    private void Emit(int end)
    {
        if (end - _objectStart > _objectBytesMax)
        {
            Stop("object-too-large", $"an object has more than {_objectBytesMax} bytes");
            return;
        }

        _ready.Enqueue(new EnvelopeObject(_buffer.AsSpan(_objectStart..end).ToArray(), _bufferOffset + _objectStart));
        _objectStart = -1;
        Objects++;
    }

    private void Stop(string code, string message) => Fault = new TaxiiFault(code, message);
}
