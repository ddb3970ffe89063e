namespace Entente.Stix.Patterns;

/// <summary>The tokens of one parse with one token in view, and what both halves of the parser share.</summary>
internal sealed class PatternTokens
{
    private readonly string _text;
    private readonly PatternReport _report;
    private int _next;
    private int _comparisons;
    private int _blamed = -1;
    private bool _stopped;

    public PatternTokens(string text, PatternVersion version, PatternLimits limits, PatternReport report)
    {
        _text = text;
        _report = report;
        Version = version;
        Limits = limits;
        Advance();
    }

    public PatternVersion Version { get; }

    public PatternLimits Limits { get; }

    /// <summary>The token in view.</summary>
    public PatternToken Token { get; private set; }

    public PatternTokenKind Kind => Token.Kind;

    public string Text(PatternToken token) => _text.Substring(token.Position, token.Length);

    /// <summary>Moves on and gives back the token that was in view.</summary>
    public PatternToken Advance()
    {
        var taken = Token;
        var lexer = new PatternLexer(_text, _next, Version, _report);
        Token = lexer.Next();
        _next = Token.End;

        // What swallowed the rest of the text has been reported; that nothing follows it needs no second word.
        if (taken.Kind == PatternTokenKind.Broken && Kind == PatternTokenKind.End) _blamed = Token.Position;
        if (_report.IsFull) Stop();
        return taken;
    }

    /// <summary>Moves on if that kind is in view.</summary>
    public bool TryTake(PatternTokenKind kind)
    {
        if (Kind != kind) return false;
        Advance();
        return true;
    }

    /// <summary>Moves on if that kind is in view; otherwise says what was expected.</summary>
    public bool Expect(PatternTokenKind kind, string expected, string? hint = null, string? section = null)
    {
        if (TryTake(kind)) return true;
        Unexpected(expected, hint, section);
        return false;
    }

    /// <summary>Reports the token in view, unless it has been reported already, by the lexer or here.</summary>
    public void Unexpected(string expected, string? hint = null, string? section = null)
    {
        if (_stopped || Kind == PatternTokenKind.Broken || Token.Position == _blamed) return;
        _blamed = Token.Position;
        var found = Kind == PatternTokenKind.End ? "the pattern ends" : $"found `{Shown(Token)}`";
        if (hint is null && Kind is PatternTokenKind.Word && PatternWords.KeywordLike(Text(Token)) is { } keyword)
        {
            hint = $"keywords have fixed case: `{keyword}`";
        }

        Error("pattern-syntax", Token.Position, $"expected {expected}, but {found}", hint, section);
    }

    public void Error(string code, int position, string message, string? hint = null, string? section = null)
    {
        _report.Error(code, position, message, hint, section);
        if (_report.IsFull) Stop();
    }

    public void Warning(string code, int position, string message, string? section) =>
        _report.Warning(code, position, message, section);

    /// <summary>Moves on to the next token of one of these kinds, or to the end.</summary>
    public void SkipTo(params ReadOnlySpan<PatternTokenKind> kinds)
    {
        while (Kind != PatternTokenKind.End && !kinds.Contains(Kind)) Advance();
    }

    /// <summary>A token's text, cut where it is too long to show.</summary>
    public string Shown(PatternToken token) => _report.Shorten(token.Position, token.End);

    /// <summary>Whether one more level of nesting is allowed; if not, the parse ends with an error.</summary>
    public bool CanNest(int depth)
    {
        if (depth <= Limits.DepthMax) return true;
        _report.Error("pattern-too-deep", Token.Position,
            $"the nesting is deeper than {Limits.DepthMax} levels", "drop redundant parentheses");
        Stop();
        return false;
    }

    /// <summary>Counts one more comparison; beyond the limit the parse ends with an error.</summary>
    public bool CanCompare()
    {
        if (++_comparisons <= Limits.ComparisonsMax) return true;
        _report.Error("pattern-too-many-comparisons", Token.Position,
            $"the pattern has more than {Limits.ComparisonsMax} comparisons", "put values into a set with `IN`");
        Stop();
        return false;
    }

    /// <summary>Leaves nothing to read.</summary>
    private void Stop()
    {
        _stopped = true;
        _next = _text.Length;
        Token = new PatternToken(PatternTokenKind.End, _text.Length, 0);
    }
}
