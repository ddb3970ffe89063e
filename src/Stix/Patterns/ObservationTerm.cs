namespace Entente.Stix.Patterns;

/// <summary>
/// One alternative of an observation expression in normal form, with its text and the texts of its sides.
/// </summary>
internal sealed class ObservationTerm
{
    private readonly ObservationOperator? _operator;

    public ObservationTerm(ObservationExpression expression)
    {
        Expression = expression;
        Text = PatternPrinter.Print(expression);
        var combination = expression as ObservationCombination;
        _operator = combination?.Operator;
        Parts = combination is null ? [Text] : [.. combination.Operands.Select(TextOf)];
    }

    public ObservationExpression Expression { get; }

    public string Text { get; }

    /// <summary>The sides in order; for anything but AND and FOLLOWEDBY the term itself.</summary>
    public string[] Parts { get; }

    /// <summary>
    /// Whether every binding of the other term holds one of this term: all sides of this term are sides of the other,
    /// each one of its own, and in this order if this term has an order.
    /// </summary>
    public bool IsIn(ObservationTerm other)
    {
        if (Parts.Length > other.Parts.Length || Parts.Length < 2) return false;
        if (_operator == ObservationOperator.FollowedBy)
        {
            return other._operator == ObservationOperator.FollowedBy && IsSubsequence(other.Parts);
        }

        var left = other.Parts.ToList();
        return Array.TrueForAll(Parts, left.Remove);
    }

    private static string TextOf(ObservationExpression part) =>
        PatternPrinter.Print(part is ObservationGroup group ? group.Inner : part);

    private bool IsSubsequence(string[] whole)
    {
        var at = 0;
        foreach (var part in whole)
        {
            if (at < Parts.Length && Parts[at] == part) at++;
        }

        return at == Parts.Length;
    }
}
