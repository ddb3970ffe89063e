using System.Collections.Immutable;

namespace Entente.Stix.Patterns;

/// <summary>Lists the comparisons of a pattern, for whoever compiles patterns into an index.</summary>
public static class PatternAtoms
{
    /// <summary>Every comparison in the order of the text, also the repeated ones.</summary>
    /// <param name="pattern">The pattern.</param>
    public static ImmutableArray<PatternAtom> Of(Pattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        var atoms = ImmutableArray.CreateBuilder<PatternAtom>();
        Collect(pattern.Root, atoms);
        return atoms.ToImmutable();
    }

    private static void Collect(ObservationExpression expression, ImmutableArray<PatternAtom>.Builder atoms)
    {
        switch (expression)
        {
            case ObservationTest test:
                Collect(test.Comparison, atoms);
                break;
            case ObservationGroup group:
                Collect(group.Inner, atoms);
                break;
            case QualifiedObservation qualified:
                Collect(qualified.Observation, atoms);
                break;
            case ObservationCombination combination:
                foreach (var operand in combination.Operands) Collect(operand, atoms);
                break;
        }
    }

    private static void Collect(ComparisonExpression expression, ImmutableArray<PatternAtom>.Builder atoms)
    {
        switch (expression)
        {
            case PropertyTest test:
                atoms.Add(new PatternAtom(
                    test.Path.ObjectType, test.Path, test.Operator, test.Negated, test.Constants));
                break;
            case ComparisonGroup group:
                Collect(group.Inner, atoms);
                break;
            case ComparisonCombination combination:
                foreach (var operand in combination.Operands) Collect(operand, atoms);
                break;
        }
    }
}
