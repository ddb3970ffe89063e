using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Entente.Taxii;

/// <summary>
/// The value of <c>next</c> (TAXII 2.1 §3.5): opaque to partners, stateless at the node. It carries the
/// position at which the next page begins, and an HMAC-SHA256 over that position and its scope. It says nothing about who
/// may
/// read what: the page is decided anew for each request (appendix B: the value must not be trusted).
/// </summary>
/// <remarks>
/// Form: base64url without padding of version (1 byte, value 2), index and size (8 bytes each, big endian), code (32
/// bytes). Any replica with the same secret reads it; a changed secret makes old cursors invalid, and clients begin
/// again from their last date.
/// </remarks>
public static class PageCursor
{
    /// <summary>Fewest bytes of a secret.</summary>
    public const int SecretBytesMin = 32;

    /// <summary>How many characters every cursor has.</summary>
    public const int Chars = 66;

    private const byte Version = 2;
    private const int IndexAt = 1;
    private const int SizeAt = 9;
    private const int CodeAt = 17;
    private const int Bytes = 49;

    /// <summary>The cursor of the page that begins at <paramref name="position"/>.</summary>
    /// <exception cref="ArgumentException">The secret is shorter than <see cref="SecretBytesMin"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative or not below the size.</exception>
    public static string Issue(ReadOnlySpan<byte> secret, CursorScope scope, CursorPosition position)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position.Index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(position.Index, position.Size);
        Span<byte> token = stackalloc byte[Bytes];
        token[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(token[IndexAt..SizeAt], position.Index);
        BinaryPrimitives.WriteInt64BigEndian(token[SizeAt..CodeAt], position.Size);
        Code(secret, scope, token[..CodeAt], token[CodeAt..]);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>
    /// Reads a cursor that a partner sent back. False, with nothing said about why, when it was not issued under this
    /// secret for this scope. The code is compared in constant time.
    /// </summary>
    /// <exception cref="ArgumentException">The secret is shorter than <see cref="SecretBytesMin"/>.</exception>
    public static bool TryRead(ReadOnlySpan<byte> secret, CursorScope scope, string next, out CursorPosition position)
    {
        ArgumentNullException.ThrowIfNull(next);
        position = default;
        Span<byte> token = stackalloc byte[Bytes];
        if (next.Length != Chars) return false;
        if (Base64Url.DecodeFromChars(next, token, out _, out var written) != OperationStatus.Done) return false;
        if (written != Bytes) return false;

        Span<byte> expected = stackalloc byte[Bytes - CodeAt];
        Code(secret, scope, token[..CodeAt], expected);
        if (!CryptographicOperations.FixedTimeEquals(expected, token[CodeAt..]) || token[0] != Version) return false;
        if (Base64Url.EncodeToString(token) != next) return false;
        position = new CursorPosition(
            BinaryPrimitives.ReadInt64BigEndian(token[IndexAt..SizeAt]),
            BinaryPrimitives.ReadInt64BigEndian(token[SizeAt..CodeAt]));
        return true;
    }

    private static void Code(ReadOnlySpan<byte> secret, CursorScope scope, ReadOnlySpan<byte> head, Span<byte> code)
    {
        if (secret.Length < SecretBytesMin)
        {
            throw new ArgumentException($"a cursor secret has at least {SecretBytesMin} bytes", nameof(secret));
        }

        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        Append(hmac, "entente/page-cursor");
        hmac.AppendData(head);
        Append(hmac, scope.Partner);
        Append(hmac, scope.Collection);
        Append(hmac, scope.Query);
        hmac.GetHashAndReset(code);
    }

    /// <summary>Each text goes in with its length, so that no two scopes run together to the same bytes.</summary>
    private static void Append(IncrementalHash hmac, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hmac.AppendData(length);
        hmac.AppendData(bytes);
    }
}
