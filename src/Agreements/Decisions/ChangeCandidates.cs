using System.Collections.Immutable;
using Entente.Agreements.Clauses;
using Entente.Agreements.Compilation;
using Entente.Stix;

namespace Entente.Agreements.Decisions;

/// <summary>
/// What could be otherwise about a release: markings, extensions and content of the object, answers and consents of
/// persons, suspensions, the time. Never who gave it, and never the text of the agreement.
/// </summary>
internal static class ChangeCandidates
{
    /// <summary>Three of so many are tried together in well under a second.</summary>
    private const int CandidatesMax = 40;

    private static readonly ImmutableArray<string> ConsentKinds = ["derive", "downgrade", "declassify"];

    public static ImmutableArray<ChangeCandidate> Of(ChangedCase start, ChannelTerms channel)
    {
        var agreement = start.Agreements.Find(channel.AgreementId);
        return
        [
            .. People(start.Facts)
                .Concat(Markings(start.Facts, agreement))
                .Concat(Content(start.Facts, agreement))
                .Concat(Agreements(start, channel.AgreementId))
                .Concat(Times(start, agreement))
                .Take(CandidatesMax),
        ];
    }

    private static IEnumerable<ChangeCandidate> People(ReleaseFacts facts)
    {
        if (facts.Answer != ReleaserAnswer.Approved)
        {
            yield return Change(
                "approve", "releaser", "a releaser approves it", old => old with { Answer = ReleaserAnswer.Approved });
        }

        foreach (var consent in ConsentKinds.Except(facts.Consents))
        {
            yield return Change(
                $"consent-{consent}", "originator", $"its originator consents to `{consent}`",
                old => old with { Consents = [.. old.Consents.Append(consent).Order(StringComparer.Ordinal)] });
        }
    }

    private static IEnumerable<ChangeCandidate> Markings(ReleaseFacts facts, CompiledAgreement? agreement)
    {
        // Who made it, or gave it to us, says how it is marked.
        var by = MayMark(facts, agreement) ? "submitter" : "originator";
        foreach (var marking in facts.Markings.OrderBy(marking => marking.Id, StringComparer.Ordinal))
        {
            var group = $"marking {marking.Id}";
            foreach (var lower in Lower(marking))
            {
                yield return Change(
                    "mark-lower", by, $"it is marked {lower.Label} and not {marking.Label}",
                    old => With(old, marking, lower), group);
            }

            if (marking is { Kind: MarkingFactKind.Level, Iep: null, Classification: null }) continue;
            yield return Change(
                "marking-removed", by, $"it is not marked {marking.Label}", old => With(old, marking, null), group);
        }

        foreach (var scheme in new[] { MarkingScheme.Tlp, MarkingScheme.Pap })
        {
            if (facts.Markings.Any(marking => marking.Scheme == scheme)) continue;
            foreach (var level in Levels(scheme))
            {
                yield return Change(
                    "mark", by, $"it is marked {level.Label}", old => With(old, null, level), $"mark {scheme}");
            }
        }
    }

    private static IEnumerable<ChangeCandidate> Content(ReleaseFacts facts, CompiledAgreement? agreement)
    {
        foreach (var extension in facts.Extensions)
        {
            yield return Change(
                "extension-removed", "submitter", $"it is without `{extension}`",
                old => old with { Extensions = old.Extensions.Remove(extension) }, $"extension {extension}");
        }

        if (facts.HasExternalReferences)
        {
            yield return Change(
                "references-removed", "submitter", "it is without `external_references`",
                old => old with { HasExternalReferences = false });
        }

        foreach (var scope in agreement?.Document.Of<InformationScopeClause>() ?? [])
        {
            if (scope.SeverityTypes.Contains(facts.Type) && scope.SeverityLeast is { } least)
            {
                yield return Change(
                    "severity", "submitter", $"its severity is {least}", old => old with { Severity = least });
            }

            if (scope.Categories.TryGetValue(facts.Type, out var allowed))
            {
                yield return Change(
                    "categories", "submitter", $"its categories are among {string.Join(", ", allowed)}",
                    old => old with { Categories = allowed });
            }
        }
    }

    /// <summary>Suspensions by this node, of the agreement and of all that it hangs on.</summary>
    private static IEnumerable<ChangeCandidate> Agreements(ChangedCase start, string agreementId)
    {
        for (var id = agreementId; id is not null; id = start.Agreements.Find(id)?.Instrument.Parent?.Id)
        {
            if (start.Agreements.SuspensionsOf(id).IsEmpty) continue;
            var suspended = id;
            yield return new ChangeCandidate(
                $"suspension {id}", new WhatIf("resume", "officer", $"`{id}` is resumed here"),
                old => old with { Agreements = old.Agreements.WithoutSuspensions(suspended) });
        }
    }

    private static IEnumerable<ChangeCandidate> Times(ChangedCase start, CompiledAgreement? agreement) =>
        (agreement?.BoundariesAfter(start.Now) ?? [])
            .Concat(start.Facts.Markings.Select(marking => marking.Iep?.Start).OfType<DateTimeOffset>())
            .Where(time => time > start.Now).Distinct().Order()
            .Select(time => new ChangeCandidate(
                "time", new WhatIf("wait", "time", $"it is {StixTimestamp.FromInstant(time)}"),
                old => old with { Now = time }));

    private static bool MayMark(ReleaseFacts facts, CompiledAgreement? agreement) =>
        facts is { OriginParty: null, OriginAgreementId: null }
        && (facts.CreatorId is null || agreement?.FindByIdentity(facts.CreatorId) is not null);

    /// <summary>The levels under a marking's in its scheme, the highest first.</summary>
    private static IEnumerable<MarkingFact> Lower(MarkingFact marking) => marking.Scheme is { } scheme
        ? Levels(scheme).Where(level => level.Tlp < marking.Tlp || level.Pap < marking.Pap)
        : [];

    private static IEnumerable<MarkingFact> Levels(MarkingScheme scheme) => KnownMarkings.All
        .Where(known => !known.IsLegacy).Select(known => MarkingFact.OfKnown(known.Id))
        .Where(fact => fact.Scheme == scheme).OrderByDescending(fact => fact.Tlp).ThenByDescending(fact => fact.Pap);

    private static ReleaseFacts With(ReleaseFacts facts, MarkingFact? removed, MarkingFact? added) => facts with
    {
        Markings =
        [
            .. facts.Markings.Where(marking => marking != removed).Concat(added is null ? [] : [added])
                .DistinctBy(marking => marking.Id).OrderBy(marking => marking.Id, StringComparer.Ordinal),
        ],
    };

    private static ChangeCandidate Change(
        string code, string by, string detail, Func<ReleaseFacts, ReleaseFacts> apply, string? group = null) =>
        new(group ?? code, new WhatIf(code, by, detail), old => old with { Facts = apply(old.Facts) });
}
