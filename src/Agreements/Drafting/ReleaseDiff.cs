using System.Collections.Immutable;
using Entente.Agreements.Clauses;
using Entente.Agreements.Compilation;
using Entente.Agreements.Decisions;
using Entente.Stix;

namespace Entente.Agreements.Drafting;

/// <summary>
/// What two versions of an agreement release otherwise: both asked about every release class of a finite domain. The
/// domain has the types and extensions that one of them names and one that none does, every TLP and PAP level and
/// none, our own objects without references, with and without a releaser's approval where one is asked for, on the way
/// that a node guarantees.
/// </summary>
public static class ReleaseDiff
{
    /// <summary>More classes are not asked about; then PAP levels and extensions are left out.</summary>
    public const int CasesMax = 2_000_000;

    private const string OtherType = "x-other";
    private const string OtherProperty = "x_other";

    /// <summary>The differences, by channel and type; the first class of each is its witness.</summary>
    /// <param name="before">The agreements with the old version, or without any.</param>
    /// <param name="after">The agreements with the new version.</param>
    /// <param name="agreementId">The agreement.</param>
    /// <param name="now">The instant that is asked about.</param>
    public static ImmutableArray<ReleaseChange> Between(
        AgreementSet before, AgreementSet after, string agreementId, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (old, made) = (before.Find(agreementId), after.Find(agreementId));
        var channels = (old?.Channels ?? []).Concat(made?.Channels ?? []).Distinct()
            .Select(channel => channel with { Security = ChannelSecurity.OfNode })
            .OrderBy(channel => channel.Discloser, StringComparer.Ordinal)
            .ThenBy(channel => channel.Recipient, StringComparer.Ordinal).ToList();
        var scopes = Scopes(old).Concat(Scopes(made)).ToList();
        var domain = Domain(scopes, isWhole: true).ToList();
        if ((long)domain.Count * channels.Count > CasesMax) domain = [.. Domain(scopes, isWhole: false)];
        var changes = ImmutableArray.CreateBuilder<ReleaseChange>();
        foreach (var channel in channels)
        {
            var different = domain.AsParallel().AsOrdered()
                .Select(facts => facts with { Realm = channel.Realm })
                .Select(facts => (
                    Facts: facts,
                    Before: DecisionEngine.Decide(facts, channel, before, now),
                    After: DecisionEngine.Decide(facts, channel, after, now)))
                .Where(item => item.Before.Outcome != item.After.Outcome);
            foreach (var group in different.GroupBy(item => (item.Facts.Type, item.Before.Outcome, item.After.Outcome)))
            {
                var all = group.ToList();
                changes.Add(new ReleaseChange(
                    channel, group.Key.Type, group.Key.Item2, group.Key.Item3,
                    [.. all.Select(item => Label(item.Facts)).Distinct()], all.Count, all[0].Facts, all[0].After));
            }
        }

        return changes.ToImmutable();
    }

    /// <summary>The markings of a class as people say them.</summary>
    public static string Label(ReleaseFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return facts.Markings.IsEmpty ? "unmarked" : string.Join(" ", facts.Markings.Select(marking => marking.Label));
    }

    private static IEnumerable<InformationScopeClause> Scopes(CompiledAgreement? agreement) =>
        agreement?.Document.Of<InformationScopeClause>() ?? [];

    private static IEnumerable<ReleaseFacts> Domain(List<InformationScopeClause> scopes, bool isWhole)
    {
        var types = scopes.SelectMany(scope => scope.Types).Append(OtherType).Distinct().Order(StringComparer.Ordinal);
        IEnumerable<string?> extensions = [null];
        if (isWhole)
        {
            extensions = extensions.Concat(scopes.SelectMany(scope => scope.Extensions)
                .Select(named => named.TrimEnd('*')).Append(OtherProperty).Distinct().Order(StringComparer.Ordinal));
        }

        var held = scopes.SelectMany(scope => scope.HoldTypes).ToHashSet(StringComparer.Ordinal);
        ReleaserAnswer[] one = [ReleaserAnswer.None];
        ReleaserAnswer[] both = [ReleaserAnswer.None, ReleaserAnswer.Approved];
        var tlp = Levels(MarkingScheme.Tlp);
        var pap = isWhole ? Levels(MarkingScheme.Pap) : [null];
        return
            from type in types
            from answer in held.Contains(type) ? both : one
            from extension in extensions
            from first in tlp
            from second in pap
            select new ReleaseFacts
            {
                Type = type,
                Realm = "",
                Answer = answer,
                Extensions = extension is null ? [] : [extension],
                Markings =
                [
                    .. new[] { first, second }.OfType<MarkingFact>().OrderBy(fact => fact.Id, StringComparer.Ordinal),
                ],
                Properties = [],
                Remarked = false,
            };
    }

    /// <summary>The levels of a scheme from loose to strict, and none at the end.</summary>
    private static ImmutableArray<MarkingFact?> Levels(MarkingScheme scheme) =>
    [
        .. KnownMarkings.All.Where(known => !known.IsLegacy).Select(known => MarkingFact.OfKnown(known.Id))
            .Where(fact => fact.Scheme == scheme), null,
    ];
}
