namespace Entente.Stix.Patterns;

/// <summary>
/// The outer half of the parser: everything around the square brackets. Methods give null where an error was
/// reported; the depth of recursion is bounded by <see cref="PatternLimits.DepthMax"/>.
/// </summary>
internal sealed class ObservationParser(PatternTokens tokens)
{
    private const string QualifierSection = "STIX 2.1 §9.5.1";
    private readonly ComparisonParser _comparisons = new(tokens);

    /// <summary>The whole pattern up to the end of the text.</summary>
    public ObservationExpression? ParseAll()
    {
        if (tokens.Kind is not (PatternTokenKind.OpenBracket or PatternTokenKind.OpenParenthesis))
        {
            if (tokens.Kind == PatternTokenKind.End) tokens.Unexpected("a pattern");
            else if (tokens.Kind != PatternTokenKind.Broken)
            {
                tokens.Error("pattern-brackets", tokens.Token.Position, "the comparison stands in no square brackets",
                    "write `[` before and `]` behind the comparison", "STIX 2.1 §9.5");
            }

            return null;
        }

        var root = ParseFollowedBy(1);
        while (tokens.Kind != PatternTokenKind.End)
        {
            // One complaint, then on to the next thing that can be read, so that its errors show too.
            tokens.Unexpected("`AND`, `OR`, `FOLLOWEDBY`, a qualifier or the end");
            root = null;
            tokens.SkipTo(PatternTokenKind.OpenBracket);
            if (tokens.Kind == PatternTokenKind.OpenBracket) ParseFollowedBy(1);
        }

        return root;
    }

    /// <summary>FOLLOWEDBY binds loosest, then OR, then AND.</summary>
    private ObservationExpression? ParseFollowedBy(int depth) =>
        ParseJoined(PatternTokenKind.FollowedBy, ObservationOperator.FollowedBy, depth, ParseOr);

    private ObservationExpression? ParseOr(int depth) =>
        ParseJoined(PatternTokenKind.Or, ObservationOperator.Or, depth, ParseAnd);

    private ObservationExpression? ParseAnd(int depth) =>
        ParseJoined(PatternTokenKind.And, ObservationOperator.And, depth, ParseQualified);

    private ObservationExpression? ParseJoined(
        PatternTokenKind joint, ObservationOperator @operator, int depth, Func<int, ObservationExpression?> operand)
    {
        var first = operand(depth);
        if (tokens.Kind != joint) return first;
        var operands = new List<ObservationExpression?> { first };
        while (tokens.TryTake(joint)) operands.Add(operand(depth));
        if (operands.Contains(null)) return null;
        return new ObservationCombination(@operator, new(operands.OfType<ObservationExpression>()));
    }

    private ObservationExpression? ParseQualified(int depth)
    {
        var expression = ParsePrimary(depth);
        var qualifiers = new List<ObservationQualifier>();
        var sound = expression is not null;
        while (tokens.Kind is PatternTokenKind.Within or PatternTokenKind.Repeats or PatternTokenKind.Start)
        {
            var position = tokens.Token.Position;
            var qualifier = ParseQualifier();
            if (qualifier is null)
            {
                sound = false;
                tokens.SkipTo(PatternTokenKind.And, PatternTokenKind.Or, PatternTokenKind.FollowedBy,
                    PatternTokenKind.Within, PatternTokenKind.Repeats, PatternTokenKind.Start,
                    PatternTokenKind.OpenBracket, PatternTokenKind.OpenParenthesis, PatternTokenKind.CloseParenthesis);
                continue;
            }

            if (expression is ObservationTest) CheckTwice(qualifiers, qualifier, position);
            qualifiers.Add(qualifier);
        }

        if (!sound) return null;
        return qualifiers.Count == 0
            ? expression
            : new QualifiedObservation(expression!, new PatternList<ObservationQualifier>(qualifiers));
    }

    /// <summary>
    /// One observation expression takes each kind of qualifier once. A group is a new observation expression each
    /// time, and the 2.0 dialect has no such rule.
    /// </summary>
    private void CheckTwice(List<ObservationQualifier> qualifiers, ObservationQualifier qualifier, int position)
    {
        if (tokens.Version == PatternVersion.V20) return;
        if (!qualifiers.Exists(earlier => earlier.GetType() == qualifier.GetType())) return;
        tokens.Error("pattern-qualifier-twice", position, "this kind of qualifier already stands behind the expression",
            "put the expression with its first qualifier into parentheses", QualifierSection);
    }

