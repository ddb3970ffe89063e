using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Entente.Stix.Patterns;

/// <summary>
/// An IPv4 or IPv6 address or network in CIDR notation, as <c>ISSUBSET</c> and <c>ISSUPERSET</c> compare it
/// (STIX 2.1 §9.6.1).
/// </summary>
internal readonly record struct AddressRange(bool IsV6, UInt128 Address, int Prefix)
{
    private int Bits => IsV6 ? 128 : 32;

    /// <summary>
    /// Reads <c>address</c> or <c>address/prefix</c>. IPv4 takes four decimal numbers without leading zeros: what
    /// others read as octal stays unread.
    /// </summary>
    public static bool TryParse(string text, out AddressRange range)
    {
        range = default;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var address = slash < 0 ? text : text[..slash];
        if (!TryAddress(address, out var isV6, out var value)) return false;
        var bits = isV6 ? 128 : 32;
        var prefix = bits;
        if (slash >= 0)
        {
            var digits = text.AsSpan(slash + 1);
            var isNumber = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out prefix);
            if (!isNumber || digits.Length > 3 || prefix > bits) return false;
        }

        range = new AddressRange(isV6, value, prefix).Masked();
        return true;
    }

    /// <summary>Whether every address of the other range is in this one.</summary>
    public bool Holds(AddressRange other) =>
        IsV6 == other.IsV6 && Prefix <= other.Prefix && (other with { Prefix = Prefix }).Masked() == this;

    /// <summary>The shortest usual spelling; a full prefix is left out.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, Address);
        var address = new IPAddress(IsV6 ? bytes : bytes[12..]).ToString();
        return Prefix == Bits ? address : string.Create(CultureInfo.InvariantCulture, $"{address}/{Prefix}");
    }

    private static bool TryAddress(string text, out bool isV6, out UInt128 value)
    {
        isV6 = text.Contains(':', StringComparison.Ordinal);
        value = default;
        if (!isV6) return TryV4(text, ref value);
        if (text.AsSpan().ContainsAny('%', '[') || !IPAddress.TryParse(text, out var address)) return false;
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return false;
        value = System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(address.GetAddressBytes());
        return true;
    }

    private static bool TryV4(string text, ref UInt128 value)
    {
        var parts = text.Split('.');
        if (parts.Length != 4) return false;
        foreach (var part in parts)
        {
            if (part.Length is 0 or > 3 || (part.Length > 1 && part[0] == '0')) return false;
            if (!byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
            value = (value << 8) | number;
        }

        return true;
    }

    private AddressRange Masked()
    {
        if (Prefix == Bits) return this;
        var host = Bits - Prefix;
        var masked = host == 128 ? UInt128.Zero : Address >> host << host;
        return this with { Address = masked };
    }
}
