using Entente.Agreements.Compilation;
using Entente.Agreements.Decisions;
using Entente.Agreements.Facts;
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
            foreach (var id in ObjectFacts.MarkingIds(stored.Stix, stored.Origin))
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
        var known = ObjectFacts.MarkingById(id, agreements);
        if (known.Kind != MarkingFactKind.Unknown) return known;
        return await store.FindLatestAsync(realm, id, cancellation) is { } row
            ? ObjectFacts.MarkingByDefinition(StoredObject.Load(row, limits).Stix)
            : known;
    }
}
