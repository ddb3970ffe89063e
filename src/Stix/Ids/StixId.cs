using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Entente.Stix;

/// <summary>STIX identifiers, <c>type--uuid</c> (STIX 2.1 §2.9).</summary>
public static class StixId
{
    /// <summary>Longest id in characters: a type of 250, two hyphens, a UUID of 36.</summary>
    public const int LengthMax = 250 + 2 + UuidLength;

    private const int UuidLength = 36;

    /// <summary>The namespace in which the standard makes ids of cyber-observables (§2.9).</summary>
    public static readonly Guid ObservableNamespace = new("00abedb4-aa42-466c-9c01-fed23315a9b7");

    /// <summary>
    /// Whether the text is an id: a type name, two hyphens, an RFC 4122 UUID in lower case with a version and the
    /// RFC variant. Capital letters are refused, because two spellings of one id would pass for two objects.
    /// </summary>
    public static bool IsWellFormed(ReadOnlySpan<char> id)
    {
        var split = id.Length - UuidLength - 2;
        return split >= 3 && id[split] == '-' && id[split + 1] == '-' &&
            StixTypes.IsTypeName(id[..split]) && IsUuid(id[(split + 2)..]);
    }

    /// <summary>Takes an id apart; false if it is not well formed.</summary>
    public static bool TryParse([NotNullWhen(true)] string? id, [NotNullWhen(true)] out string? type, out Guid uuid)
    {
        type = null;
        uuid = default;
        if (id is null || !IsWellFormed(id)) return false;
        type = StixTypes.Intern(Encoding.UTF8.GetBytes(id[..^(UuidLength + 2)]));
        uuid = Guid.ParseExact(id.AsSpan(id.Length - UuidLength), "D");
        return true;
    }

    /// <summary>The type in an id; empty if the id is not well formed.</summary>
    public static ReadOnlySpan<char> TypeOf(ReadOnlySpan<char> id) =>
        IsWellFormed(id) ? id[..^(UuidLength + 2)] : default;

    /// <summary>Whether the text is a well-formed id of one type.</summary>
    public static bool IsOfType(ReadOnlySpan<char> id, ReadOnlySpan<char> type) => TypeOf(id).SequenceEqual(type);

    /// <summary>The version nibble of the UUID in a well-formed id, 1 to 8; 0 if the id is not well formed.</summary>
    public static int UuidVersionOf(ReadOnlySpan<char> id) =>
        IsWellFormed(id) ? id[id.Length - UuidLength + 14] - '0' : 0;

    /// <summary>The version 5 UUID of a name in a namespace (RFC 4122 §4.3, SHA-1).</summary>
    public static Guid Uuid5(Guid space, string name) => Uuid5(space, Encoding.UTF8.GetBytes(name));

    /// <summary>The version 5 UUID of a name, given as bytes.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "RFC 4122 fixes SHA-1; nothing rests on its strength.")]
    public static Guid Uuid5(Guid space, ReadOnlySpan<byte> name)
    {
        var input = new byte[16 + name.Length];
        space.TryWriteBytes(input, bigEndian: true, out _);
        name.CopyTo(input.AsSpan(16));
        Span<byte> digest = stackalloc byte[SHA1.HashSizeInBytes];
        SHA1.HashData(input, digest);
        digest[6] = (byte)((digest[6] & 0x0F) | 0x50);
        digest[8] = (byte)((digest[8] & 0x3F) | 0x80);
        return new Guid(digest[..16], bigEndian: true);
    }

    /// <summary>Puts an id together.</summary>
    public static string Format(string type, Guid uuid) => $"{type}--{uuid:D}";

    private static bool IsUuid(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < UuidLength; i++)
        {
            var c = text[i];
            var good = i switch
            {
                8 or 13 or 18 or 23 => c == '-',
                14 => c is >= '1' and <= '8',
                19 => c is '8' or '9' or 'a' or 'b',
                _ => char.IsAsciiHexDigitLower(c),
            };
            if (!good) return false;
        }

        return true;
    }
}
