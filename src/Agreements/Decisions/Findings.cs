using Entente.Agreements.Clauses;
using Entente.Agreements.Compilation;
using Entente.Stix;

namespace Entente.Agreements.Decisions;

/// <summary>Collects what all clauses find about one release. Nothing is taken back: findings only add up.</summary>
internal sealed class Findings(CompiledAgreement agreement)
{
    private List<(string Property, Clause Clause)>? _kept;
    private List<Reason>? _whole;

    public CompiledAgreement Agreement { get; } = agreement;

    public List<Reason> Reasons { get; } = [];

    public HashSet<TransformOp> Transforms { get; } = [];

    public SortedSet<string> Obligations { get; } = new(StringComparer.Ordinal);

    public void Deny(string code, Clause clause, string detail) => Add(Outcome.Deny, code, clause, detail);

    public void Hold(string code, Clause clause, string detail) => Add(Outcome.Hold, code, clause, detail);

    public void Transform(string code, Clause clause, string detail, TransformOp op)
    {
        Add(Outcome.Transform, code, clause, detail);
        Transforms.Add(op);
    }

    /// <summary>Why it leaves as it is or not at all; empty when it may be changed.</summary>
    public IReadOnlyList<Reason> Whole => _whole ?? (IReadOnlyList<Reason>)[];

    /// <summary>Removes a property, if the object is something without it; otherwise nothing leaves.</summary>
    public void Remove(string code, string property, string type, Clause clause)
    {
        if (RequiredProperties.IsRequired(type, property))
        {
            Deny(
                "required-property-removed", clause,
                $"`{property}` may not leave and a `{type}` is nothing without it");
        }
        else
        {
            Transform(
                code, clause, $"`{property}` is removed", new TransformOp(TransformKind.RemoveProperty, property));
        }
    }

    /// <summary>A property that reaches the recipient as it is, or nothing leaves.</summary>
    public void Keep(string property, Clause clause) => (_kept ??= []).Add((property, clause));

    /// <summary>No derivative is made of it.</summary>
    public void StayWhole(string code, Clause clause, string detail) =>
        (_whole ??= []).Add(new Reason(Outcome.Deny, code, Agreement.Cite(clause), detail));

    /// <summary>What can only be said when every clause has spoken.</summary>
    public void Close(string type)
    {
        MergeTransforms(type);
        foreach (var (property, clause) in _kept ?? [])
        {
            if (Transforms.Any(op => op.Kind != TransformKind.ReplaceCreator && op.Argument == property))
            {
                Deny("kept-property-removed", clause, $"`{property}` would not arrive as it is");
            }
        }

        if (Transforms.Count > 0) Reasons.AddRange(Whole);
    }

    public void Oblige(string obligation) => Obligations.Add(obligation);

    public void DenyWithoutClause(string code, string detail) => Reasons.Add(new Reason(Outcome.Deny, code, null, detail));

    /// <summary>Two different changes of one property are both met only when it goes.</summary>
    private void MergeTransforms(string type)
    {
        if (Transforms.Count < 2) return;
        var mixed = Transforms.Where(op => op.Kind != TransformKind.ReplaceCreator)
            .GroupBy(op => op.Argument, StringComparer.Ordinal).Where(group => group.Count() > 1).ToList();
        foreach (var group in mixed)
        {
            foreach (var op in group) Transforms.Remove(op);
            Transforms.Add(new TransformOp(TransformKind.RemoveProperty, group.Key));
            if (!RequiredProperties.IsRequired(type, group.Key)) continue;
            DenyWithoutClause(
                "required-property-removed",
                $"`{group.Key}` would go by two clauses and a `{type}` is nothing without it");
        }
    }

    private void Add(Outcome outcome, string code, Clause clause, string detail) =>
        Reasons.Add(new Reason(outcome, code, Agreement.Cite(clause), detail));
}
