using System.Collections.Immutable;

namespace Entente.Stix;

/// <summary>The body of the marking of one agreement version.</summary>
/// <param name="AgreementId">Id of the agreement, the same over its versions.</param>
/// <param name="AgreementVersion">Its version, from 1.</param>
/// <param name="DocumentSha256">SHA-256 of the canonical document, 64 hexadecimal digits in lower case.</param>
/// <param name="Clauses">Ids of the clauses that the marking stands for; empty means the whole agreement.</param>
public sealed record AgreementMarking(
    string AgreementId,
    int AgreementVersion,
    string DocumentSha256,
    ImmutableArray<string> Clauses);
