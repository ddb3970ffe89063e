using System.Globalization;
using System.Text;

namespace Entente.Stix.Patterns;

/// <summary>
/// Rewrites what PCRE spells differently from .NET: <c>\x{…}</c>, <c>\Q…\E</c>, <c>\h</c>, <c>\R</c>, POSIX classes,
/// <c>(?P&lt;name&gt;</c>, brackets inside classes and escaped letters that need no escape. The rest is the same.
/// </summary>
internal sealed class PcreTranslator(string source, long copiesMax)
{
    private const string Blank = @"\t\x20\u00A0\u1680\u180E\u2000-\u200A\u202F\u205F\u3000";
    private readonly StringBuilder _target = new(source.Length + 16);
    private int _at;
    private long _copies = 1;

    /// <exception cref="PatternFault">The expression would unfold too far.</exception>
    /// <exception cref="ArgumentException">The expression is not well-formed.</exception>
    public string Translate()
    {
        while (_at < source.Length)
        {
            switch (source[_at])
            {
                case '\\':
                    Escape(inClass: false);
                    break;
                case '[':
                    Class();
                    break;
                case '(' when source.AsSpan(_at).StartsWith("(?P<"):
                    _target.Append("(?<");
                    _at += 4;
                    break;
                case '{':
                    CountCopies();
                    _target.Append(source[_at++]);
                    break;
                default:
                    _target.Append(source[_at++]);
                    break;
            }
        }

        return _target.ToString();
    }

    private void Escape(bool inClass)
    {
        if (_at + 1 >= source.Length) throw new ArgumentException("a backslash at the end");
        var c = source[_at + 1];
        _at += 2;
        switch (c)
        {
            case 'Q':
                var end = source.IndexOf("\\E", _at, StringComparison.Ordinal);
                var stop = end < 0 ? source.Length : end;
                for (; _at < stop; _at++) Literal(source[_at]);
                _at = end < 0 ? source.Length : end + 2;
                break;
            case 'E':
                break;
            case 'h':
                _target.Append(inClass ? Blank : $"[{Blank}]");
                break;
            case 'H' when !inClass:
                _target.Append($"[^{Blank}]");
                break;
            case 'R' when !inClass:
                _target.Append(@"(?:\r\n|[\n\x0B\f\r\u0085\u2028\u2029])");
                break;
            case 'x' when _at < source.Length && source[_at] == '{':
                CodePoint(inClass);
                break;
            default:
                // .NET takes a backslash before a letter it does not know for an error; PCRE takes the character.
                if (c == '_' || c > '\u007F') Literal(c);
                else _target.Append('\\').Append(c);
                break;
        }
    }

    private void Literal(char c)
    {
        if (char.IsAscii(c) && !char.IsAsciiLetterOrDigit(c) && c != '_') _target.Append($@"\x{(int)c:X2}");
        else _target.Append(c);
    }

    private void CodePoint(bool inClass)
    {
        var close = source.IndexOf('}', _at);
        if (close < 0) throw new ArgumentException("an open code point");
        var digits = source.AsSpan(_at + 1, close - _at - 1);
        _at = close + 1;
        if (!int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            || !Rune.IsValid(value))
        {
            throw new ArgumentException("no code point");
        }

        var text = new Rune(value).ToString();
        if (text.Length > 1) _target.Append(inClass ? text : $"(?:{text})");
        else _target.Append($@"\u{value:X4}");
    }

    /// <summary>A class: PCRE has POSIX classes in it and takes an opening bracket for itself.</summary>
    private void Class()
    {
        _target.Append(source[_at++]);
        if (_at < source.Length && source[_at] == '^') _target.Append(source[_at++]);
        if (_at < source.Length && source[_at] == ']')
        {
            _target.Append("\\]");
            _at++;
        }

        while (_at < source.Length && source[_at] != ']')
        {
            if (source[_at] == '\\') Escape(inClass: true);
            else if (source[_at] == '[') OpenInClass();
            else _target.Append(source[_at++]);
        }

        if (_at >= source.Length) throw new ArgumentException("an open class");
        _target.Append(source[_at++]);
    }

    private void OpenInClass()
    {
        var isNamed = _at + 1 < source.Length && source[_at + 1] == ':';
        var close = isNamed ? source.IndexOf(":]", _at, StringComparison.Ordinal) : -1;
        if (close < 0)
        {
            _target.Append("\\[");
            _at++;
            return;
        }

        var name = source[(_at + 2)..close];
        _at = close + 2;
        _target.Append(name switch
        {
            "alpha" => "a-zA-Z",
            "digit" => "0-9",
            "alnum" => "a-zA-Z0-9",
            "upper" => "A-Z",
            "lower" => "a-z",
            "space" => @"\s",
            "blank" => @"\t\x20",
            "punct" => @"!-/:-@\[-`{-~",
            "xdigit" => "0-9A-Fa-f",
            "word" => @"\w",
            "cntrl" => @"\x00-\x1F\x7F",
            "print" => @"\x20-\x7E",
            "graph" => @"\x21-\x7E",
            _ => throw new ArgumentException("an unknown class"),
        });
    }

    /// <summary>
    /// Counted repetitions are unfolded by the engine, nested ones multiply; so their product is bounded.
    /// </summary>
    private void CountCopies()
    {
        var close = source.IndexOf('}', _at);
        if (close < 0) return;
        var counts = source[(_at + 1)..close].Split(',');
        var most = 0L;
        foreach (var count in counts)
        {
            if (count.Length == 0) continue;
            if (!count.All(char.IsAsciiDigit)) return;
            var isKnown = long.TryParse(count, CultureInfo.InvariantCulture, out var value);
            most = Math.Max(most, isKnown ? value : copiesMax + 1);
        }

        _copies = most > copiesMax ? copiesMax + 1 : _copies * Math.Max(1, most);
        if (_copies > copiesMax)
        {
            throw new PatternFault("pattern-regex-copies",
                $"the counted repetitions of the regular expression unfold to more than {copiesMax} copies");
        }
    }
}
