using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Entente.Transparency;

/// <summary>Entries of a log, each with its length in front (C2SP tlog-tiles: u16 big-endian, then the bytes).</summary>
public static class EntryBundle
{
    /// <summary>The longest entry, in bytes.</summary>
    public const int EntryBytesMax = 65_535;

    /// <summary>Writes a bundle.</summary>
    /// <exception cref="ArgumentException">An entry is too long.</exception>
    public static byte[] Write(IEnumerable<ReadOnlyMemory<byte>> entries)
    {
        using var output = new MemoryStream();
        Span<byte> length = stackalloc byte[2];
        foreach (var entry in entries)
        {
            if (entry.Length > EntryBytesMax) throw new ArgumentException($"an entry has {entry.Length} bytes", nameof(entries));
            BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)entry.Length);
            output.Write(length);
            output.Write(entry.Span);
        }

        return output.ToArray();
    }

    /// <summary>Reads a bundle; false when its lengths do not add up.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> bundle, out ImmutableArray<ReadOnlyMemory<byte>> entries)
    {
        var read = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>();
        entries = [];
        while (bundle.Length > 0)
        {
            if (bundle.Length < 2) return false;
            var length = BinaryPrimitives.ReadUInt16BigEndian(bundle.Span);
            if (bundle.Length < 2 + length) return false;
            read.Add(bundle.Slice(2, length));
            bundle = bundle[(2 + length)..];
        }

        entries = read.ToImmutable();
        return true;
    }
}
