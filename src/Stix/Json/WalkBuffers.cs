using System.Text;

namespace Entente.Stix.Json;

/// <summary>
/// The memory of one <see cref="JsonWalk"/>: a frame for every open container, and one hash table of all property
/// names seen, keyed by the container they stand in. One per thread is kept for the next walk.
/// </summary>
internal sealed class WalkBuffers : IDisposable
{
    private const int InitialSlots = 128;
    private const int KeptSlotsMax = 1 << 14;

    [ThreadStatic]
    private static WalkBuffers? t_spare;

    private readonly List<byte[]> _unescaped = [];
    private Name[] _names = new Name[InitialSlots / 2];
    private int[] _slots = new int[InitialSlots];
    private int _count;

    private WalkBuffers()
    {
    }

    public WalkFrame[] Frames { get; private set; } = new WalkFrame[16];

    /// <summary>Property names seen since the walk began, over all levels.</summary>
    public int NameCount => _count;

    public static WalkBuffers Rent()
    {
        var buffers = t_spare ?? new WalkBuffers();
        t_spare = null;
        buffers.Reset();
        return buffers;
    }

    public void Dispose()
    {
        if (_slots.Length <= KeptSlotsMax) t_spare = this;
    }

    public void Reset()
    {
        Array.Clear(_slots);
        _unescaped.Clear();
        _count = 0;
    }

    public void EnsureFrame(int depth)
    {
        if (depth < Frames.Length) return;
        var frames = Frames;
        Array.Resize(ref frames, frames.Length * 2);
        Frames = frames;
    }

    /// <summary>Adds a name to its container; false if the container has it already.</summary>
    public bool TryAdd(int container, ReadOnlySpan<byte> source, int start, int length, string? unescaped)
    {
        if (_count * 2 >= _slots.Length) Grow();
        var bytes = unescaped is null ? source.Slice(start, length) : Encoding.UTF8.GetBytes(unescaped);
        var code = new HashCode();
        code.Add(container);
        code.AddBytes(bytes);
        var hash = code.ToHashCode();

        var mask = _slots.Length - 1;
        for (var slot = hash & mask; ; slot = (slot + 1) & mask)
        {
            var at = _slots[slot] - 1;
            if (at < 0)
            {
                _names[_count] = new Name(container, hash, unescaped is null ? start : ~_unescaped.Count, length);
                if (unescaped is not null) _unescaped.Add(bytes.ToArray());
                _slots[slot] = ++_count;
                return true;
            }

            ref readonly var name = ref _names[at];
            if (name.Hash != hash || name.Container != container) continue;
            var other = name.Start < 0 ? _unescaped[~name.Start] : source.Slice(name.Start, name.Length);
            if (other.SequenceEqual(bytes)) return false;
        }
    }

    private void Grow()
    {
        Array.Resize(ref _names, _names.Length * 2);
        _slots = new int[_slots.Length * 2];
        var mask = _slots.Length - 1;
        for (var i = 0; i < _count; i++)
        {
            var slot = _names[i].Hash & mask;
            while (_slots[slot] != 0) slot = (slot + 1) & mask;
            _slots[slot] = i + 1;
        }
    }

    private readonly record struct Name(int Container, int Hash, int Start, int Length);
}
