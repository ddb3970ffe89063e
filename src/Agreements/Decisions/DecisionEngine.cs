using System.Collections.Immutable;
using Entente.Agreements.Clauses;
using Entente.Agreements.Compilation;

namespace Entente.Agreements.Decisions;

/// <summary>
/// The one function that decides about releases. Total: whatever it is given, it answers with reasons. Deny overrides,
/// the default is deny, and an error denies. The order of clauses, markings and agreements changes nothing.
/// </summary>
public static class DecisionEngine
{
    /// <summary>The code of the reason that is given when nothing objects.</summary>
    public const string PermittedCode = "permitted";

    /// <summary>The clause types that must speak before anything leaves: without one of them nothing permits.</summary>
    private static readonly ImmutableArray<(Type Type, string Name)> Needed =
    [
        (typeof(InstrumentClause), "instrument"), (typeof(ValidityClause), "validity"), (typeof(PartiesClause), "parties"),
        (typeof(PurposeClause), "purpose"), (typeof(InformationScopeClause), "informationScope"),
        (typeof(MarkingClause), "marking"), (typeof(ReleasabilityClause), "releasability"),
    ];

    /// <summary>Decides about a release class in a channel at an instant.</summary>
    public static Verdict Decide(ReleaseFacts facts, ChannelTerms channel, AgreementSet agreements, DateTimeOffset now)
    {
        try
        {
            // 1. The agreement, in force, with everything it hangs on.
            if (agreements.Find(channel.AgreementId) is not { } agreement)
            {
                return Refuse("agreement-missing", $"no agreement `{channel.AgreementId}` is active here");
            }

            var findings = new Findings(agreement);
            CheckInstrument(facts, channel, agreements, now, findings);

            // 2. Every clause that applies, all of their reasons.
            var applying = agreement.Document.Clauses
                .Where(clause => clause.Header.AppliesTo(channel.Discloser, channel.Recipient)).ToList();
            foreach (var (type, name) in Needed)
            {
                if (!applying.Any(type.IsInstanceOfType))
                {
                    findings.DenyWithoutClause("permit-missing", $"no clause of type `{name}` permits it");
                }
            }

            foreach (var clause in applying) clause.Decide(facts, channel, now, findings);

            // 3. What other agreements say about the object.
            CheckOrigin(facts, channel, agreements, findings);
            CheckClassified(facts, applying, findings);
            findings.Close(facts.Type);
            return Combine(findings, applying);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return Refuse("evaluation-error", $"the decision failed: {failure.Message}");
        }
    }

    internal static ImmutableArray<Reason> Sort(IEnumerable<Reason> reasons) => [.. reasons.Distinct()
        .OrderByDescending(reason => reason.Outcome)
        .ThenBy(reason => reason.Clause?.ClauseId, StringComparer.Ordinal)
        .ThenBy(reason => reason.Code, StringComparer.Ordinal)
        .ThenBy(reason => reason.Detail, StringComparer.Ordinal)];

    private static void CheckInstrument(
        ReleaseFacts facts, ChannelTerms channel, AgreementSet agreements, DateTimeOffset now, Findings findings)
    {
        var agreement = findings.Agreement;
        if (!agreement.Instrument.CanPermit)
        {
            findings.Deny("framework-alone", agreement.Instrument, "nothing moves under a framework alone");
        }

        if (agreements.IsEnded(channel.AgreementId, now))
        {
            findings.Deny(
                "no-longer-in-force", agreement.Validity,
                $"notice or termination ended it {agreements.EndOf(channel.AgreementId):O}");
        }

        if (agreements.IsSuspended(channel.AgreementId, now))
        {
            findings.Deny(
                "suspended", (Clause?)First<DisputeSuspendClause>(agreement) ?? agreement.Validity,
                "this node has suspended it");
        }

        if (agreements.IsCompromised(channel.AgreementId, channel.Recipient, now))
        {
            findings.Deny(
                "suspended", (Clause?)First<CompromiseClause>(agreement) ?? agreement.Validity,
                "something was, or may have been, lost");
        }

        if (agreement.Instrument.Parent is { } parent && agreements.WhyParentFails(parent, now) is { } code)
        {
            findings.Deny(code, agreement.Instrument, $"its framework `{parent.Id}` is not in force");
        }

        if (facts.Realm != channel.Realm || agreement.Document.Realm != channel.Realm)
        {
            findings.DenyWithoutClause("realm-mismatch", "live and exercise never meet");
        }
    }

