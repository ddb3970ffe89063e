namespace Entente.Stix.Patterns;

/// <summary>
/// A comparison expression as a disjunction of conjunctions of tests, without what is implied by the rest. Tests are
/// numbered by their canonical text within one <see cref="ComparisonAtoms"/>; a term is an ascending list of numbers.
/// No term means that no object can satisfy the expression.
/// </summary>
internal sealed class ComparisonTerms
{
    private readonly List<int[]> _terms;

    private ComparisonTerms(List<int[]> terms) => _terms = terms;

    public IReadOnlyList<int[]> Terms => _terms;

    /// <exception cref="PatternFault">The form has more terms than allowed.</exception>
    public static ComparisonTerms Of(ComparisonExpression expression, ComparisonAtoms atoms, PatternLimits limits)
    {
        switch (expression)
        {
            case ComparisonGroup group:
                return Of(group.Inner, atoms, limits);
            case PropertyTest test:
                return new ComparisonTerms(atoms.NumberOf(test) is { } number ? [[number]] : []);
            case ComparisonCombination { Connective: ComparisonConnective.Or } any:
                var union = new List<int[]>();
                foreach (var operand in any.Operands) union.AddRange(Of(operand, atoms, limits)._terms);
                return new ComparisonTerms(Absorb(union, limits));
            case ComparisonCombination all:
                var product = new List<int[]> { Array.Empty<int>() };
                foreach (var operand in all.Operands)
                {
                    product = Product(product, Of(operand, atoms, limits)._terms, atoms, limits);
                }

                return new ComparisonTerms(product);
            default:
                throw new InvalidOperationException("an unknown comparison expression");
        }
    }

    private static List<int[]> Product(List<int[]> left, List<int[]> right, ComparisonAtoms atoms, PatternLimits limits)
    {
        if ((long)left.Count * right.Count > Math.Max(limits.NormalTermsMax * 4L, left.Count + right.Count))
        {
            throw TooMany(limits);
        }

        var product = new List<int[]>(left.Count * right.Count);
        foreach (var a in left)
        {
            foreach (var b in right)
            {
                // All tests of a conjunction look at one object, and an object has one type.
                if (a.Length > 0 && b.Length > 0 && atoms.TypeOf(a[0]) != atoms.TypeOf(b[0])) continue;
                product.Add([.. a.Union(b).Order()]);
            }
        }

        return Absorb(product, limits);
    }

    /// <summary><c>a OR a</c> is a, and <c>a OR (a AND b)</c> is a.</summary>
    private static List<int[]> Absorb(List<int[]> terms, PatternLimits limits)
    {
        var single = new HashSet<int>();
        foreach (var term in terms)
        {
            if (term.Length == 1) single.Add(term[0]);
        }

        var kept = new List<int[]>(single.Order().Select(number => new[] { number }));
        var several = terms.Where(term => term.Length != 1 && !Array.Exists(term, single.Contains)).ToList();
        if (several.Count > limits.NormalTermsMax * 4L) throw TooMany(limits);
        several.Sort((a, b) => a.Length.CompareTo(b.Length));
        var from = kept.Count;
        foreach (var term in several)
        {
            var implied = false;
            for (var i = from; i < kept.Count && !implied; i++) implied = IsIn(kept[i], term);
            if (!implied) kept.Add(term);
            if (kept.Count - from > limits.NormalTermsMax) throw TooMany(limits);
        }

        return kept;
    }

    /// <summary>Whether one ascending list is part of the other.</summary>
    private static bool IsIn(int[] part, int[] whole)
    {
        var at = 0;
        foreach (var number in whole)
        {
            if (at < part.Length && part[at] == number) at++;
        }

        return at == part.Length;
    }

    private static PatternFault TooMany(PatternLimits limits) =>
        new("normal-form-limit", $"the normal form has more than {limits.NormalTermsMax} terms");
}
