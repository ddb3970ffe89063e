using Entente.Stix.Validation;
using Entente.Stix.Validation.Schema;

namespace Entente.Stix;

/// <summary>The properties that the standard defines, by type (STIX 2.1 §3 to §7). Everything else is custom.</summary>
public static class StandardProperties
{
    /// <summary>Every name that the standard defines at the top level of some type.</summary>
    internal static IEnumerable<string> AllNames =>
        StixTypes.All.SelectMany(type => Standard.Version21[type].Properties.Keys).Distinct();

    /// <summary>Whether the standard defines the property for the type; for a custom type, the common ones.</summary>
    public static bool IsStandard(string type, string property) =>
        TablesOf(type).Any(table => table.Properties.ContainsKey(property));

    /// <summary>The tables that an object of a type follows; a custom type may be an SDO or an SCO.</summary>
    internal static Shape[] TablesOf(string type) => Standard.Version21.Find(type) is { } own
        ? [own]
        : [Standard.Version21["common-domain"], Standard.Version21["common-observable"]];
}
