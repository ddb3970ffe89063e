using System.Collections.Immutable;
using Entente.Agreements.Decisions;
using Entente.Stix;

namespace Entente.Agreements.Redaction;

/// <summary>What became of one object of a batch.</summary>
/// <param name="Object">The object.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Verdict">The final verdict, with what was found about its parts and references.</param>
/// <param name="ReleasedId">The id under which it leaves; null when it does not.</param>
/// <param name="Derivative">The bytes of the derivative; null otherwise.</param>
/// <param name="Awaits">The ids whose decision may change this one.</param>
public sealed record RedactedObject(
    StixObject Object,
    RedactionOutcome Outcome,
    Verdict Verdict,
    string? ReleasedId,
    ReadOnlyMemory<byte>? Derivative,
    ImmutableArray<string> Awaits);
