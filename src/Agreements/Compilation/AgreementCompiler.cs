using System.Collections.Immutable;
using System.Security.Cryptography;
using Entente.Agreements.Clauses;
using Entente.Agreements.Documents;
using Entente.Agreements.Signatures;
using Entente.Stix;

namespace Entente.Agreements.Compilation;

/// <summary>
/// Turns a signed document into an agreement that can be in force, or refuses with every reason at once. Fail closed:
/// what cannot be checked is refused.
/// </summary>
public static class AgreementCompiler
{
    /// <summary>Compiles a signed agreement.</summary>
    /// <param name="signed">The document with its signatures.</param>
    /// <param name="active">The agreements active so far; a framework must be among them.</param>
    /// <param name="pinnedKeys">Each party's keys, as confirmed out of band.</param>
    /// <param name="texts">The authentic texts at hand, by language; each one given must be the one that was signed.</param>
    /// <param name="reasons">Why it does not activate; empty when it does.</param>
    public static CompiledAgreement? Compile(
        SignedAgreement signed,
        AgreementSet active,
        IReadOnlyDictionary<string, PartyKeys> pinnedKeys,
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> texts,
        out ImmutableArray<Diagnostic> reasons)
    {
        var document = signed.Document;
        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        CheckText(document, found);
        CheckParent(document, active, found);
        CheckTexts(document, texts, found);
        CheckKeys(document, pinnedKeys, found);
        foreach (var party in signed.Verify())
        {
            if (party.Fault is { } fault) found.Add(Reason(fault, "/signatures", $"{party.Party}: {party.Detail}"));
        }

        reasons = found.ToImmutable();
        return reasons.IsEmpty ? new CompiledAgreement(document) : null;
    }

    /// <summary>
    /// The agreements as they would be with a document among them, unsigned as it is: for rehearsals, which ask what
    /// would be decided. Null when its text could never be activated.
    /// </summary>
    /// <param name="document">The document.</param>
    /// <param name="active">The agreements beside it; a framework must be among them.</param>
    /// <param name="reasons">Why not; empty when it could.</param>
    public static AgreementSet? Rehearse(
        AgreementDocument document, AgreementSet active, out ImmutableArray<Diagnostic> reasons)
    {
        ArgumentNullException.ThrowIfNull(active);
        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        CheckText(document, found);
        CheckParent(document, active, found);
        reasons = found.ToImmutable();
        return reasons.IsEmpty ? active.With(new CompiledAgreement(document)) : null;
    }

    internal static void CheckText(AgreementDocument document, ImmutableArray<Diagnostic>.Builder found)
    {
        CheckClauses(document, found);
        foreach (var clause in document.Clauses) found.AddRange(clause.Check(document));
        CheckApplies(document, found);
    }

    private static void CheckClauses(AgreementDocument document, ImmutableArray<Diagnostic>.Builder found)
    {
        One<InstrumentClause>("instrument");
        One<ValidityClause>("validity");
        One<PartiesClause>("parties");
        if (document.Of<InstrumentClause>().FirstOrDefault()?.CanPermit != true) return;
        Some<PurposeClause>("purpose");
        Some<InformationScopeClause>("informationScope");
        Some<MarkingClause>("marking");
        Some<ReleasabilityClause>("releasability");
        Some<OnwardReleaseClause>("onwardRelease");

        void One<T>(string type)
            where T : Clause
        {
            if (document.Of<T>().Count() != 1) found.Add(Reason("clause-count", "/clauses", $"there is exactly one clause of type `{type}`"));
        }

        void Some<T>(string type)
            where T : Clause
        {
            if (!document.Of<T>().Any()) found.Add(Reason("clause-missing", "/clauses", $"there is no clause of type `{type}`"));
        }
    }

    private static void CheckApplies(AgreementDocument document, ImmutableArray<Diagnostic>.Builder found)
    {
        var parties = document.Parties.Select(party => party.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var clause in document.Clauses)
        {
            foreach (var stranger in clause.Header.From.Concat(clause.Header.To).Where(party => !parties.Contains(party)))
            {
                found.Add(Reason("party-unknown", $"{clause.Header.Pointer}/appliesTo", $"`{stranger}` is no party"));
            }
        }
    }

    internal static void CheckParent(
        AgreementDocument document, AgreementSet active, ImmutableArray<Diagnostic>.Builder found)
    {
        if (document.Of<InstrumentClause>().FirstOrDefault() is not { Parent: { } parent } instrument) return;
        var place = $"{instrument.Header.Pointer}/parameters/parent";
        if (active.Find(parent.Id) is not { } framework)
        {
            found.Add(Reason("parent-missing", place, $"its framework `{parent.Id}` is not active here"));
        }
        else if (framework.Document.Version != parent.Version || framework.Document.Digest.ToHex() != parent.Sha256)
        {
            found.Add(Reason("parent-changed", place, $"the active `{parent.Id}` is not the version that is named"));
        }
        else
        {
            // Who carries a framework out is party to it.
            foreach (var party in document.Parties.Where(party => framework.Find(party.Id)?.Identity != party.Identity))
            {
                found.Add(Reason("parent-party", place, $"`{party.Id}` is no party to `{parent.Id}`"));
            }
        }
    }

    private static void CheckTexts(
        AgreementDocument document,
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> texts,
        ImmutableArray<Diagnostic>.Builder found)
    {
        if (document.Of<InstrumentClause>().FirstOrDefault() is not { } instrument) return;
        foreach (var (language, text) in texts)
        {
            if (!instrument.AuthenticTexts.TryGetValue(language, out var digest)
                || Convert.ToHexStringLower(SHA256.HashData(text.Span)) != digest)
            {
                found.Add(Reason(
                    "text-changed", $"{instrument.Header.Pointer}/parameters/authenticTexts",
                    $"the text in `{language}` is not the one that was signed"));
            }
        }
    }

    private static void CheckKeys(
        AgreementDocument document,
        IReadOnlyDictionary<string, PartyKeys> pinnedKeys,
        ImmutableArray<Diagnostic>.Builder found)
    {
        foreach (var party in document.Parties)
        {
            if (!pinnedKeys.TryGetValue(party.Id, out var pinned))
            {
                found.Add(Reason("party-key-unknown", "/clauses", $"the keys of `{party.Id}` have not been confirmed here"));
            }
            else if (!pinned.SameAs(party.Keys))
            {
                found.Add(Reason("party-key-other", "/clauses", $"the keys of `{party.Id}` are not those confirmed here"));
            }
        }
    }

    private static Diagnostic Reason(string code, string pointer, string message) =>
        new(code, Severity.Error, pointer, 0, message);
}
