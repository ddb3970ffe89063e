namespace Entente.Taxii;

/// <summary>
/// Gathers objects for one envelope until the next would make it too large for a server (TAXII 2.1 §4.2.1,
/// <c>max_content_length</c>). Not safe for several threads.
/// </summary>
/// <remarks>
/// When <see cref="TryAdd"/> says no, send <see cref="Objects"/>, call <see cref="Clear"/> and add the object again; one
/// that an empty packer does not take fits no envelope.
/// </remarks>
public sealed class EnvelopePacker
{
    // {"objects":[…]}, and a comma between two objects, as EnvelopeWriter writes it.
    private const int FrameBytes = 14;

    private readonly long _bytesMax;
    private readonly int _objectsMax;
    private List<ReadOnlyMemory<byte>> _objects = [];

    /// <summary>A packer for envelopes of one size.</summary>
    /// <param name="contentLengthMax">
    /// What the server says it takes, in bytes. Envelopes stay below it: only there must a server not answer 413.
    /// </param>
    /// <param name="objectsMax">Most objects of one envelope; above zero.</param>
    public EnvelopePacker(long contentLengthMax, int objectsMax)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(objectsMax);
        (_bytesMax, _objectsMax) = (contentLengthMax - 1, objectsMax);
    }

    /// <summary>The objects gathered so far, in the order in which they came.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Objects => _objects;

    /// <summary>How many bytes the envelope of these objects has.</summary>
    public long Bytes { get; private set; } = FrameBytes;

    /// <summary>The bytes of an envelope of these objects.</summary>
    public static int BytesOf(IReadOnlyList<ReadOnlyMemory<byte>> objects)
    {
        ArgumentNullException.ThrowIfNull(objects);
        return checked(FrameBytes + Math.Max(0, objects.Count - 1) + objects.Sum(one => one.Length));
    }

    /// <summary>Takes one object, if the envelope has room for it.</summary>
    public bool TryAdd(ReadOnlyMemory<byte> objectUtf8)
    {
        var bytes = Bytes + objectUtf8.Length + (_objects.Count == 0 ? 0 : 1);
        if (bytes > _bytesMax || _objects.Count == _objectsMax) return false;
        _objects.Add(objectUtf8);
        Bytes = bytes;
        return true;
    }

    /// <summary>Begins the next envelope; the list that was given out stays as it is.</summary>
    public void Clear()
    {
        _objects = [];
        Bytes = FrameBytes;
    }
}