    private static void CheckOrigin(
        ReleaseFacts facts, ChannelTerms channel, AgreementSet agreements, Findings findings)
    {
        if (facts.OriginParty is { } origin)
        {
            if (origin == channel.Recipient)
            {
                findings.DenyWithoutClause("originator-has-it", $"`{origin}` gave it to us");
            }
            else
            {
                DenyOnward(facts.OriginAgreementId, agreements, findings);
            }
        }
        else if (facts.OriginAgreementId is not null)
        {
            // It came to us under terms; that we do not know from whom makes them no looser.
            DenyOnward(facts.OriginAgreementId, agreements, findings);
        }

        foreach (var marking in facts.Markings)
        {
            if (marking.Kind == MarkingFactKind.Agreement && marking.AgreementId != channel.AgreementId)
            {
                DenyBound(marking.AgreementId, agreements, findings);
            }
        }
    }

    /// <summary>A classification means something only by a clause that says what.</summary>
    private static void CheckClassified(ReleaseFacts facts, List<Clause> applying, Findings findings)
    {
        if (applying.Any(clause => clause is ClassificationClause)) return;
        foreach (var marking in facts.Markings)
        {
            if (marking.Classification is not { } label) continue;
            findings.DenyWithoutClause("classification-unmapped", $"no clause says what {label} means");
        }
    }

    private static T? First<T>(CompiledAgreement agreement)
        where T : Clause => agreement.Document.Of<T>().MinBy(clause => clause.Header.Id, StringComparer.Ordinal);

    private static void DenyOnward(string? agreementId, AgreementSet agreements, Findings findings) => findings.Reasons.Add(
        new Reason(
            Outcome.Deny, "onward-consent-missing", OnwardClause(agreementId, agreements),
            agreementId is null
                ? "it was received under no agreement and its originator has not consented"
                : $"it was received under `{agreementId}` and its originator has not consented"));

    private static void DenyBound(string? agreementId, AgreementSet agreements, Findings findings) => findings.Reasons.Add(
        new Reason(
            Outcome.Deny, "bound-to-other-agreement", OnwardClause(agreementId, agreements),
            $"it is marked to move under `{agreementId}` only"));

    private static ClauseRef? OnwardClause(string? agreementId, AgreementSet agreements) =>
        agreementId is not null && agreements.Find(agreementId) is { } agreement
            && agreement.Document.Of<OnwardReleaseClause>()
                .MinBy(clause => clause.Header.Id, StringComparer.Ordinal) is { } clause
            ? agreement.Cite(clause)
            : null;

    private static Verdict Combine(Findings findings, List<Clause> applying)
    {
        var outcome = findings.Reasons.Count == 0 ? Outcome.Permit : findings.Reasons.Max(reason => reason.Outcome);
        var permitting = applying.Where(clause => clause is InformationScopeClause or MarkingClause
                or ReleasabilityClause or ArrangementApprovalClause or ClassificationClause
                || findings.Reasons.Any(reason => reason.Outcome == Outcome.Transform && reason.Clause?.ClauseId == clause.Header.Id))
            .Select(findings.Agreement.Cite).OrderBy(clause => clause.ClauseId, StringComparer.Ordinal).ToImmutableArray();
        var reasons = findings.Reasons;
        if (outcome == Outcome.Permit)
        {
            var scope = permitting.FirstOrDefault(clause => clause.Type == "informationScope");
            reasons = [new Reason(Outcome.Permit, PermittedCode, scope, "every clause permits it")];
        }

        return new Verdict(
            outcome, Sort(reasons), permitting,
            [.. findings.Transforms.OrderBy(op => op.Kind).ThenBy(op => op.Argument, StringComparer.Ordinal)
                .ThenBy(op => op.Detail, StringComparer.Ordinal)],
            [.. findings.Obligations])
        {
            Whole = findings.Whole.Count == 0 ? [] : Sort(findings.Whole),
        };
    }

    private static Verdict Refuse(string code, string detail) =>
        new(Outcome.Deny, [new Reason(Outcome.Deny, code, null, detail)], [], [], []);
}
