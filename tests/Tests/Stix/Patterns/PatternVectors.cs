using System.Text.Json;
using Entente.Stix.Patterns;

namespace Entente.Tests.Stix.Patterns;

/// <summary>Reads the recorded vectors.</summary>
internal static class PatternVectors
{
    public static List<JsonElement> Read(string name)
    {
        var path = SharedFolder.Require($"vectors/stix/{name}");
        return [.. File.ReadLines(path).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    public static string Text(this JsonElement vector, string property) => vector.GetProperty(property).GetString()!;

    public static PatternVersion Version(this JsonElement vector) =>
        vector.Text("version") == "2.0" ? PatternVersion.V20 : PatternVersion.V21;

    /// <summary>The text without white space outside quotes: what printing must not change.</summary>
    public static string Marks(string pattern)
    {
        var kept = new System.Text.StringBuilder();
        var quoted = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            if (quoted && pattern[i] == '\\') kept.Append(pattern[i++]);
            else if (pattern[i] == '\'') quoted = !quoted;
            if (quoted || !char.IsWhiteSpace(pattern[i])) kept.Append(pattern[i]);
        }

        return kept.ToString();
    }
}
