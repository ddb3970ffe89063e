using System.Collections.Immutable;
using Entente.Agreements.Compilation;
using Entente.Agreements.Decisions;
using Entente.Stix;

namespace Entente.Agreements.Facts;

/// <summary>Reads from an object what decisions about it need to know, and what its markings are.</summary>
public static class ObjectFacts
{
    /// <summary>The facts about an object on its way through a channel.</summary>
    /// <param name="stix">The object.</param>
    /// <param name="origin">Where it came from.</param>
    /// <param name="agreement">The agreement of the channel; null when none is active.</param>
    /// <param name="markingOf">What a marking is.</param>
    public static ReleaseFacts Of(
        StixObject stix, ObjectOrigin origin, CompiledAgreement? agreement, Func<string, MarkingFact> markingOf)
    {
        ArgumentNullException.ThrowIfNull(stix);
        ArgumentNullException.ThrowIfNull(origin);
        var isUnmarked = stix.ObjectMarkingRefs.IsEmpty;
        var ids = isUnmarked && origin.AssumedMarking is { } assumed ? [assumed] : stix.ObjectMarkingRefs;
        var definition = stix.Kind == ObjectKind.MarkingDefinition
            ? MarkingDefinitions.KindOf(stix)
            : MarkingKind.Other;
        var facts = new ReleaseFacts
        {
            Type = stix.Type,
            Realm = origin.Realm,
            Extensions = [.. stix.ExtensionIds
                .Concat(stix.PropertyNames.Where(name => IsCustom(stix, name)))
                .Distinct().Order(StringComparer.Ordinal)],
            Markings = Sorted(ids.Select(markingOf)),
            CreatorId = stix.CreatedByRef,
            OriginParty = origin.Party,
            OriginAgreementId = origin.AgreementId,
            StandardDefinition = definition == MarkingKind.Known,
            StatementDefinition = definition == MarkingKind.Statement,
            IsParty = agreement?.FindByIdentity(stix.Id) is not null,
            HasExternalReferences = stix.PropertyNames.Contains("external_references"),

            // A marking that we assume is ours, whoever made the object.
            Remarked = isUnmarked && origin.AssumedMarking is not null,
        };
        return ContentFacts.Add(facts, stix, agreement);
    }

    /// <summary>
    /// The facts about a part that a granular marking names: it only tightens, so the part is judged with the object's
    /// markings and its own together.
    /// </summary>
    public static ReleaseFacts OfPart(ReleaseFacts whole, MarkingFact marking)
    {
        ArgumentNullException.ThrowIfNull(whole);
        return whole with { Markings = Sorted(whole.Markings.Append(marking)) };
    }

    /// <summary>The ids of all markings on an object and on its parts, and of the one that is assumed.</summary>
    public static IEnumerable<string> MarkingIds(StixObject stix, ObjectOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(stix);
        ArgumentNullException.ThrowIfNull(origin);
        return stix.ObjectMarkingRefs
            .Concat(stix.GranularMarkings.Select(entry => entry.MarkingRef).OfType<string>())
            .Concat(origin.AssumedMarking is { } assumed ? [assumed] : []);
    }

    /// <summary>
    /// What a marking is by its id alone: a standard one, or an agreement's. Unknown when its definition has to be
    /// looked at.
    /// </summary>
    public static MarkingFact MarkingById(string id, AgreementSet agreements)
    {
        ArgumentNullException.ThrowIfNull(agreements);
        var known = MarkingFact.OfKnown(id);
        return known.Kind == MarkingFactKind.Unknown && agreements.FindByMarking(id) is { } agreement
            ? new MarkingFact(id, MarkingFactKind.Agreement, AgreementId: agreement)
            : known;
    }

    /// <summary>What a marking is by its definition, when its id alone does not say.</summary>
    public static MarkingFact MarkingByDefinition(StixObject definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var id = definition.Id;
        if (MarkingDefinitions.ClassificationOf(definition) is { } label)
        {
            return new MarkingFact(id, MarkingFactKind.Level)
            {
                Classification = new ClassificationLabel(label.Scheme, label.Level),
            };
        }

        if (MarkingDefinitions.IepOf(definition) is { } policy)
        {
            return new MarkingFact(id, MarkingFactKind.Level) { Iep = policy };
        }

        return new MarkingFact(
            id,
            MarkingDefinitions.KindOf(definition) == MarkingKind.Statement
                ? MarkingFactKind.Statement
                : MarkingFactKind.Unknown);
    }

    /// <summary>
    /// Whether a scope must name the property. A custom type's own properties are what the type is, so naming the type
    /// names them; what somebody added to it (<c>x_…</c>, STIX 2.1 §11.1) must be named like anywhere else.
    /// </summary>
    private static bool IsCustom(StixObject stix, string name) => stix.Kind == ObjectKind.Custom
        ? name.StartsWith("x_", StringComparison.Ordinal)
        : !StandardProperties.IsStandard(stix.Type, name);

    private static ImmutableArray<MarkingFact> Sorted(IEnumerable<MarkingFact> facts) =>
        [.. facts.DistinctBy(fact => fact.Id).OrderBy(fact => fact.Id, StringComparer.Ordinal)];
}
