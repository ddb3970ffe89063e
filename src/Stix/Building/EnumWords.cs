using System.Collections.Frozen;
using Entente.Stix.Validation;

namespace Entente.Stix.Building;

/// <summary>
/// The words that the standard writes for the values of an enumeration. They stand in the vocabularies only; a value
/// is the word whose letters and digits are its name.
/// </summary>
internal static class EnumWords<T>
    where T : struct, Enum
{
    private static FrozenDictionary<T, string>? _words;

    /// <summary>The word; the number itself, which no vocabulary has, for a value that is not named.</summary>
    public static string Of(T value, string vocabulary)
    {
        _words ??= Enum.GetValues<T>().ToFrozenDictionary(
            named => named,
            named => Vocabularies.ValuesOf(vocabulary).Single(word =>
                Letters(word).Equals(named.ToString(), StringComparison.OrdinalIgnoreCase)));
        return _words.GetValueOrDefault(value, value.ToString());
    }

    private static string Letters(string word) => string.Concat(word.Where(char.IsAsciiLetterOrDigit));
}
