using Entente.Agreements.Compilation;
using Entente.Agreements.Decisions;
using Entente.Exchange.Ports;
using Entente.Stix;

namespace Entente.Exchange.Policy;

/// <summary>Resolves the markings of a batch: standard ones by id, agreements', and statements that we hold.</summary>
internal sealed class MarkingCatalog
{
    private readonly Dictionary<string, MarkingFact> _facts = new(StringComparer.Ordinal);

    /// <summary>Resolves every marking that the objects name.</summary>
    public static async Task<MarkingCatalog> LoadAsync(
        IReadOnlyList<StoredObject> batch,
        IObjectStore store,
        AgreementSet agreements,
        StixLimits limits,
        CancellationToken cancellation)
    {
        var catalog = new MarkingCatalog();
        foreach (var stored in batch)
        {
            var ids = stored.Stix.ObjectMarkingRefs
                .Concat(stored.Stix.GranularMarkings.Select(entry => entry.MarkingRef).OfType<string>())
                .Concat(stored.Row.AssumedMarking is { } assumed ? [assumed] : []);
            foreach (var id in ids)
            {
                if (!catalog._facts.ContainsKey(id))
                {
                    catalog._facts[id] = await ResolveAsync(id, stored.Row.Realm, store, agreements, limits, cancellation);
                }
            }
        }

        return catalog;
    }

    /// <summary>What a marking is; unknown when it was not resolved.</summary>
    public MarkingFact Of(string id) => _facts.GetValueOrDefault(id) ?? new MarkingFact(id, MarkingFactKind.Unknown);

    private static async Task<MarkingFact> ResolveAsync(
        string id, Realm realm, IObjectStore store, AgreementSet agreements, StixLimits limits, CancellationToken cancellation)
    {
        var known = MarkingFact.OfKnown(id);
        if (known.Kind != MarkingFactKind.Unknown) return known;
        if (agreements.FindByMarking(id) is { } agreement) return new MarkingFact(id, MarkingFactKind.Agreement, AgreementId: agreement);
        if (await store.FindLatestAsync(realm, id, cancellation) is not { } row) return known;
        var definition = StoredObject.Load(row, limits).Stix;
        if (MarkingDefinitions.ClassificationOf(definition) is { } label)
        {
            return new MarkingFact(id, MarkingFactKind.Level)
            {
                Classification = new ClassificationLabel(label.Scheme, label.Level),
            };
        }

        if (MarkingDefinitions.IepOf(definition) is { } policy) return new MarkingFact(id, MarkingFactKind.Level) { Iep = policy };
        return MarkingDefinitions.KindOf(definition) == MarkingKind.Statement
            ? new MarkingFact(id, MarkingFactKind.Statement)
            : known;
    }
}
