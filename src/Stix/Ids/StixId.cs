using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Entente.Stix;

/// <summary>STIX identifiers, <c>type--uuid</c> (STIX 2.1 §2.9).</summary>
public static class StixId
{
    /// <summary>Longest id in characters: a type of 250, two hyphens, a UUID of 36.</summary>
    public const int LengthMax = 250 + 2 + UuidLength;

    private const int TypeLengthMax = 250;
    private const int UuidLength = 36;

    /// <summary>The namespace in which the standard makes ids of cyber-observables (§2.9).</summary>
    public static readonly Guid ObservableNamespace = new("00abedb4-aa42-466c-9c01-fed23315a9b7");

    /// <summary>
    /// Whether the text is an id: a type name, two hyphens, an RFC 4122 UUID in lower case with a version and the
    /// RFC variant. Capital letters are refused, because two spellings of one id would pass for two objects.
    /// </summary>
    public static bool IsValid(ReadOnlySpan<char> id)
    {
        var split = id.Length - UuidLength - 2;
        return split >= 3 && id[split] == '-' && id[split + 1] == '-' &&
            StixId.IsTypeName(id[..split]) && IsUuid(id[(split + 2)..]);
    }

    /// <summary>Takes an id apart; false if it is not well formed.</summary>
    public static bool TryParse([NotNullWhen(true)] string? id, [NotNullWhen(true)] out string? type, out Guid uuid)
    {
        type = null;
        uuid = default;
        if (id is null || !IsValid(id)) return false;
        type = StixTypes.Intern(Encoding.UTF8.GetBytes(id[..^(UuidLength + 2)]));
        uuid = Guid.ParseExact(id.AsSpan(id.Length - UuidLength), "D");
        return true;
    }

    /// <summary>The type in an id; false if the id is not well formed.</summary>
    public static bool TryGetType(ReadOnlySpan<char> id, out ReadOnlySpan<char> type)
    {
        var valid = IsValid(id);
        type = valid ? id[..^(UuidLength + 2)] : default;
        return valid;
    }

    /// <summary>The type in an id that stands as UTF-8; false if the id is not well formed.</summary>
    internal static bool TryGetType(ReadOnlySpan<byte> id, out ReadOnlySpan<byte> type)
    {
        var valid = IsValid(id);
        type = valid ? id[..^(UuidLength + 2)] : default;
        return valid;
    }

    /// <summary>The same as for text, for an id as it stands in JSON.</summary>
    internal static bool IsValid(ReadOnlySpan<byte> id)
    {
        if (id.Length > LengthMax) return false;
        Span<char> chars = stackalloc char[id.Length];
        return Ascii.ToUtf16(id, chars, out _) == OperationStatus.Done && IsValid((ReadOnlySpan<char>)chars);
    }

    /// <summary>Whether the text is a well-formed id of one type.</summary>
    public static bool IsOfType(ReadOnlySpan<char> id, ReadOnlySpan<char> type) =>
        TryGetType(id, out var found) && found.SequenceEqual(type);

    /// <summary>Whether <paramref name="type"/> is a lawful type name: 3 to 250 of <c>a-z 0-9 -</c> (§3.2).</summary>
    /// <remarks>Two hyphens in a row are refused, because an id is split at them.</remarks>
    public static bool IsTypeName(ReadOnlySpan<char> type)
    {
        if (type.Length is < 3 or > TypeLengthMax) return false;
        for (var i = 0; i < type.Length; i++)
        {
            var c = type[i];
            if (c == '-' && (i == 0 || i == type.Length - 1 || type[i - 1] == '-')) return false;
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-') return false;
        }

        return true;
    }

    /// <summary>The version nibble of the UUID in a well-formed id, 1 to 8; 0 if the id is not well formed.</summary>
    public static int UuidVersionOf(ReadOnlySpan<char> id) =>
        IsValid(id) ? id[id.Length - UuidLength + 14] - '0' : 0;

    /// <summary>The version 5 UUID of a name in a namespace (RFC 4122 §4.3, SHA-1).</summary>
    public static Guid NameBased(Guid space, string name) => NameBased(space, Encoding.UTF8.GetBytes(name));

    /// <summary>The version 5 UUID of a name, given as bytes.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "RFC 4122 fixes SHA-1; nothing rests on its strength.")]
    public static Guid NameBased(Guid space, ReadOnlySpan<byte> name)
    {
        var input = new byte[16 + name.Length];
        space.TryWriteBytes(input, bigEndian: true, out _);
        name.CopyTo(input.AsSpan(16));
        Span<byte> digest = stackalloc byte[SHA1.HashSizeInBytes];
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

    /// <summary>Puts an id together.</summary>
    public static string Format(string type, Guid uuid) => $"{type}--{uuid:D}";

    private static bool IsUuid(ReadOnlySpan<char> text) =>
        text[8] == '-' && text[13] == '-' && text[18] == '-' && text[23] == '-' &&
        text[14] is >= '1' and <= '8' && text[19] is ('8' or '9' or 'a' or 'b') &&
        IsHex(text[..8]) && IsHex(text[9..13]) && IsHex(text[15..18]) && IsHex(text[20..23]) && IsHex(text[24..]);

    private static bool IsHex(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiHexDigitLower(c)) return false;
        }

        return true;
    }
}
