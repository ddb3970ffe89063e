using System.Text.Json;

namespace Entente.Stix;

/// <summary>
/// Cuts a stream of bytes into STIX objects without holding more than one of them. It takes a bundle of any size, one
/// object, either of them line after line, and a TAXII envelope.
/// </summary>
/// <remarks>
/// Push chunks as they come and take items after each; call <see cref="Complete"/> once at the end. A part that is not
/// an object, or one over a limit, becomes a fault item and reading goes on behind it. After a fault in the syntax
/// nothing more comes, because nobody can say where the next object starts. Objects are cut, not read: give each to
/// <see cref="StixReader"/>.
/// </remarks>
public sealed class BundleSplitter
{
    private const int HeadTextBytesMax = 8192;

    private readonly StixLimits _limits;
    private readonly Queue<BundleItem> _items = new();
    private readonly DocumentShape _shape = new();
    private byte[] _pending = [];
    private int _pendingLength;

    /// <summary>Offset of the first pending byte in the whole input.</summary>
    private long _base;

    /// <summary>
    /// Pending bytes that have been read as tokens; they are kept because an object began among them.
    /// </summary>
    private int _read;

    /// <summary>
    /// Where in the pending bytes the open object starts; -1 while none is open or it is too long to keep.
    /// </summary>
    private int _itemAt = -1;
    private long _itemOffset;
    private TextPlace _itemPlace;
    private long _documentOffset;
    private TextPlace _documentPlace;
    private int _itemDepth;
    private bool _itemOpen;
    private int _wanted;
    private bool _atStart = true;
    private bool _ended;
    private JsonReaderState _state;

    /// <summary>The place of the pending byte <see cref="_placeAt"/>; it only moves forward.</summary>
    private TextPlace _place = TextPlace.Start;
    private int _placeAt;

    private readonly bool _withBundles;

    /// <summary>What the open bundle says before its objects, and what was cut out behind that.</summary>
    private byte[]? _head;
    private long _objectsOffset;
    private BundleGap _gap;

    /// <summary>Where in the pending bytes the open bundle goes on behind its objects; -1 while it does not.</summary>
    private int _tailAt = -1;

    /// <summary>A splitter for one input.</summary>
    /// <param name="limits">What to refuse; <see cref="StixLimits.Default"/> if null.</param>
    /// <param name="withBundles">
    /// Whether each bundle is given out too, without its objects and after them; see <see cref="BundleItem.Gap"/>.
    /// </param>
    public BundleSplitter(StixLimits? limits = null, bool withBundles = false)
    {
        limits ??= StixLimits.Default;
        _limits = limits;
        _withBundles = withBundles;
        _state = new JsonReaderState(new JsonReaderOptions
        {
            AllowMultipleValues = true,
            MaxDepth = limits.DepthMax + 3,
        });
    }

    /// <summary>What a TAXII envelope said of further pages; null if there was no envelope or it did not say.</summary>
    public bool? More => _shape.More;

    /// <summary>The cursor of a TAXII envelope; null if there was none.</summary>
    public string? Next => _shape.Next;

    /// <summary>Takes the next bytes; they are copied.</summary>
    public void Push(ReadOnlySpan<byte> utf8)
    {
        if (_ended) return;
        Append(utf8);
        if (_atStart) return;

        // A long token is not read again from its start for every small chunk.
        if (_pendingLength < _wanted) return;
        Parse(final: false);
    }

    /// <summary>Says that there are no more bytes; what is unfinished becomes a fault.</summary>
    public void Complete()
    {
        if (_ended) return;
        Parse(final: true);
        if (!_ended && _shape.Documents == 0)
        {
            Fail(_read, "input-empty", "the input holds nothing", "send an object or a bundle");
        }
        _ended = true;
        _pending = [];
    }

    /// <summary>Takes the next item out; false if more bytes are needed first.</summary>
    public bool TryTake(out BundleItem item) => _items.TryDequeue(out item);

    private void Append(ReadOnlySpan<byte> utf8)
    {
        if (_pendingLength + utf8.Length > _pending.Length)
        {
            Array.Resize(ref _pending, Math.Max(_pendingLength + utf8.Length, _pending.Length * 2));
        }

        utf8.CopyTo(_pending.AsSpan(_pendingLength));
        _pendingLength += utf8.Length;
        if (!_atStart || _pendingLength < 3) return;
        _atStart = false;
        if (_pending.AsSpan().StartsWith("\uFEFF"u8)) _read = _placeAt = 3;
    }

