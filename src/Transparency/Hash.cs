using System.Buffers.Binary;

namespace Entente.Transparency;

/// <summary>
/// A SHA-256 digest: 32 bytes held in place, so that trees of millions of them need no objects. The default value is 32
/// zero bytes, which no known input hashes to.
/// </summary>
public readonly struct Hash : IEquatable<Hash>
{
    /// <summary>The length in bytes.</summary>
    public const int Size = 32;

    private const int Base64Chars = 44;

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

    /// <summary>
    /// Reads standard base64 with padding (RFC 4648 §4) of exactly 32 bytes; false for every other text, white space
    /// and a second spelling of the same bytes included.
    /// </summary>
    public static bool TryParseBase64(string text, out Hash hash)
    {
        Span<byte> bytes = stackalloc byte[Size + 1];
        hash = default;
        if (text.Length != Base64Chars) return false;
        if (!Convert.TryFromBase64String(text, bytes, out var length) || length != Size) return false;

        // Base64 has spare bits at its end; only the one spelling with zeros there is accepted.
        Span<char> canonical = stackalloc char[Base64Chars];
        if (!Convert.TryToBase64Chars(bytes[..Size], canonical, out _) || !canonical.SequenceEqual(text)) return false;
        hash = new Hash(bytes[..Size]);
        return true;
    }

    /// <summary>Writes the 32 bytes.</summary>
    /// <exception cref="ArgumentException">The destination is shorter than that.</exception>
    public void CopyTo(Span<byte> destination)
    {
        if (!TryCopyTo(destination)) throw new ArgumentException("a hash has 32 bytes", nameof(destination));
    }

    /// <summary>Writes the 32 bytes; false, and nothing written, when the destination is shorter than that.</summary>
    public bool TryCopyTo(Span<byte> destination)
    {
        if (destination.Length < Size) return false;
        BinaryPrimitives.WriteUInt64BigEndian(destination, _first);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _second);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], _third);
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], _fourth);
        return true;
    }

    /// <summary>The 32 bytes.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>Standard base64 with padding: 44 characters.</summary>
    public string ToBase64()
    {
        Span<byte> bytes = stackalloc byte[Size];
        CopyTo(bytes);
        return Convert.ToBase64String(bytes);
    }

    /// <summary>Lower-case hexadecimal: 64 characters.</summary>
    public string ToHex()
    {
        Span<byte> bytes = stackalloc byte[Size];
        CopyTo(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    /// <inheritdoc/>
    public bool Equals(Hash other) =>
        _first == other._first && _second == other._second && _third == other._third && _fourth == other._fourth;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Hash other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _first.GetHashCode();

    /// <summary>Lower-case hexadecimal.</summary>
    public override string ToString() => ToHex();

    /// <summary>The same digest.</summary>
    public static bool operator ==(Hash left, Hash right) => left.Equals(right);

    /// <summary>Another digest.</summary>
    public static bool operator !=(Hash left, Hash right) => !left.Equals(right);
}
