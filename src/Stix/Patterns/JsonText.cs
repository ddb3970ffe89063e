using System.Text.Json;

namespace Entente.Stix.Patterns;

/// <summary>Strings out of JSON.</summary>
internal static class JsonText
{
    /// <summary>The characters of a string, or null for anything else, half surrogate pairs included.</summary>
    public static string? Of(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String) return null;
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
