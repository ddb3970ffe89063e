namespace Entente.Stix.Patterns;

/// <summary>
/// The inner half of the parser: what stands in square brackets. Methods give null where an error was reported; after
/// an error in one comparison it goes on at the next connective or closing bracket.
/// </summary>
internal sealed class ComparisonParser(PatternTokens tokens)
{
    private const string PathSection = "STIX 2.1 §9.7";
    private const string OperatorSection = "STIX 2.1 §9.6.1";

    /// <summary>OR binds looser than AND.</summary>
    public ComparisonExpression? ParseOr(int depth) =>
        ParseJoined(PatternTokenKind.Or, ComparisonConnective.Or, depth, ParseAnd);

    /// <summary>Moves to where the next comparison can begin or the brackets can end.</summary>
    public void Skip()
    {
        var parentheses = 0;
        var brackets = 0;
        while (true)
        {
            switch (tokens.Kind)
            {
                case PatternTokenKind.End or PatternTokenKind.FollowedBy or PatternTokenKind.Within
                    or PatternTokenKind.Repeats or PatternTokenKind.Start:
                case PatternTokenKind.And or PatternTokenKind.Or when parentheses == 0 && brackets == 0:
                case PatternTokenKind.CloseBracket when brackets == 0:
                case PatternTokenKind.CloseParenthesis when parentheses == 0:
                    return;
                case PatternTokenKind.OpenBracket:
                    brackets++;
                    break;
                case PatternTokenKind.CloseBracket:
                    brackets--;
                    break;
                case PatternTokenKind.OpenParenthesis:
                    parentheses++;
                    break;
                case PatternTokenKind.CloseParenthesis:
                    parentheses--;
                    break;
            }

            tokens.Advance();
        }
    }

    private ComparisonExpression? ParseAnd(int depth) =>
        ParseJoined(PatternTokenKind.And, ComparisonConnective.And, depth, ParseOne);

    private ComparisonExpression? ParseJoined(
        PatternTokenKind joint, ComparisonConnective connective, int depth, Func<int, ComparisonExpression?> operand)
    {
        var position = tokens.Token.Position;
        var first = operand(depth);
        if (tokens.Kind != joint) return first;
        var operands = new List<ComparisonExpression?> { first };
        while (tokens.TryTake(joint)) operands.Add(operand(depth));
        if (operands.Contains(null)) return null;
        if (connective == ComparisonConnective.And && !ObjectTypes.CanAgree(operands))
        {
            tokens.Warning("pattern-and-types", position,
                "the sides of `AND` look at objects of different types, so no object satisfies them", "STIX 2.1 §9.5");
        }

        return new ComparisonCombination(connective, new(operands.OfType<ComparisonExpression>()));
    }

    private ComparisonExpression? ParseOne(int depth)
    {
        if (!tokens.TryTake(PatternTokenKind.OpenParenthesis))
        {
            var test = tokens.CanCompare() ? ParseTest() : null;
            if (test is null) Skip();
            return test;
        }

        if (!tokens.CanNest(depth)) return null;
        var inner = ParseOr(depth + 1);
        if (tokens.Expect(PatternTokenKind.CloseParenthesis, "`AND`, `OR` or `)`"))
        {
            return inner is null ? null : new ComparisonGroup(inner);
        }

        Skip();
        tokens.TryTake(PatternTokenKind.CloseParenthesis);
        return null;
    }

    private PropertyTest? ParseTest()
    {
        var token = tokens.Token;
        if (token.Kind is PatternTokenKind.Exists or PatternTokenKind.Not)
        {
            var absent = tokens.TryTake(PatternTokenKind.Not);
            if (!tokens.Expect(PatternTokenKind.Exists, "`EXISTS`", "`NOT` stands before the operator: `path NOT = …`"))
            {
                return null;
            }

            var target = ParsePath();
            return target is null
                ? null
                : new PropertyTest(target, absent, ComparisonOperator.Exists, "EXISTS", new());
        }

        var path = ParsePath();
        if (path is null) return null;
        var negated = tokens.TryTake(PatternTokenKind.Not);
        var spelled = tokens.Token;
        if (OperatorOf(spelled.Kind) is not { } @operator)
        {
            tokens.Unexpected("a comparison operator", null, OperatorSection);
            return null;
        }

        tokens.Advance();
        var position = tokens.Token.Position;
        var constants = ParseOperand(@operator);
        if (constants is null) return null;
        var test = new PropertyTest(path, negated, @operator, tokens.Text(spelled), constants);
        HashConstants.Check(test, position, tokens);
        return test;
    }

