namespace Entente.Agreements.Decisions;

/// <summary>One reason of a verdict, for our operator.</summary>
/// <param name="Outcome">What it calls for.</param>
/// <param name="Code">The stable code.</param>
/// <param name="Clause">The clause it rests on; null when no clause speaks, which denies.</param>
/// <param name="Detail">What was found.</param>
public sealed record Reason(Outcome Outcome, string Code, ClauseRef? Clause, string Detail);
