namespace Entente.Stix;

/// <summary>Which properties an object cannot be without (the tables of STIX 2.1 §3.2 and §4 to §7).</summary>
public static class RequiredProperties
{
    /// <summary>
    /// Whether an object of <paramref name="type"/> must have the top-level <paramref name="property"/>. Of a custom
    /// type only the common properties are required.
    /// </summary>
    public static bool IsRequired(string type, string property) => StandardProperties.TablesOf(type)
        .Any(table => table.Properties.TryGetValue(property, out var rule) && rule.IsRequired);
}
