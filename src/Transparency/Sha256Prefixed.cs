using System.Buffers;
using System.Security.Cryptography;

namespace Entente.Transparency;

/// <summary>SHA-256 over two pieces put together, without an object per call.</summary>
internal static class Sha256Prefixed
{
    /// <summary>Up to this length the input is put together on the stack; most log entries are shorter.</summary>
    private const int StackBytesMax = 1024;

    public static Hash Compute(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> rest)
    {
        var length = prefix.Length + rest.Length;
        if (length <= StackBytesMax) return Join(prefix, rest, stackalloc byte[StackBytesMax]);
        var rented = ArrayPool<byte>.Shared.Rent(length);
        var hash = Join(prefix, rest, rented);

        // A salt may have been in there, and whoever rents the array next must not find it.
        ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        return hash;
    }

    private static Hash Join(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> rest, Span<byte> space)
    {
        prefix.CopyTo(space);
        rest.CopyTo(space[prefix.Length..]);
        Span<byte> digest = stackalloc byte[Hash.Size];
        SHA256.HashData(space[..(prefix.Length + rest.Length)], digest);
        return Hash.FromBytes(digest);
    }
}
