using System.Buffers.Binary;

namespace Entente.Transparency;

/// <summary>A SHA-256 digest: 32 bytes held in place, so that trees of millions of them need no objects.</summary>
public readonly struct Hash : IEquatable<Hash>
{
    /// <summary>The length in bytes.</summary>
    public const int Size = 32;

    private readonly ulong _first;
    private readonly ulong _second;
    private readonly ulong _third;
    private readonly ulong _fourth;

    private Hash(ReadOnlySpan<byte> bytes)
    {
        _first = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _second = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        _third = BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]);
        _fourth = BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]);
    }

    /// <summary>The digest with these 32 bytes.</summary>
    /// <exception cref="ArgumentException">There are not 32 bytes.</exception>
    public static Hash FromBytes(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Size ? new Hash(bytes) : throw new ArgumentException("a hash has 32 bytes", nameof(bytes));

    /// <summary>Reads standard base64 of exactly 32 bytes.</summary>
    public static bool TryParseBase64(string text, out Hash hash)
    {
        Span<byte> bytes = stackalloc byte[Size + 1];
        hash = default;
        if (!Convert.TryFromBase64String(text, bytes, out var length) || length != Size) return false;
        hash = new Hash(bytes[..Size]);

        // Base64 has spare bits at its end; only the one spelling with zeros there is accepted.
        return hash.ToBase64() == text;
    }

    /// <summary>Writes the 32 bytes.</summary>
    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _first);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _second);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], _third);
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], _fourth);
    }

    /// <summary>The 32 bytes.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>Standard base64 with padding.</summary>
    public string ToBase64() => Convert.ToBase64String(ToArray());

    /// <summary>Lower-case hexadecimal.</summary>
    public string ToHex() => Convert.ToHexStringLower(ToArray());

    /// <inheritdoc/>
    public bool Equals(Hash other) =>
        _first == other._first && _second == other._second && _third == other._third && _fourth == other._fourth;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Hash other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _first.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => ToHex();

    /// <summary>The same digest.</summary>
    public static bool operator ==(Hash left, Hash right) => left.Equals(right);

    /// <summary>Another digest.</summary>
    public static bool operator !=(Hash left, Hash right) => !left.Equals(right);
}
