using System.Text;

namespace Entente.Stix.Patterns;

/// <summary>
/// Writes patterns. <see cref="Print(Pattern)"/> keeps every character of the pattern that is not white space or
/// comment outside strings, and sets its own white space; so reading what it prints gives an equal tree.
/// </summary>
public static class PatternPrinter
{
    /// <summary>The pattern in the spelling of its tree, on one line.</summary>
    /// <param name="pattern">The pattern.</param>
    public static string Print(Pattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return Print(pattern.Root);
    }

    /// <summary>An observation expression in the spelling of its tree.</summary>
    /// <param name="expression">The expression.</param>
    public static string Print(ObservationExpression expression)
    {
        var text = new StringBuilder();
        Write(text, expression);
        return text.ToString();
    }

    /// <summary>A comparison expression in the spelling of its tree, without brackets.</summary>
    /// <param name="expression">The expression.</param>
    public static string Print(ComparisonExpression expression)
    {
        var text = new StringBuilder();
        Write(text, expression);
        return text.ToString();
    }

    /// <summary>An object path in the spelling of its tree.</summary>
    /// <param name="path">The path.</param>
    public static string Print(ObjectPath path)
    {
        var text = new StringBuilder();
        Write(text, path);
        return text.ToString();
    }

    /// <summary>
    /// The pattern in the one spelling that each of its parts has: <c>=</c> and <c>!=</c>, quotes around keys only
    /// where needed, numbers without sign and surplus zeros, hex in lower case, padded times. Structure, order and
    /// redundant parentheses stay; the normal form goes further.
    /// </summary>
    /// <param name="pattern">The pattern.</param>
    public static string PrintCanonical(Pattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return Print(CanonicalSpelling.Of(pattern.Root));
    }

    private static void Write(StringBuilder text, ObservationExpression expression)
    {
        switch (expression)
        {
            case ObservationTest test:
                text.Append('[');
                Write(text, test.Comparison);
                text.Append(']');
                break;
            case ObservationGroup group:
                text.Append('(');
                Write(text, group.Inner);
                text.Append(')');
                break;
            case ObservationCombination combination:
                var word = WordOf(combination.Operator);
                for (var i = 0; i < combination.Operands.Count; i++)
                {
                    if (i > 0) text.Append(' ').Append(word).Append(' ');
                    Write(text, combination.Operands[i]);
                }

                break;
            case QualifiedObservation qualified:
                Write(text, qualified.Observation);
                foreach (var qualifier in qualified.Qualifiers) Write(text, qualifier);
                break;
        }
    }

    private static string WordOf(ObservationOperator @operator) => @operator switch
    {
        ObservationOperator.And => "AND",
        ObservationOperator.Or => "OR",
        _ => "FOLLOWEDBY",
    };

    private static void Write(StringBuilder text, ObservationQualifier qualifier)
    {
        switch (qualifier)
        {
            case WithinQualifier within:
                text.Append(" WITHIN ").Append(within.Seconds.Text).Append(" SECONDS");
                break;
            case RepeatsQualifier repeats:
                text.Append(" REPEATS ").Append(repeats.Times.Text).Append(" TIMES");
                break;
            case StartStopQualifier period:
                text.Append(" START ").Append(period.Start.Text).Append(" STOP ").Append(period.Stop.Text);
                break;
        }
    }

    private static void Write(StringBuilder text, ComparisonExpression expression)
    {
        switch (expression)
        {
            case ComparisonGroup group:
                text.Append('(');
                Write(text, group.Inner);
                text.Append(')');
                break;
            case ComparisonCombination combination:
                var word = combination.Connective == ComparisonConnective.And ? " AND " : " OR ";
                for (var i = 0; i < combination.Operands.Count; i++)
                {
                    if (i > 0) text.Append(word);
                    Write(text, combination.Operands[i]);
                }

                break;
            case PropertyTest test:
                Write(text, test);
                break;
        }
    }

    private static void Write(StringBuilder text, PropertyTest test)
    {
        var exists = test.Operator == ComparisonOperator.Exists;
        if (!exists)
        {
            Write(text, test.Path);
            text.Append(' ');
        }

        if (test.Negated) text.Append("NOT ");
        text.Append(test.Spelling).Append(' ');
        if (exists)
        {
            Write(text, test.Path);
            return;
        }

        var isSet = test.Operator == ComparisonOperator.In;
        if (isSet) text.Append('(');
        text.AppendJoin(", ", test.Constants.Select(constant => constant.Text));
        if (isSet) text.Append(')');
    }

    private static void Write(StringBuilder text, ObjectPath path)
    {
        text.Append(path.ObjectType).Append(':');
        for (var i = 0; i < path.Steps.Count; i++)
        {
            var step = path.Steps[i];
            if (step.Kind != PathStepKind.Key) text.Append('[').Append(step.Text).Append(']');
            else text.Append(i == 0 ? "" : ".").Append(step.Text);
        }
    }
}
