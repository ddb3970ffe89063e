using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Entente.Transparency;

/// <summary>
/// The entries of one tile, each with its length in front as 16 bits big-endian (C2SP tlog-tiles v0.1.0, log entries).
/// </summary>
public static class EntryBundle
{
    /// <summary>The longest entry, in bytes: what the length in front of it can say.</summary>
    public const int EntryBytesMax = 65_535;

    /// <summary>The most entries in a bundle: those of a full tile.</summary>
    public const int EntriesMax = TileId.FullWidth;

    private const int LengthBytes = 2;

    /// <summary>Writes a bundle.</summary>
    /// <exception cref="ArgumentException">An entry is too long, or there are too many.</exception>
    public static byte[] Write(IEnumerable<ReadOnlyMemory<byte>> entries)
    {
        using var output = new MemoryStream();
        Span<byte> length = stackalloc byte[LengthBytes];
        var count = 0;
        foreach (var entry in entries)
        {
            if (entry.Length > EntryBytesMax)
            {
                throw new ArgumentException($"an entry has {entry.Length} bytes", nameof(entries));
            }

            if (++count > EntriesMax) throw new ArgumentException($"more than {EntriesMax} entries", nameof(entries));
            BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)entry.Length);
            output.Write(length);
            output.Write(entry.Span);
        }

        return output.ToArray();
    }

    /// <summary>
    /// Reads a bundle; false when its lengths do not add up or it holds more than <see cref="EntriesMax"/> entries. The
    /// entries are slices of the bundle, not copies.
    /// </summary>
    public static bool TryRead(ReadOnlyMemory<byte> bundle, out ImmutableArray<ReadOnlyMemory<byte>> entries)
    {
        var read = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>();
        entries = [];
        while (bundle.Length > 0)
        {
            if (bundle.Length < LengthBytes || read.Count == EntriesMax) return false;
            var length = BinaryPrimitives.ReadUInt16BigEndian(bundle.Span);
            if (bundle.Length < LengthBytes + length) return false;
            read.Add(bundle.Slice(LengthBytes, length));
            bundle = bundle[(LengthBytes + length)..];
        }

        entries = read.ToImmutable();
        return true;
    }
}
