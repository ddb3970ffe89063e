using Entente.Agreements.Clauses;
using Entente.Agreements.Compilation;

namespace Entente.Agreements.Decisions;

/// <summary>Collects what all clauses find about one release. Nothing is taken back: findings only add up.</summary>
internal sealed class Findings(CompiledAgreement agreement)
{
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

    public void Oblige(string obligation) => Obligations.Add(obligation);

    public void DenyWithoutClause(string code, string detail) => Reasons.Add(new Reason(Outcome.Deny, code, null, detail));

    private void Add(Outcome outcome, string code, Clause clause, string detail) =>
        Reasons.Add(new Reason(outcome, code, Agreement.Cite(clause), detail));
}
