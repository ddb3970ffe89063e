using System.Collections.Immutable;
using Entente.Agreements.Decisions;
using Entente.Stix;

namespace Entente.Agreements.Redaction;

/// <summary>One object of a batch with what was decided about it as a whole and about its parts.</summary>
/// <param name="Object">The object.</param>
/// <param name="Verdict">The decision about its class.</param>
/// <param name="DeniedSelectors">The selectors of granular markings under which it would be denied.</param>
public sealed record RedactionInput(StixObject Object, Verdict Verdict, ImmutableArray<string> DeniedSelectors);
