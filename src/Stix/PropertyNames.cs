using System.Text;
using Entente.Stix.Json;
using Entente.Stix.Validation;

namespace Entente.Stix;

/// <summary>
/// Shares the strings of the property names that the standard defines, for they recur in every object.
/// </summary>
internal static class PropertyNames
{
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<byte>> Known =
        Standard.Version21.All.SelectMany(shape => shape.Properties.Keys)
            .ToHashSet(Utf8Comparer.Instance).GetAlternateLookup<ReadOnlySpan<byte>>();

    public static string Intern(ReadOnlySpan<byte> utf8) =>
        Known.TryGetValue(utf8, out var name) ? name : Encoding.UTF8.GetString(utf8);
}
