using System.Collections.Immutable;
using Entente.Agreements.Clauses;
using Entente.Agreements.Compilation;
using Entente.Agreements.Documents;
using Entente.Stix;

namespace Entente.Agreements.Drafting;

/// <summary>
/// Everything that is wrong with a draft, at once: its form, its clauses, and what they say together. Signatures and
/// confirmed keys are not asked for; activation asks for them too.
/// </summary>
public static class DraftCheck
{
    /// <summary>What says something about the whole, which is not known while a part cannot be read.</summary>
    private static readonly ImmutableArray<string> AboutTheWhole = ["clause-missing", "clause-count"];

    /// <summary>Checks a draft.</summary>
    /// <param name="utf8">The document.</param>
    /// <param name="frameworks">The frameworks at hand; null when none is, and then none is checked.</param>
    public static ImmutableArray<Diagnostic> Run(ReadOnlyMemory<byte> utf8, AgreementSet? frameworks)
    {
        var document = AgreementDocument.Survey(utf8, out var unread);
        if (document is null) return unread;
        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        AgreementCompiler.CheckText(document, found);
        if (frameworks is not null) AgreementCompiler.CheckParent(document, frameworks, found);
        if (unread.IsEmpty) return found.ToImmutable();

        // What a clause that was misread says together with others would be said about something that nobody wrote.
        var knowsParties = !document.Parties.IsEmpty;
        return
        [
            .. unread,
            .. found.Where(fault => !AboutTheWhole.Contains(fault.Code)
                && (knowsParties || fault.Code != "party-unknown") && !unread.Any(other => IsWithin(fault, other))),
        ];
    }

    /// <summary>What nobody would call wrong, and a drafter should know.</summary>
    public static ImmutableArray<Diagnostic> Warnings(AgreementDocument document, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(document);
        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var validity in document.Of<ValidityClause>())
        {
            if (validity.Until <= now) Warn("validity-over", validity, $"it ended {validity.Until:O}");
            if (validity.EndAfterNotice(now) is null)
            {
                Warn("notice-absent", validity, "it provides for no notice: a party can end it only by terminating it");
            }
        }

        foreach (var instrument in document.Of<InstrumentClause>().Where(clause => !clause.CanPermit))
        {
            Warn("framework-alone", instrument, "nothing moves under it until an arrangement carries it out");
        }

        if (!document.Of<DisputeSuspendClause>().Any())
        {
            found.Add(new Diagnostic(
                "suspension-absent", Severity.Warning, "/clauses", 0,
                "no clause says who may suspend it; a node can, and the others may see a breach in it"));
        }

        return found.ToImmutable();

        void Warn(string code, Clause clause, string message) =>
            found.Add(new Diagnostic(code, Severity.Warning, clause.Header.Pointer, 0, message));
    }

    private static bool IsWithin(Diagnostic fault, Diagnostic other) =>
        ClauseOf(fault.Pointer) is { } clause && clause == ClauseOf(other.Pointer);

    /// <summary>The clause that a place lies in; null for other places.</summary>
    private static string? ClauseOf(string pointer) =>
        pointer.Split('/') is ["", "clauses", var number, ..] ? number : null;
}
