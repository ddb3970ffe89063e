using System.Text;

namespace Entente.Stix.Patterns;

/// <summary>
/// The right side of <c>LIKE</c> (STIX 2.1 §9.6.1): <c>%</c> stands for any run of characters, <c>_</c> for one, the
/// whole value has to fit, both sides in normal form C. The effort is at most the product of the two lengths.
/// </summary>
internal sealed class LikePattern
{
    private static readonly Rune Percent = new('%');
    private static readonly Rune Underscore = new('_');
    private readonly Rune[] _pattern;

    public LikePattern(string pattern)
    {
        _pattern = [.. pattern.Normalize(NormalizationForm.FormC).EnumerateRunes()];
        IsNarrow = Array.TrueForAll(_pattern, rune => rune.Value < 256);
    }

    /// <summary>Whether the pattern can be compared with bytes.</summary>
    public bool IsNarrow { get; }

    public bool Fits(string value)
    {
        var runes = value.Normalize(NormalizationForm.FormC).EnumerateRunes().ToArray();
        var (at, from, star, retry) = (0, 0, -1, 0);
        while (at < runes.Length)
        {
            if (from < _pattern.Length && _pattern[from] == Percent)
            {
                (star, retry) = (from++, at);
            }
            else if (from < _pattern.Length && (_pattern[from] == Underscore || _pattern[from] == runes[at]))
            {
                (at, from) = (at + 1, from + 1);
            }
            else if (star >= 0)
            {
                (at, from) = (++retry, star + 1);
            }
            else
            {
                return false;
            }
        }

        while (from < _pattern.Length && _pattern[from] == Percent) from++;
        return from == _pattern.Length;
    }
}