    private void Parse(bool final)
    {
        var reader = new Utf8JsonReader(_pending.AsSpan(_read, _pendingLength - _read), final, _state);
        try
        {
            while (!_ended && reader.Read()) OnToken(ref reader);
        }
        catch (JsonException error)
        {
            FailSyntax(_read + (int)reader.BytesConsumed, error, final);
            return;
        }

        if (_ended) return;
        _state = reader.CurrentState;
        _read += (int)reader.BytesConsumed;
        DropRead();
        var unread = _pendingLength - _read;
        if (unread > _limits.ObjectBytesMax) FailToken(_read);
        _wanted = unread > 1 << 16 ? _pendingLength + (unread / 4) : 0;
    }

    /// <summary>Forgets what has been read and belongs to no object that is still open.</summary>
    private void DropRead()
    {
        if (_itemAt >= 0 && _read - _itemAt > _limits.ObjectBytesMax) _itemAt = -1;
        if (_tailAt >= 0 && _read - _tailAt > _limits.ObjectBytesMax) _tailAt = -1;
        var keep = _itemAt >= 0 ? _itemAt : _tailAt >= 0 ? _tailAt : _read;
        if (keep == 0) return;
        if (_placeAt < keep) PlaceAt(keep);
        _placeAt -= keep;
        _pending.AsSpan(keep, _pendingLength - keep).CopyTo(_pending);
        _pendingLength -= keep;
        _read -= keep;
        _base += keep;
        if (_itemAt >= 0) _itemAt = 0;
        if (_tailAt >= 0) _tailAt = 0;
    }

    private TextPlace PlaceAt(int pendingIndex)
    {
        _place = _place.After(_pending.AsSpan(_placeAt, pendingIndex - _placeAt));
        _placeAt = pendingIndex;
        return _place;
    }

    private void OnToken(ref Utf8JsonReader reader)
    {
        var start = _read + (int)reader.TokenStartIndex;
        var end = _read + (int)reader.BytesConsumed;
        if (end - start > _limits.ObjectBytesMax)
        {
            FailToken(start);
            return;
        }

        var depth = reader.CurrentDepth;
        if (depth == 0) OnDocument(ref reader, start, end);
        else if (_shape.InObjects(depth)) OnObjects(ref reader, depth, start, end);
        else if (depth == 1) OnHead(ref reader, start, end);
    }

