using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Entente.Stix;

/// <summary>Identifiers: <c>type--uuid</c> (STIX 2.1 §2.9).</summary>
public static class StixId
{
    private const int UuidLength = 36;
    private const string Separator = "--";

    /// <summary>The namespace of deterministic observable ids.</summary>
    public static Guid ObservableNamespace { get; } = new("00abedb4-aa42-466c-9c01-fed23315a9b7");

    /// <summary>Whether the text is an identifier: a type name, two hyphens, a UUID in lower case.</summary>
    public static bool IsValid(ReadOnlySpan<char> id) => TryGetType(id, out _);

    /// <summary>The type part of an identifier; false when the text is none.</summary>
    public static bool TryGetType(ReadOnlySpan<char> id, out ReadOnlySpan<char> type)
    {
        type = default;
        var at = id.Length - UuidLength - Separator.Length;
        if (at < 1 || !id[at..(at + Separator.Length)].SequenceEqual(Separator)) return false;
        type = id[..at];
        return IsTypeName(type) && IsUuid(id[^UuidLength..]);
    }

    /// <summary>Whether the text is a type name: lower-case letters, digits and hyphens, 3 to 250 characters.</summary>
    public static bool IsTypeName(ReadOnlySpan<char> type)
    {
        if (type.Length is < 3 or > 250) return false;
        foreach (var letter in type)
        {
            if (!char.IsAsciiLetterLower(letter) && !char.IsAsciiDigit(letter) && letter != '-') return false;
        }

        return true;
    }

    /// <summary>A name-based UUID, version 5 (RFC 9562 §5.5).</summary>
    [SuppressMessage("Security", "CA5350", Justification = "the standard prescribes SHA-1 here; it protects nothing")]
    public static Guid NameBased(Guid space, string name)
    {
        Span<byte> digest = stackalloc byte[SHA1.HashSizeInBytes];
        var text = Encoding.UTF8.GetBytes(name);
        var input = new byte[16 + text.Length];
        space.TryWriteBytes(input, bigEndian: true, out _);
        text.CopyTo(input, 16);
        SHA1.HashData(input, digest);
        return Shape(digest, version: 5);
    }

    /// <summary>A UUID made of the first 16 of some bytes, with version and variant bits set.</summary>
    public static Guid Shape(ReadOnlySpan<byte> bytes, int version)
    {
        Span<byte> uuid = stackalloc byte[16];
        bytes[..16].CopyTo(uuid);
        uuid[6] = (byte)((uuid[6] & 0x0F) | (version << 4));
        uuid[8] = (byte)((uuid[8] & 0x3F) | 0x80);
        return new Guid(uuid, bigEndian: true);
    }

    private static bool IsUuid(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < UuidLength; i++)
        {
            var hyphen = i is 8 or 13 or 18 or 23;
            if (hyphen ? text[i] != '-' : !char.IsAsciiHexDigitLower(text[i])) return false;
        }

        return true;
    }
}
