using System.Collections.Immutable;

namespace Entente.Agreements.Drafting;

/// <summary>What two versions of an agreement do not share, in one clause.</summary>
/// <param name="ClauseId">The clause; empty for what stands outside all clauses.</param>
/// <param name="Type">Its type; <c>document</c> outside.</param>
/// <param name="Article">The article that it carries out; empty outside.</param>
/// <param name="Kind"><c>added</c>, <c>removed</c> or <c>changed</c>.</param>
/// <param name="Values">Each value; empty for a clause that was added or removed as a whole.</param>
public sealed record ClauseChange(
    string ClauseId, string Type, string Article, string Kind, ImmutableArray<ValueChange> Values);
