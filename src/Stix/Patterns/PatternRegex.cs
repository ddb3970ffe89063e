using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Entente.Stix.Patterns;

/// <summary>
/// The right side of <c>MATCHES</c> (STIX 2.1 §9.6.1): a PCRE that is searched for, with DOTALL and with both sides in
/// normal form C. It runs in an engine whose effort grows with the length of the value alone; what that engine cannot
/// express (look-around, back references, atomic groups, possessive quantifiers) is refused by name.
/// </summary>
internal sealed class PatternRegex
{
    /// <summary>Most copies that counted repetitions may unfold to, multiplied over the expression.</summary>
    private const long CopiesMax = 10_000;

    private readonly Regex _regex;

    private PatternRegex(Regex regex, bool isNarrow)
    {
        _regex = regex;
        IsNarrow = isNarrow;
    }

    /// <summary>Whether the expression can be searched for in bytes.</summary>
    public bool IsNarrow { get; }

    /// <summary>Compiles an expression.</summary>
    /// <exception cref="PatternFault">It is not well-formed or cannot be run.</exception>
    public static PatternRegex Compile(string expression, PatternLimits limits)
    {
        if (expression.Length > limits.RegexCharsMax)
        {
            throw new PatternFault("pattern-regex-too-long",
                $"the regular expression is longer than {limits.RegexCharsMax} characters");
        }

        expression = expression.Normalize(NormalizationForm.FormC);
        try
        {
            var translated = new PcreTranslator(expression, CopiesMax).Translate();
            const RegexOptions Options = 
                RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline;
            var regex = new Regex(translated, Options, TimeSpan.FromMilliseconds(limits.RegexTimeMsMax));
            return new PatternRegex(regex, ObservedValue.Narrow(expression) is not null);
        }
        catch (NotSupportedException)
        {
            throw new PatternFault("pattern-regex-unsupported",
                $"the regular expression `{Shorten(expression)}` needs backtracking",
                "do without look-around, back references, atomic groups and conditions", "STIX 2.1 §9.6.1");
        }
        catch (ArgumentException)
        {
            throw new PatternFault("pattern-regex", $"`{Shorten(expression)}` is no regular expression", null,
                "STIX 2.1 §9.6.1");
        }
    }

    public bool IsIn(string value)
    {
        try
        {
            return _regex.IsMatch(value.Normalize(NormalizationForm.FormC));
        }
        catch (RegexMatchTimeoutException)
        {
            var limit = _regex.MatchTimeout.TotalMilliseconds.ToString(CultureInfo.InvariantCulture);
            throw new PatternFault("pattern-regex-time", $"the regular expression ran longer than {limit} ms");
        }
    }

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