    private ObservationExpression? ParsePrimary(int depth)
    {
        if (tokens.TryTake(PatternTokenKind.OpenBracket))
        {
            if (!tokens.CanNest(depth)) return null;
            var comparison = _comparisons.ParseOr(depth + 1);
            if (!tokens.Expect(PatternTokenKind.CloseBracket, "`AND`, `OR` or `]`"))
            {
                _comparisons.Skip();
                while (tokens.Kind is PatternTokenKind.CloseParenthesis) tokens.Advance();
                tokens.TryTake(PatternTokenKind.CloseBracket);
                return null;
            }

            return comparison is null ? null : new ObservationTest(comparison);
        }

        if (tokens.TryTake(PatternTokenKind.OpenParenthesis))
        {
            if (!tokens.CanNest(depth)) return null;
            var inner = ParseFollowedBy(depth + 1);
            var closed = tokens.Expect(PatternTokenKind.CloseParenthesis, "`)`, a qualifier or another expression");
            return inner is null || !closed ? null : new ObservationGroup(inner);
        }

        tokens.Unexpected("`[` or `(`");
        return null;
    }

    private ObservationQualifier? ParseQualifier() => tokens.Advance().Kind switch
    {
        PatternTokenKind.Within => ParseWithin(),
        PatternTokenKind.Repeats => ParseRepeats(),
        _ => ParseStartStop(),
    };

    private WithinQualifier? ParseWithin()
    {
        var token = tokens.Token;
        if (!TryTakePositive("a number of seconds above zero", allowFloat: true, out var seconds)
            || !tokens.Expect(PatternTokenKind.Seconds, "`SECONDS`", "seconds are the only unit", QualifierSection))
        {
            return null;
        }

        if (decimal.TryParse(seconds.Text, System.Globalization.CultureInfo.InvariantCulture, out _))
        {
            return new WithinQualifier(seconds);
        }

        tokens.Error("pattern-number-range", token.Position, $"`{tokens.Shown(token)}` is too large", null,
            QualifierSection);
        return null;
    }

    private RepeatsQualifier? ParseRepeats()
    {
        var token = tokens.Token;
        if (!TryTakePositive("a count above zero", allowFloat: false, out var times)
            || !tokens.Expect(PatternTokenKind.Times, "`TIMES`", null, QualifierSection))
        {
            return null;
        }

        if (times.NumberValue <= tokens.Limits.RepeatsMax) return new RepeatsQualifier(times);
        tokens.Error("pattern-repeats-range", token.Position,
            $"`{tokens.Shown(token)}` is above the largest count, {tokens.Limits.RepeatsMax}", null, QualifierSection);
        return null;
    }

    private bool TryTakePositive(string expected, bool allowFloat, out PatternConstant constant)
    {
        constant = null!;
        var token = tokens.Token;
        if (token.Kind != PatternTokenKind.Integer && !(allowFloat && token.Kind == PatternTokenKind.Float))
        {
            tokens.Unexpected(expected, null, QualifierSection);
            return false;
        }

        tokens.Advance();
        var kind = token.Kind == PatternTokenKind.Integer ? PatternConstantKind.Integer : PatternConstantKind.Float;
        constant = PatternConstant.AsWritten(kind, tokens.Text(token));
        if (constant.Text[0] != '-' && constant.Text.AsSpan().ContainsAnyInRange('1', '9')) return true;
        tokens.Error("pattern-number-range", token.Position, $"`{tokens.Shown(token)}` is not above zero",
            $"write {expected}", QualifierSection);
        return false;
    }

    private StartStopQualifier? ParseStartStop()
    {
        var start = ParseInstant();
        if (start is null) return null;
        const string Hint = "`START` and `STOP` stand together";
        if (!tokens.Expect(PatternTokenKind.Stop, "`STOP`", Hint, QualifierSection)) return null;
        var stop = ParseInstant();
        return stop is null ? null : new StartStopQualifier(start, stop);
    }

    /// <summary>
    /// A timestamp. The 2.0 grammar has a string here, the 2.0 tools read a timestamp, so both are taken there.
    /// </summary>
    private PatternConstant? ParseInstant()
    {
        var token = tokens.Token;
        if (tokens.TryTake(PatternTokenKind.Timestamp))
        {
            return PatternConstant.AsWritten(PatternConstantKind.Timestamp, tokens.Text(token));
        }

        if (tokens.Version == PatternVersion.V20 && tokens.TryTake(PatternTokenKind.String))
        {
            var constant = PatternConstant.AsWritten(PatternConstantKind.String, tokens.Text(token));
            if (PatternInstant.FitsGrammar(constant.StringValue)) return constant;
            tokens.Error("pattern-timestamp", token.Position, $"`{tokens.Shown(token)}` is no timestamp",
                "write t'YYYY-MM-DDThh:mm:ssZ', in UTC", "STIX 2.0 part 5 §4.1.2");
            return null;
        }

        var hint = token.Kind == PatternTokenKind.String ? "put `t` before the quote" : null;
        tokens.Unexpected("a timestamp such as t'2016-06-01T00:00:00Z'", hint, QualifierSection);
        return null;
    }
}
