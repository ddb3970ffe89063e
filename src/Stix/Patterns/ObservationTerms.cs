namespace Entente.Stix.Patterns;

/// <summary>
/// Observation expressions as alternatives without OR on the outside. No alternative means that nothing can satisfy
/// the expression.
/// </summary>
internal sealed class ObservationTerms(PatternLimits limits)
{
    /// <summary>One expression of alternatives in normal form.</summary>
    public static ObservationExpression Join(IReadOnlyList<ObservationTerm> terms) => terms.Count == 1
        ? terms[0].Expression
        : new ObservationCombination(
            ObservationOperator.Or, new(terms.Select(term => Wrap(term.Expression, ObservationOperator.Or))));

    /// <exception cref="PatternFault">The form has more terms than allowed.</exception>
    public List<ObservationTerm> Of(ObservationExpression expression)
    {
        switch (expression)
        {
            case ObservationGroup group:
                return Of(group.Inner);
            case ObservationTest test:
                return TestOf(test);
            case QualifiedObservation qualified:
                return QualifiedOf(qualified);
            case ObservationCombination { Operator: ObservationOperator.Or } any:
                return Absorb([.. any.Operands.SelectMany(Of)]);
            case ObservationCombination combination:
                return Product(combination);
            default:
                throw new InvalidOperationException("an unknown observation expression");
        }
    }

    private List<ObservationTerm> TestOf(ObservationTest test)
    {
        var atoms = new ComparisonAtoms();
        var terms = ComparisonTerms.Of(test.Comparison, atoms, limits).Terms;
        if (terms.Count == 0) return [];
        var alternatives = terms
            .Select(term => term.OrderBy(atoms.TextOf, StringComparer.Ordinal).ToArray())
            .OrderBy(term => string.Join(" AND ", term.Select(atoms.TextOf)), StringComparer.Ordinal)
            .Select(term => JoinTests(ComparisonConnective.And, term.Select(atoms.Test)));
        return [new ObservationTerm(new ObservationTest(JoinTests(ComparisonConnective.Or, alternatives)))];
    }

    /// <summary>AND binds tighter than OR, so nothing here needs parentheses.</summary>
    private static ComparisonExpression JoinTests(
        ComparisonConnective connective, IEnumerable<ComparisonExpression> parts)
    {
        var list = new PatternList<ComparisonExpression>(parts);
        return list.Count == 1 ? list[0] : new ComparisonCombination(connective, list);
    }

    /// <summary>
    /// Periods filter single observations, so they can stand first, in any order. The other qualifiers keep theirs.
    /// </summary>
    private List<ObservationTerm> QualifiedOf(QualifiedObservation qualified)
    {
        var terms = Of(qualified.Observation);
        if (terms.Count == 0) return [];
        var inner = Join(terms);
        var qualifiers = qualified.Qualifiers.Select(Canonical).ToList();
        if (inner is QualifiedObservation nested)
        {
            inner = nested.Observation is ObservationGroup group ? group.Inner : nested.Observation;
            qualifiers.InsertRange(0, nested.Qualifiers);
        }

        var periods = qualifiers.OfType<StartStopQualifier>().Distinct()
            .OrderBy(period => period.Start.Text + period.Stop.Text, StringComparer.Ordinal);
        var others = qualifiers.Where(
            qualifier => qualifier is not StartStopQualifier and not RepeatsQualifier { Times.Text: "1" });
        var all = new PatternList<ObservationQualifier>([.. periods, .. others]);
        if (all.Count == 0) return Of(inner);
        var twice = all.Select(qualifier => qualifier.GetType()).Distinct().Count() < all.Count;
        var core = inner is ObservationTest && !twice ? inner : new ObservationGroup(inner);
        return [new ObservationTerm(new QualifiedObservation(core, all))];
    }

    /// <summary>Also here 5.0 is 5.</summary>
    private static ObservationQualifier Canonical(ObservationQualifier qualifier)
    {
        qualifier = CanonicalSpelling.Of(qualifier);
        return qualifier is WithinQualifier within
            ? new WithinQualifier(ComparisonAtoms.SameValue(within.Seconds))
            : qualifier;
    }

    /// <summary>AND and FOLLOWEDBY of alternatives are alternatives of AND and FOLLOWEDBY.</summary>
    private List<ObservationTerm> Product(ObservationCombination combination)
    {
        var product = new List<List<ObservationExpression>> { new() };
        foreach (var operand in combination.Operands)
        {
            var terms = Of(operand);
            if ((long)product.Count * terms.Count > limits.NormalTermsMax) throw TooMany();
            product =
            [
                .. from left in product
                   from term in terms
                   select Append(left, term.Expression, combination.Operator),
            ];
        }

        return Absorb([.. product.Select(parts => new ObservationTerm(Combine(parts, combination.Operator)))]);
    }

    private static List<ObservationExpression> Append(
        List<ObservationExpression> parts, ObservationExpression part, ObservationOperator @operator)
    {
        var flat = part is ObservationCombination inner && inner.Operator == @operator ? inner.Operands : new(part);
        return [.. parts, .. flat];
    }

    private static ObservationCombination Combine(List<ObservationExpression> parts, ObservationOperator @operator)
    {
        var wrapped = parts.Select(part => Wrap(part, @operator));
        if (@operator == ObservationOperator.And)
        {
            wrapped = wrapped.OrderBy(PatternPrinter.Print, StringComparer.Ordinal);
        }

        return new ObservationCombination(@operator, new(wrapped));
    }

    /// <summary>Parentheses where the part binds looser than what it is put into.</summary>
    private static ObservationExpression Wrap(ObservationExpression part, ObservationOperator into)
    {
        return part is ObservationCombination inner && inner.Operator != into && inner.Operator > into
            ? new ObservationGroup(part)
            : part;
    }

    /// <summary>
    /// Drops what another alternative implies: <c>a OR (a AND b)</c> is a, and so with FOLLOWEDBY. A binding of the
    /// longer one holds a binding of the shorter one, which takes fewer observations, so this holds under REPEATS too.
    /// </summary>
    private List<ObservationTerm> Absorb(List<ObservationTerm> terms)
    {
        var distinct = terms.DistinctBy(term => term.Text).OrderBy(term => term.Text, StringComparer.Ordinal).ToList();
        var texts = distinct.Select(term => term.Text).ToHashSet(StringComparer.Ordinal);
        var kept = distinct.Where(term => !term.Parts.Any(part => part != term.Text && texts.Contains(part))).ToList();
        var longer = kept.Where(term => term.Parts.Length > 1).ToList();
        if (longer.Count > limits.NormalTermsMax) throw TooMany();
        kept.RemoveAll(term => longer.Exists(other => !ReferenceEquals(other, term) && other.IsIn(term)));
        return kept;
    }

    private PatternFault TooMany() =>
        new("normal-form-limit", $"the normal form has more than {limits.NormalTermsMax} terms");
}
