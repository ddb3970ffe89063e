using System.Text;

namespace Entente.Stix;

/// <summary>
/// Splits an input of any size into its objects without holding more than one of them: a bundle (STIX 2.1 §8), a
/// TAXII envelope, one object, or JSON lines. Bytes are pushed in as they come; objects are taken out verbatim. It finds
/// where objects begin and end and nothing else: whether they are well-formed is for <see cref="StixReader"/>.
/// </summary>
/// <remarks>
/// An object whose own type is <c>bundle</c>, or that has <c>objects</c> and no <c>type</c> (an envelope), is the
/// container; any other object at the top level is an item.
/// </remarks>
public sealed class BundleSplitter
{
    private readonly StixLimits _limits;
    private readonly Queue<BundleItem> _items = new();
    private readonly List<byte> _held = [];
    private readonly List<byte> _value = [];

    private long _position;
    private long _start;
    private int _depth;
    private int _itemDepth = -1;
    private bool _inString;
    private bool _escaped;
    private bool _expectKey;
    private bool _stopped;
    private bool _tooLarge;
    private string? _topKey;
    private string? _topType;
    private bool _inObjects;
    private bool _hadObjects;
    private bool _foreignKey;

    /// <summary>A splitter with the limits of one object.</summary>
    public BundleSplitter(StixLimits? limits = null) => _limits = limits ?? StixLimits.Default;

    /// <summary>Takes the next bytes of the input.</summary>
    public void Push(ReadOnlySpan<byte> utf8)
    {
        foreach (var letter in utf8)
        {
            if (_stopped) return;
            Read(letter);
            _position++;
        }
    }

    /// <summary>Says that the input has ended: what is open now is truncated.</summary>
    public void Complete()
    {
        if (_stopped) return;
        if (_depth > 0 || _inString) Stop("json-truncated", "the input ends in the middle of an object", "send it again, whole");
        _stopped = true;
    }

    /// <summary>The next object or fault, if one is complete.</summary>
    public bool TryTake(out BundleItem item) => _items.TryDequeue(out item);

    private void Read(byte letter)
    {
        if (_itemDepth >= 0) Hold(letter);
        if (_inString)
        {
            ReadInString(letter);
            return;
        }

        switch (letter)
        {
            case (byte)'"':
                _inString = true;
                _value.Clear();
                break;
            case (byte)'{' or (byte)'[':
                Open(letter);
                break;
            case (byte)'}' or (byte)']':
                Close(letter);
                break;
            case (byte)':':
                _expectKey = false;
                break;
            case (byte)',':
                if (_depth == 1) _expectKey = true;
                break;
            default:
                if (_depth == 0 && !IsSpace(letter)) Stop("json-malformed", "the input is not a STIX object or bundle");
                break;
        }
    }

    private void ReadInString(byte letter)
    {
        if (_escaped)
        {
            _escaped = false;
        }
        else if (letter == '\\')
        {
            _escaped = true;
        }
        else if (letter == '"')
        {
            _inString = false;
            if (_depth == 1 && !_inObjects) EndTopString();
            return;
        }

        if (_depth == 1 && _value.Count < 256) _value.Add(letter);
    }

    /// <summary>A string directly inside the top object: one of its keys, or the value of one.</summary>
    private void EndTopString()
    {
        var text = Encoding.UTF8.GetString([.. _value]);
        if (_expectKey)
        {
            _topKey = text;
            _foreignKey |= text is not ("type" or "id" or "spec_version" or "objects" or "more" or "next");
        }
        else if (_topKey == "type") _topType = text;
    }

    private void Open(byte letter)
    {
        if (_depth >= _limits.DepthMax + 2)
        {
            Stop("depth-exceeded", $"nesting is deeper than {_limits.DepthMax}");
            return;
        }

        if (_depth == 0)
        {
            if (letter == '[')
            {
                Stop("json-malformed", "the input is a list, not a STIX object or bundle", "use a bundle or JSON lines");
                return;
            }

            // Until its type is known the top object may be an item itself, so it is held.
            _topKey = null;
            _topType = null;
            _hadObjects = false;
            _foreignKey = false;
            _expectKey = true;
            Begin(0);
            _held.Add(letter);
        }
        else if (_depth == 1 && letter == '[' && _topKey == "objects" && _topType is null or "bundle" && !_expectKey)
        {
            _inObjects = true;
            _hadObjects = true;
            _itemDepth = -1;
            _held.Clear();
        }
        else if (_depth == 2 && _inObjects && letter == '{')
        {
            Begin(2);
            _held.Add(letter);
        }

        _depth++;
    }

    private void Begin(int depth)
    {
        _itemDepth = depth;
        _start = _position;
        _tooLarge = false;
        _held.Clear();
    }

    private void Close(byte letter)
    {
        _depth--;
        if (_depth < 0)
        {
            Stop("json-malformed", $"there is a `{(char)letter}` too many");
            return;
        }

        if (_depth == _itemDepth)
        {
            Emit();
            if (_depth == 0) _itemDepth = -1;
        }
        else if (_depth == 1 && _inObjects)
        {
            _inObjects = false;
        }

        if (_depth == 2 && _inObjects) _itemDepth = -1;
    }

    private void Emit()
    {
        // A container has given its objects already; without any it is an empty bundle or envelope, not an item.
        var container = _itemDepth == 0
            && (_hadObjects || _topType == "bundle" || (_topType is null && !_foreignKey));
        if (_tooLarge && !container)
        {
            _items.Enqueue(new BundleItem(ReadOnlyMemory<byte>.Empty, _start, new Diagnostic(
                "object-too-large", Severity.Error, "", _start,
                $"the object has more than {_limits.ObjectBytesMax} bytes", "split it, or raise `ObjectBytesMax`")));
        }
        else if (!container)
        {
            _items.Enqueue(new BundleItem(_held.ToArray(), _start, null));
        }

        _held.Clear();
    }

    private void Hold(byte letter)
    {
        if (_held.Count < _limits.ObjectBytesMax) _held.Add(letter);
        else _tooLarge = true;
    }

    private void Stop(string code, string message, string? hint = null)
    {
        _items.Enqueue(new BundleItem(
            ReadOnlyMemory<byte>.Empty, _position, new Diagnostic(code, Severity.Error, "", _position, message, hint)));
        _stopped = true;
    }

    private static bool IsSpace(byte letter) => letter is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';
}
