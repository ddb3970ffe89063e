using System.Collections.Immutable;

namespace Entente.Stix.Validation.Schema;

/// <summary>A rule over several properties of one object, as it stands below a table.</summary>
/// <param name="Kind">Which rule.</param>
/// <param name="Names">The properties it is about.</param>
/// <param name="Flag">For the rules on a flag: the value of the first property that brings the rule into force.</param>
internal sealed record RowRule(RowRuleKind Kind, ImmutableArray<string> Names, bool Flag = true);
