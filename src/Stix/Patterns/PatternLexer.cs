using System.Buffers.Text;

namespace Entente.Stix.Patterns;

/// <summary>
/// Cuts a pattern into tokens, always taking the longest that fits. White space and comments (<c>/* */</c> and
/// <c>//</c>) are skipped. What fits nothing is reported once and handed on as <see cref="PatternTokenKind.Broken"/>,
/// so that the parser can go on.
/// </summary>
internal ref struct PatternLexer(string text, int start, PatternVersion version, PatternReport report)
{
    private int _at = start;

    public PatternToken Next()
    {
        SkipBlank();
        if (_at >= text.Length) return new PatternToken(PatternTokenKind.End, text.Length, 0);
        var from = _at;
        var c = text[from];
        if (c == '\'') return Take(from, QuotedEnd(from, out var kind), kind);
        if ((c is 'h' or 'b' or 't') && Peek(1) == '\'') return Prefixed(from, c);
        if (PatternWords.IsWordStart(c)) return Word(from);
        if (char.IsAsciiDigit(c) || ((c is '+' or '-' or '.') && NumberFollows())) return Number(from);
        return Punctuation(from, c);
    }

    private readonly char Peek(int offset) => _at + offset < text.Length ? text[_at + offset] : '\0';

    private PatternToken Take(int from, int end, PatternTokenKind kind)
    {
        _at = end;
        return new PatternToken(kind, from, end - from);
    }

    private void SkipBlank()
    {
        while (_at < text.Length)
        {
            if (PatternWords.IsWhiteSpace(text[_at])) _at++;
            else if (text[_at] == '/' && Peek(1) == '/') SkipLine();
            else if (text[_at] != '/' || Peek(1) != '*' || !SkipComment()) return;
        }
    }

    private void SkipLine()
    {
        var rest = text.AsSpan(_at).IndexOfAny('\r', '\n');
        _at = rest < 0 ? text.Length : _at + rest;
    }

    private bool SkipComment()
    {
        var end = text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
        if (end < 0) return false;
        _at = end + 2;
        return true;
    }

    /// <summary>
    /// The end of a quoted run that begins at <paramref name="quote"/>, or a complaint and the end of the text. Only
    /// a quote and a backslash can be escaped (STIX 2.1 §9.2).
    /// </summary>
    private readonly int QuotedEnd(int quote, out PatternTokenKind kind)
    {
        kind = PatternTokenKind.String;
        for (var i = quote + 1; i < text.Length; i++)
        {
            if (text[i] == '\'') return i + 1;
            if (char.IsSurrogate(text[i]))
            {
                if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
                else Complain("pattern-surrogate", i, "half of a surrogate pair is no character", null, out kind);
            }
            else if (text[i] == '\\' && i + 1 < text.Length)
            {
                i++;
                if (text[i] is '\'' or '\\') continue;
                Complain(
                    "pattern-escape", i - 1, "the backslash begins no escape",
                    "write `\\\\` for a backslash and `\\'` for a quote", out kind);
            }
        }

        Complain("pattern-string-open", quote, "the string is not closed", "close it with `'`", out kind);
        return text.Length;
    }

    private readonly void Complain(string code, int at, string message, string? hint, out PatternTokenKind kind)
    {
        report.Error(code, at, message, hint, "STIX 2.1 §9.2");
        kind = PatternTokenKind.Broken;
    }

    private PatternToken Prefixed(int from, char prefix)
    {
        var close = text.IndexOf('\'', from + 2);
        if (close < 0) return Take(from, QuotedEnd(from + 1, out var open), open);
        var body = text.AsSpan(from + 2, close - from - 2);
        var (kind, fits, message, hint) = prefix switch
        {
            'h' => (PatternTokenKind.Hex, IsHex(body), "is no hex constant", "write pairs of hex digits"),
            'b' => (PatternTokenKind.Binary, IsBase64(body), "is no binary constant", "write padded Base64"),
            _ => (PatternTokenKind.Timestamp, PatternInstant.FitsGrammar(body), "is no timestamp",
                "write t'YYYY-MM-DDThh:mm:ssZ', in UTC, fractions of a second after a dot"),
        };
        if (fits && kind == PatternTokenKind.Timestamp && !PatternInstant.TryParse(body, out _))
        {
            report.Warning(
                "pattern-calendar", from, $"`{body}` is on no calendar; the comparison will fail", "STIX 2.1 §2.16");
        }

        if (!fits)
        {
            var section = prefix == 't' ? "STIX 2.1 §2.16" : "STIX 2.1 §9.2";
            report.Error($"pattern-{kind.ToString().ToLowerInvariant()}", from,
                $"`{report.Shorten(from, close + 1)}` {message}", hint, section);
        }

        return Take(from, close + 1, fits ? kind : PatternTokenKind.Broken);
    }

    private static bool IsHex(ReadOnlySpan<char> body)
    {
        if (body.Length % 2 != 0) return false;
        foreach (var c in body)
        {
            if (!char.IsAsciiHexDigit(c)) return false;
        }

        return true;
    }

    /// <summary>
    /// Whole groups of four with padding. Line feeds are to be ignored (STIX 2.1 §9.2), other white space is not.
    /// </summary>
    private static bool IsBase64(ReadOnlySpan<char> body)
    {
        var length = 0;
        foreach (var c in body)
        {
            if (c is '\n' or '\r') continue;
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('+' or '/' or '=')) return false;
            length++;
        }

        return length % 4 == 0 && Base64.IsValid(body);
    }

    private PatternToken Word(int from)
    {
        var end = from + 1;
        while (end < text.Length && PatternWords.IsWordPart(text[end])) end++;
        var word = text.AsSpan(from, end - from);
        if (PatternWords.TryKeyword(word, version, out var keyword)) return Take(from, end, keyword);
        return Take(from, end, word.Contains('-') ? PatternTokenKind.HyphenWord : PatternTokenKind.Word);
    }

    private readonly bool NumberFollows()
    {
        var next = Peek(1);
        if (char.IsAsciiDigit(next)) return true;
        return text[_at] != '.' && next == '.' && char.IsAsciiDigit(Peek(2));
    }

    /// <summary>An integer without leading zeros, or a float: digits, a dot, digits; no exponent.</summary>
    private PatternToken Number(int from)
    {
        var at = text[from] is '+' or '-' ? from + 1 : from;
        if (text[from] == '+')
        {
            report.Warning("pattern-plus-sign", from, "a number above zero is written without a sign", "STIX 2.1 §9.2");
        }

        var digits = at;
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        if (at + 1 < text.Length && text[at] == '.' && char.IsAsciiDigit(text[at + 1]))
        {
            at++;
            while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
            return Take(from, at, PatternTokenKind.Float);
        }

        if (at - digits > 1 && text[digits] == '0')
        {
            report.Error("pattern-leading-zero", from, $"`{report.Shorten(from, at)}` begins with a zero",
                "write the integer without leading zeros", "STIX 2.1 §9.2");
            return Take(from, at, PatternTokenKind.Broken);
        }

        return Take(from, at, PatternTokenKind.Integer);
    }

    private PatternToken Punctuation(int from, char c)
    {
        var next = Peek(1);
        switch (c)
        {
            case '=': return Take(from, from + (next == '=' ? 2 : 1), PatternTokenKind.Equal);
            case '!' when next == '=': return Take(from, from + 2, PatternTokenKind.NotEqual);
            case '<' when next == '>': return Take(from, from + 2, PatternTokenKind.NotEqual);
            case '<' when next == '=': return Take(from, from + 2, PatternTokenKind.LessOrEqual);
            case '<': return Take(from, from + 1, PatternTokenKind.Less);
            case '>' when next == '=': return Take(from, from + 2, PatternTokenKind.GreaterOrEqual);
            case '>': return Take(from, from + 1, PatternTokenKind.Greater);
            case ':': return Take(from, from + 1, PatternTokenKind.Colon);
            case '.': return Take(from, from + 1, PatternTokenKind.Dot);
            case ',': return Take(from, from + 1, PatternTokenKind.Comma);
            case '(': return Take(from, from + 1, PatternTokenKind.OpenParenthesis);
            case ')': return Take(from, from + 1, PatternTokenKind.CloseParenthesis);
            case '[': return Take(from, from + 1, PatternTokenKind.OpenBracket);
            case ']': return Take(from, from + 1, PatternTokenKind.CloseBracket);
            case '*': return Take(from, from + 1, PatternTokenKind.Asterisk);
        }

        if (c == '"')
        {
            var close = text.AsSpan(from + 1).IndexOfAny('"', '\n');
            report.Error("pattern-character", from, "double quotes are not part of the language",
                "strings stand between straight single quotes", "STIX 2.1 §9.2");
            var closed = close >= 0 && text[from + 1 + close] == '"';
            return Take(from, closed ? from + close + 2 : from + 1, PatternTokenKind.Broken);
        }

        var length = char.IsHighSurrogate(c) && char.IsLowSurrogate(next) ? 2 : 1;
        if (c == '/' && next == '*')
        {
            report.Error("pattern-comment-open", from, "the comment is not closed", "close it with `*/`");
            return Take(from, text.Length, PatternTokenKind.Broken);
        }

        var shown = PatternReport.Show(text.AsSpan(from, length));
        report.Error("pattern-character", from, $"{shown} is not part of the language",
            c is '\u2018' or '\u2019' ? "strings stand between straight single quotes" : null);
        return Take(from, from + length, PatternTokenKind.Broken);
    }
}
