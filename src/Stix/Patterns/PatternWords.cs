using System.Buffers;
using System.Text;

namespace Entente.Stix.Patterns;

/// <summary>The words of the language: keywords, identifiers, white space and quoting.</summary>
internal static class PatternWords
{
    /// <summary>The letters that an unquoted key is made of; a digit may not come first.</summary>
    private static readonly SearchValues<char> KeyChars =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    private static readonly Dictionary<string, PatternTokenKind> Keywords = new(StringComparer.Ordinal)
    {
        ["AND"] = PatternTokenKind.And,
        ["OR"] = PatternTokenKind.Or,
        ["NOT"] = PatternTokenKind.Not,
        ["FOLLOWEDBY"] = PatternTokenKind.FollowedBy,
        ["LIKE"] = PatternTokenKind.Like,
        ["MATCHES"] = PatternTokenKind.Matches,
        ["ISSUPERSET"] = PatternTokenKind.IsSuperset,
        ["ISSUBSET"] = PatternTokenKind.IsSubset,
        ["EXISTS"] = PatternTokenKind.Exists,
        ["LAST"] = PatternTokenKind.Last,
        ["IN"] = PatternTokenKind.In,
        ["START"] = PatternTokenKind.Start,
        ["STOP"] = PatternTokenKind.Stop,
        ["SECONDS"] = PatternTokenKind.Seconds,
        ["true"] = PatternTokenKind.Boolean,
        ["false"] = PatternTokenKind.Boolean,
        ["WITHIN"] = PatternTokenKind.Within,
        ["REPEATS"] = PatternTokenKind.Repeats,
        ["TIMES"] = PatternTokenKind.Times,
    };

    /// <summary>Whether a word is reserved; the 2.0 dialect has no EXISTS.</summary>
    public static bool TryKeyword(ReadOnlySpan<char> word, PatternVersion version, out PatternTokenKind kind)
    {
        return Keywords.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out kind)
            && (kind != PatternTokenKind.Exists || version != PatternVersion.V20);
    }

    /// <summary>The keyword that a word would be in upper case, for hints; null if none.</summary>
    public static string? KeywordLike(string word)
    {
        var upper = word.ToUpperInvariant();
        if (upper is "TRUE" or "FALSE") return word is "true" or "false" ? null : word.ToLowerInvariant();
        return upper != word && Keywords.ContainsKey(upper) ? upper : null;
    }

    /// <summary>Whether a key can stand in a path without quotes, in every dialect.</summary>
    public static bool IsPlainKey(string name)
    {
        return name.Length > 0 && !char.IsAsciiDigit(name[0]) && !name.AsSpan().ContainsAnyExcept(KeyChars)
            && !Keywords.ContainsKey(name);
    }

    /// <summary>Whether a word can be an object type, in every dialect.</summary>
    public static bool IsWordStart(char c) => char.IsAsciiLetter(c) || c == '_';

    /// <summary>Whether a character can go on a word.</summary>
    public static bool IsWordPart(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-';

    /// <summary>The characters that may stand between the words.</summary>
    public static bool IsWhiteSpace(char c) => c switch
    {
        ' ' or '\t' or '\r' or '\n' or '\u000B' or '\u000C' or '\u0085' or '\u00A0' or '\u1680' => true,
        >= '\u2000' and <= '\u200A' => true,
        '\u2028' or '\u2029' or '\u202F' or '\u205F' or '\u3000' => true,
        _ => false,
    };

    /// <summary>A string constant of these characters (STIX 2.1 §9.2).</summary>
    public static string Quote(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('\'');
        foreach (var c in value)
        {
            if (c is '\'' or '\\') text.Append('\\');
            text.Append(c);
        }

        return text.Append('\'').ToString();
    }

    /// <summary>The characters of a well-formed string constant.</summary>
    public static string Unquote(string text)
    {
        var body = text.AsSpan(1, text.Length - 2);
        if (!body.Contains('\\')) return body.ToString();
        var value = new StringBuilder(body.Length);
        for (var i = 0; i < body.Length; i++)
        {
            if (body[i] == '\\') i++;
            value.Append(body[i]);
        }

        return value.ToString();
    }
}
