using System.Collections.Frozen;
using Entente.Stix.Json;
using Entente.Stix.Validation.Tables;

namespace Entente.Stix.Validation;

/// <summary>Membership in the vocabularies of the standard and in the registries it points to.</summary>
internal static class Vocabularies
{
    private static readonly FrozenDictionary<string, HashSet<string>> ByName = Parse();
    private static readonly FrozenSet<string> Languages = Words(RegistryText.Languages);
    private static readonly FrozenSet<string> Countries = Words(RegistryText.Countries);
    private static readonly FrozenSet<string> CharacterSets =
        RegistryText.CharacterSets.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] CharacterSetFamilies =
        [.. CharacterSets.Where(name => name.EndsWith('*')).Select(name => name[..^1])];

    public static bool Has(string vocabulary, string value) => ByName[vocabulary].Contains(value);

    /// <summary>The same for a value as it stands in JSON.</summary>
    public static bool Has(string vocabulary, ReadOnlySpan<byte> utf8) =>
        ByName[vocabulary].GetAlternateLookup<ReadOnlySpan<byte>>().Contains(utf8);

    /// <summary>The values of a vocabulary.</summary>
    public static IEnumerable<string> ValuesOf(string vocabulary) => ByName[vocabulary];

    /// <summary>Whether a vocabulary writes all its values in lower case with hyphens, as most do.</summary>
    public static bool IsLowerWithHyphens(string vocabulary) => ByName[vocabulary].All(Formats.IsLowerWithHyphens);

    /// <summary>The values of a vocabulary, for a hint.</summary>
    public static string List(string vocabulary) => string.Join(", ", ByName[vocabulary].Order(StringComparer.Ordinal));

    public static bool IsCountry(string code) => Countries.Contains(code.ToLowerInvariant());

    /// <summary>Whether the text has the form of an RFC 5646 tag and starts with a registered language.</summary>
    public static bool IsLanguageTag(string tag)
    {
        var subtags = tag.Split('-');
        if (subtags.Any(subtag => subtag.Length is 0 or > 8 || !subtag.All(char.IsAsciiLetterOrDigit))) return false;
        if (subtags[0] is "x" or "X" or "i" or "I") return subtags.Length > 1;
        return Languages.Contains(subtags[0].ToLowerInvariant());
    }

    public static bool IsCharacterSet(string name) => !name.EndsWith('*') && (CharacterSets.Contains(name) ||
        CharacterSetFamilies.Any(family => name.StartsWith(family, StringComparison.OrdinalIgnoreCase)));

    private static FrozenDictionary<string, HashSet<string>> Parse()
    {
        var byName = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        List<string>? current = null;
        foreach (var word in VocabularyText.Text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.EndsWith(':')) byName.Add(word[..^1], current = []);
            else current!.Add(word);
        }

        return byName.ToFrozenDictionary(
            pair => pair.Key, pair => pair.Value.ToHashSet(Utf8Comparer.Instance), StringComparer.Ordinal);
    }

    private static FrozenSet<string> Words(string text) =>
        text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
