using System.Buffers.Binary;

namespace Entente.Stix.Json;

/// <summary>
/// The names of all objects on one tape, each with the object it stands in: tells whether an object has a name already.
/// </summary>
internal sealed class NameSet
{
    private const int SlotsMin = 128;

    // Differs from process to process, so that nobody can prepare names that fall into one slot.
    private static readonly ulong Seed =
        unchecked(((ulong)HashCode.Combine(1) << 32) | (uint)HashCode.Combine(2) | 1);

    // Index of a name's token and one, so that a cleared slot is empty.
    private int[] _slots = new int[SlotsMin];
    private int _size = SlotsMin;

    public int Count { get; private set; }

    public int Capacity => _slots.Length;

    public void Clear()
    {
        Array.Clear(_slots, 0, _size);
        _size = SlotsMin;
        Count = 0;
    }

    public static int Hash(int container, ReadOnlySpan<byte> name)
    {
        unchecked
        {
            var hash = Seed ^ ((ulong)name.Length << 32) ^ (uint)container;
            for (; name.Length >= 8; name = name[8..]) hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(name));
            ulong rest = 0;
            foreach (var b in name) rest = (rest << 8) | b;
            return (int)(Mix(hash, rest) >> 32);
        }
    }

    /// <summary>Adds the name at the end of the tape; false if its object has it already.</summary>
    public bool TryAdd(ReadOnlySpan<byte> utf8, JsonToken[] tokens, int index)
    {
        if (Count * 2 >= _size) Grow(tokens);
        ref readonly var name = ref tokens[index];
        var mask = _size - 1;
        for (var slot = name.Link & mask; ; slot = (slot + 1) & mask)
        {
            var at = _slots[slot] - 1;
            if (at < 0)
            {
                _slots[slot] = index + 1;
                Count++;
                return true;
            }

            ref readonly var other = ref tokens[at];
            if (other.Link == name.Link && other.Parent == name.Parent && AreEqual(utf8, name, other)) return false;
        }
    }

    private static bool AreEqual(ReadOnlySpan<byte> utf8, in JsonToken name, in JsonToken other) =>
        name.IsEscaped || other.IsEscaped
            ? JsonText.Of(utf8, name) == JsonText.Of(utf8, other)
            : JsonText.Raw(utf8, name).SequenceEqual(JsonText.Raw(utf8, other));

    private void Grow(JsonToken[] tokens)
    {
        var names = _slots.AsSpan(0, _size).ToArray();
        _size *= 2;
        if (_size > _slots.Length) _slots = new int[_size];
        else Array.Clear(_slots, 0, _size);
        var mask = _size - 1;
        foreach (var name in names)
        {
            if (name == 0) continue;
            var slot = tokens[name - 1].Link & mask;
            while (_slots[slot] != 0) slot = (slot + 1) & mask;
            _slots[slot] = name;
        }
    }

    private static ulong Mix(ulong hash, ulong part)
    {
        var high = Math.BigMul(hash ^ part, Seed ^ 0x9E3779B97F4A7C15, out var low);
        return high ^ low;
    }
}
