using System.Text;

namespace Entente.Stix.Json;

/// <summary>
/// Compares names of the standard, which are ASCII, with names as they stand in JSON, so that looking one up makes no
/// string. For tables that are fixed when the program is built: what comes from outside is only looked up in them.
/// </summary>
internal sealed class Utf8Comparer : IEqualityComparer<string>, IAlternateEqualityComparer<ReadOnlySpan<byte>, string>
{
    public static Utf8Comparer Instance { get; } = new();

    public bool Equals(string? left, string? right) => string.Equals(left, right, StringComparison.Ordinal);

    public bool Equals(ReadOnlySpan<byte> utf8, string name) => Ascii.Equals(utf8, name);

    public string Create(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);

    public int GetHashCode(string name)
    {
        var length = name.Length;
        return length == 0 ? 0 : Hash(length, name[0], name[length / 4], name[length / 2], name[length - 1]);
    }

    public int GetHashCode(ReadOnlySpan<byte> utf8)
    {
        var length = utf8.Length;
        return length == 0 ? 0 : Hash(length, utf8[0], utf8[length / 4], utf8[length / 2], utf8[length - 1]);
    }

    private static int Hash(int length, int first, int early, int middle, int last)
    {
        unchecked
        {
            return ((((((((length * 31) + first) * 31) + early) * 31) + middle) * 31) + last) * 31;
        }
    }
}