    private static ComparisonOperator? OperatorOf(PatternTokenKind kind) => kind switch
    {
        PatternTokenKind.Equal => ComparisonOperator.Equal,
        PatternTokenKind.NotEqual => ComparisonOperator.NotEqual,
        PatternTokenKind.Less => ComparisonOperator.Less,
        PatternTokenKind.LessOrEqual => ComparisonOperator.LessOrEqual,
        PatternTokenKind.Greater => ComparisonOperator.Greater,
        PatternTokenKind.GreaterOrEqual => ComparisonOperator.GreaterOrEqual,
        PatternTokenKind.In => ComparisonOperator.In,
        PatternTokenKind.Like => ComparisonOperator.Like,
        PatternTokenKind.Matches => ComparisonOperator.Matches,
        PatternTokenKind.IsSubset => ComparisonOperator.IsSubset,
        PatternTokenKind.IsSuperset => ComparisonOperator.IsSuperset,
        _ => null,
    };

    private PatternList<PatternConstant>? ParseOperand(ComparisonOperator @operator)
    {
        if (@operator == ComparisonOperator.In) return ParseSet();
        var token = tokens.Token;
        var constant = ParseConstant();
        if (constant is null) return null;
        if (@operator >= ComparisonOperator.Like && constant.Kind != PatternConstantKind.String)
        {
            tokens.Error("pattern-operand", token.Position,
                $"the operator compares with a string, not with `{tokens.Shown(token)}`", null, OperatorSection);
            return null;
        }

        if (@operator is >= ComparisonOperator.Less and <= ComparisonOperator.GreaterOrEqual
            && constant.Kind == PatternConstantKind.Boolean)
        {
            tokens.Error("pattern-operand", token.Position, "booleans have no order", "compare with `=` or `!=`",
                OperatorSection);
            return null;
        }

        if (@operator == ComparisonOperator.Matches && constant.Text.Length - 2 > tokens.Limits.RegexCharsMax)
        {
            tokens.Error("pattern-regex-too-long", token.Position,
                $"the regular expression is longer than {tokens.Limits.RegexCharsMax} characters");
            return null;
        }

        return new PatternList<PatternConstant>(constant);
    }

    private PatternList<PatternConstant>? ParseSet()
    {
        var open = tokens.Token.Position;
        const string Hint = "a set stands in parentheses";
        if (!tokens.Expect(PatternTokenKind.OpenParenthesis, "`(`", Hint, OperatorSection)) return null;
        var members = new List<PatternConstant>();
        var sound = true;
        if (!tokens.TryTake(PatternTokenKind.CloseParenthesis))
        {
            do
            {
                var broken = tokens.Kind == PatternTokenKind.Broken;
                if (ParseConstant() is { } member) members.Add(member);
                else if (broken) sound = false;
                else
                {
                    sound = false;
                    tokens.SkipTo(
                        PatternTokenKind.Comma, PatternTokenKind.CloseParenthesis, PatternTokenKind.CloseBracket);
                }
            }
            while (tokens.TryTake(PatternTokenKind.Comma));
            sound &= tokens.Expect(PatternTokenKind.CloseParenthesis, "`,` or `)`");
        }

        if (!sound) return null;
        if (members.Exists(member => Family(member) != Family(members[0])))
        {
            tokens.Warning("pattern-set-mixed", open,
                "the members of the set are of different types; the comparison will fail", OperatorSection);
        }

        return new PatternList<PatternConstant>(members);
    }

    /// <summary>Integers and floats may stand in one set; apart from that its members are of one type.</summary>
    private static PatternConstantKind Family(PatternConstant constant) =>
        constant.Kind == PatternConstantKind.Float ? PatternConstantKind.Integer : constant.Kind;

