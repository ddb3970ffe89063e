using System.Collections.Immutable;
using Entente.Stix;

namespace Entente.Exchange.Intake;

/// <summary>
/// What handing in a file came to. What is not stored is listed with its reason; nothing is dropped unsaid.
/// </summary>
/// <param name="Read">Objects found in the input.</param>
/// <param name="Stored">New and durable.</param>
/// <param name="Duplicates">Known already, with equal content.</param>
/// <param name="Refused">Not stored.</param>
/// <param name="Diagnostics">Why, with offsets into the input; at most <see cref="DiagnosticsMax"/> are kept.</param>
/// <param name="DiagnosticsLeftOut">How many more there were.</param>
public sealed record ImportReport(
    long Read, long Stored, long Duplicates, long Refused, ImmutableArray<Diagnostic> Diagnostics, long DiagnosticsLeftOut)
{
    /// <summary>How many diagnostics one report holds.</summary>
    public const int DiagnosticsMax = 1000;
}
