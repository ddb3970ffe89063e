using System.Collections.Frozen;
using System.Text;

namespace Entente.Stix;

/// <summary>
/// Shares the strings of the property names that the standard defines, for they recur in every object.
/// </summary>
internal static class PropertyNames
{
    private const int LengthMax = 64;

    private static readonly FrozenDictionary<string, string> Known =
        StandardProperties.AllNames.ToFrozenDictionary(name => name, StringComparer.Ordinal);

    public static string Intern(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > LengthMax) return Encoding.UTF8.GetString(utf8);
        Span<char> chars = stackalloc char[LengthMax];
        var text = chars[..Encoding.UTF8.GetChars(utf8, chars)];
        return Known.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var name) ? name : text.ToString();
    }
}