    private PatternConstant? ParseConstant()
    {
        var token = tokens.Token;
        PatternConstantKind? kind = token.Kind switch
        {
            PatternTokenKind.String => PatternConstantKind.String,
            PatternTokenKind.Integer => PatternConstantKind.Integer,
            PatternTokenKind.Float => PatternConstantKind.Float,
            PatternTokenKind.Boolean => PatternConstantKind.Boolean,
            PatternTokenKind.Hex => PatternConstantKind.Hex,
            PatternTokenKind.Binary => PatternConstantKind.Binary,
            PatternTokenKind.Timestamp => PatternConstantKind.Timestamp,
            _ => null,
        };
        if (kind is null)
        {
            var word = token.Kind is PatternTokenKind.Word or PatternTokenKind.HyphenWord;
            var hint = word ? WordHint(tokens.Text(token)) : null;
            tokens.Unexpected("a constant", hint, "STIX 2.1 §9.2");
            if (token.Kind == PatternTokenKind.Broken) tokens.Advance();
            return null;
        }

        tokens.Advance();
        return PatternConstant.AsWritten(kind.Value, tokens.Text(token));
    }

    private static string WordHint(string word) => word switch
    {
        "null" => "there is no null constant; `EXISTS` asks whether a property is there",
        _ when PatternWords.KeywordLike(word) is { } keyword => $"keywords have fixed case: `{keyword}`",
        _ => "put single quotes around a string",
    };

    private ObjectPath? ParsePath()
    {
        var token = tokens.Token;
        if (token.Kind is not (PatternTokenKind.Word or PatternTokenKind.HyphenWord))
        {
            tokens.Unexpected("an object path such as `file:name`", null, PathSection);
            return null;
        }

        tokens.Advance();
        var type = tokens.Text(token);
        var hint = tokens.Version == PatternVersion.V20 && type == "EXISTS" ? "`EXISTS` belongs to STIX 2.1" : null;
        if (!tokens.Expect(PatternTokenKind.Colon, "`:` behind the object type", hint, PathSection)) return null;
        var steps = new List<PathStep>();
        while (steps.Count == 0 || tokens.Kind is PatternTokenKind.Dot or PatternTokenKind.OpenBracket)
        {
            var step = steps.Count == 0 || tokens.TryTake(PatternTokenKind.Dot) ? ParseKey() : ParseIndex();
            if (step is null) return null;
            steps.Add(step);
        }

        return new ObjectPath(type, new PatternList<PathStep>(steps));
    }

    private PathStep? ParseKey()
    {
        var token = tokens.Token;
        var text = tokens.Text(token);
        switch (token.Kind)
        {
            case PatternTokenKind.Word:
                tokens.Advance();
                return PathStep.KeyAsWritten(text, text);
            case PatternTokenKind.String:
                tokens.Advance();
                return PathStep.KeyAsWritten(PatternWords.Unquote(text), text);
            case PatternTokenKind.HyphenWord:
                tokens.Unexpected(
                    "a property name", $"a name with a hyphen needs quotes: '{tokens.Shown(token)}'", PathSection);
                return null;
            case > PatternTokenKind.HyphenWord and < PatternTokenKind.Equal or PatternTokenKind.Boolean:
                tokens.Unexpected("a property name", $"a keyword as a name needs quotes: '{text}'", PathSection);
                return null;
            default:
                tokens.Unexpected("a property name", null, PathSection);
                return null;
        }
    }

    private PathStep? ParseIndex()
    {
        tokens.Advance();
        var token = tokens.Token;
        if (tokens.TryTake(PatternTokenKind.Asterisk) || tokens.TryTake(PatternTokenKind.Integer))
        {
            if (!tokens.Expect(PatternTokenKind.CloseBracket, "`]` behind the index", null, PathSection)) return null;
            return token.Kind == PatternTokenKind.Asterisk
                ? PathStep.AnyIndex
                : PathStep.IndexAsWritten(tokens.Text(token));
        }

        tokens.Unexpected("a list index or `*`", null, PathSection);
        tokens.SkipTo(PatternTokenKind.CloseBracket);
        tokens.TryTake(PatternTokenKind.CloseBracket);
        return null;
    }
}
