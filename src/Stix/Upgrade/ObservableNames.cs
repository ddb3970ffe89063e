using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Entente.Stix.Upgrade;

/// <summary>
/// Gives the objects of one observed data their ids. Where the standard makes the id of the content, it does so here,
/// references first; the order of the dictionary plays no part.
/// </summary>
/// <param name="drafts">The objects by their key.</param>
/// <param name="observedId">Id of the observed data.</param>
internal sealed class ObservableNames(Dictionary<string, UpgradeDraft> drafts, string observedId)
{
    /// <summary>Namespace of ids that the standard does not make: custom types, by their content.</summary>
    private static readonly Guid Space = new("5d0f3ad5-0b0f-4f4e-9a7c-5f0f5b0c2f61");

    /// <summary>Sets the id of each object.</summary>
    /// <param name="originals">Each object as it came in, by its key.</param>
    public void Assign(IReadOnlyDictionary<string, JsonNode> originals)
    {
        var waiting = new Dictionary<string, int>(StringComparer.Ordinal);
        var users = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var (key, draft) in drafts)
        {
            var needed = Identifying(draft).SelectMany(member => LocalReferences.KeysIn(member.Key, member.Value))
                .Where(drafts.ContainsKey).Distinct(StringComparer.Ordinal).ToList();
            waiting[key] = needed.Count;
            foreach (var target in needed)
            {
                if (!users.TryGetValue(target, out var list)) users[target] = list = [];
                list.Add(key);
            }
        }

        var ready = new Queue<string>(waiting.Where(pair => pair.Value == 0).Select(pair => pair.Key));
        while (ready.TryDequeue(out var key))
        {
            drafts[key].Id = Compute(drafts[key]) ?? OccurrenceId(key, originals);
            foreach (var user in users.GetValueOrDefault(key) ?? [])
            {
                if (--waiting[user] == 0) ready.Enqueue(user);
            }
        }

        // Archives that contain each other have no content to start from.
        foreach (var (key, draft) in drafts.Where(pair => pair.Value.Id.Length == 0))
        {
            draft.Id = OccurrenceId(key, originals);
        }
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Identifying(UpgradeDraft draft) =>
        StixTypes.KindOf(draft.Type) == ObjectKind.CyberObservable
            ? draft.Body.Where(member => ObservableIds.IsContributing(draft.Type, member.Key))
            : draft.Body.Where(member => member.Key is not ("object_marking_refs" or "granular_markings"));

    private string? Compute(UpgradeDraft draft)
    {
        var content = new JsonObject { ["type"] = draft.Type };
        foreach (var (name, value) in Identifying(draft)) content[name] = value?.DeepClone();
        LocalReferences.Resolve(content, key => drafts.GetValueOrDefault(key)?.Id);
        if (StixTypes.KindOf(draft.Type) == ObjectKind.CyberObservable)
        {
            return ObservableIds.TryCompute(UpgradeJson.Write(content), out var id) ? id : null;
        }

        return StixId.Format(draft.Type, StixId.NameBased(Space, UpgradeJson.Canonical(content)));
    }

    // A process, or anything without identifying content, is the one that was seen there and then, and no other. Its
    // id is of version 4 as the standard asks (§2.9), but made from where it stood, so that it comes out again.
    private string OccurrenceId(string key, IReadOnlyDictionary<string, JsonNode> originals)
    {
        var draft = drafts[key];
        var place = new JsonArray(observedId, key, originals.GetValueOrDefault(key)?.DeepClone());
        return StixId.Format(draft.Type, StixId.Shape(SHA256.HashData(UpgradeJson.Canonical(place)), version: 4));
    }
}