    private void OnDocument(ref Utf8JsonReader reader, int start, int end)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                _shape.StartDocument();
                OpenItem(start, 0);
                (_documentOffset, _documentPlace) = (_itemOffset, _itemPlace);
                _head = null;
                break;
            case JsonTokenType.EndObject:
                EndDocument(end);
                break;
            default:
                Fail(
                    start,
                    "input-shape",
                    "the input is neither an object nor a bundle",
                    "send a bundle, an object, one of them a line, or a TAXII envelope");
                _ended = true;
                break;
        }
    }

    private void EndDocument(int end)
    {
        switch (_shape.EndDocument())
        {
            case DocumentVerdict.Object:
                CloseItem(end);
                break;
            case DocumentVerdict.Container when _withBundles && _shape.Type == "bundle":
                GiveBundle(end);
                break;
            case DocumentVerdict.BadObjects:
                Fail(
                    _documentOffset,
                    _documentPlace,
                    "bundle-objects",
                    "`objects` of the bundle is not a list",
                    "put the objects in a list");
                break;
            case DocumentVerdict.NotABundle:
                Fail(
                    _documentOffset,
                    _documentPlace,
                    "bundle-type",
                    $"`{_shape.Type}` is not a bundle, but has a list of `objects`",
                    "give the bundle the type `bundle`");
                break;
        }

        _itemAt = _tailAt = -1;
        _itemOpen = false;
    }

    /// <summary>
    /// Gives out the bundle that ends here, unless its own properties are longer than an object may be.
    /// </summary>
    private void GiveBundle(int end)
    {
        byte[]? bytes = null;
        if (_head is not null && _tailAt >= 0)
        {
            bytes = [.. _head, .. _pending.AsSpan(_tailAt, end - _tailAt)];
        }
        else if (_shape.ObjectsSeen == 0 && _itemAt >= 0)
        {
            bytes = _pending.AsSpan(_itemAt, end - _itemAt).ToArray();
            _gap = new BundleGap(bytes.Length, 0, PlaceAt(end));
        }

        if (bytes is null) return;
        _items.Enqueue(new BundleItem(bytes, _documentOffset, null) { Place = _documentPlace, Gap = _gap });
    }

    private void OnHead(ref Utf8JsonReader reader, int start, int end)
    {
        if (reader.TokenType == JsonTokenType.PropertyName)
        {
            _shape.OnName(JsonTextOf(ref reader));
            return;
        }

        var text = reader.TokenType == JsonTokenType.String ? JsonTextOf(ref reader) : null;
        if (!_shape.OnValue(reader.TokenType, text)) return;

        // From here on this is a container, whose own bytes are no object.
        if (_withBundles && _itemAt >= 0) _head = _pending.AsSpan(_itemAt, end - _itemAt).ToArray();
        _objectsOffset = _base + end;
        _itemAt = _tailAt = -1;
        _itemOpen = false;
        if (_shape.ObjectsSeen == 1) return;
        Fail(start, "bundle-objects", "the bundle has `objects` twice", "keep one list of `objects`");
        _ended = true;
    }

    private void OnObjects(ref Utf8JsonReader reader, int depth, int start, int end)
    {
        if (depth == 1)
        {
            _shape.EndObjects();
            if (_head is null) return;
            _tailAt = start;
            _gap = new BundleGap(_head.Length, _base + start - _objectsOffset, PlaceAt(start));
        }
        else if (depth == 2 && reader.TokenType == JsonTokenType.StartObject)
        {
            OpenItem(start, 2);
        }
        else if (depth == 2 && reader.TokenType == JsonTokenType.EndObject)
        {
            CloseItem(end);
        }
        else if (depth == 2 && reader.TokenType != JsonTokenType.EndArray)
        {
            Fail(
                start,
                "bundle-item",
                "an item of `objects` is not an object",
                "put only STIX objects in `objects`");
        }
    }

    private void OpenItem(int start, int depth)
    {
        _itemAt = start;
        _itemOffset = _base + start;
        _itemPlace = PlaceAt(start);
        _itemDepth = depth;
        _itemOpen = true;
    }

    private void CloseItem(int end)
    {
        _itemOpen = false;
        var length = _base + end - _itemOffset;
        if (length > _limits.ObjectBytesMax)
        {
            Fail(
                _itemOffset,
                _itemPlace,
                "limit-object-bytes",
                $"the object is longer than {_limits.ObjectBytesMax} bytes",
                "split it, or raise the limit for a source that is known to need it");
        }
        else
        {
            var bytes = _pending.AsSpan(_itemAt, (int)length).ToArray();
            _items.Enqueue(new BundleItem(bytes, _itemOffset, null) { Place = _itemPlace });
        }

        _itemAt = -1;
    }

    private void FailToken(int at)
    {
        Fail(at, "limit-object-bytes", $"one value is longer than {_limits.ObjectBytesMax} bytes", "split it");
        _ended = true;
    }

    private void FailSyntax(int at, JsonException error, bool final)
    {
        var inItem = _itemOpen && (_itemDepth == 2 || _shape.LooksLikeObject);
        var line = (error.LineNumber ?? 0) + 1;
        var where = inItem ? $" in the object that starts at byte {_itemOffset}" : "";
        var cut = final && at >= _pendingLength - 1;
        Fail(
            at,
            cut ? "json-truncated" : "json-syntax",
            cut ? $"the input ends too early{where}" : $"this is not well-formed JSON (line {line}){where}",
            cut ? "the transfer was cut; send it again" : "objects before this place were read; nothing behind it was");
        _ended = true;
    }

    private void Fail(int at, string code, string message, string hint) =>
        Fail(_base + at, PlaceAt(at), code, message, hint);

    private void Fail(long offset, TextPlace place, string code, string message, string hint) => _items.Enqueue(
        new BundleItem(default, offset, new Diagnostic(code, Severity.Error, "", offset, message, hint))
        {
            Place = place,
        });

    private static string? JsonTextOf(ref Utf8JsonReader reader)
    {
        if (reader.ValueSpan.Length > HeadTextBytesMax) return null;
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
