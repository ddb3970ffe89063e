using System.Text.Json.Nodes;

namespace Entente.Stix.Upgrade;

/// <summary>Names of hash algorithms that the vocabulary spells otherwise in STIX 2.1 (§10.7).</summary>
internal static class HashNames
{
    /// <summary>Renames the keys of a dictionary of hashes; the path leads to it.</summary>
    public static void Upgrade(UpgradeDraft draft, JsonObject hashes, string[] path)
    {
        // The other names that 2.1 left out of its vocabulary are still lawful keys.
        if (!hashes.ContainsKey("ssdeep") || hashes.ContainsKey("SSDEEP")) return;
        UpgradeJson.Rename(hashes, "ssdeep", "SSDEEP");
        draft.Follow([.. path, "ssdeep"], [.. path, "SSDEEP"]);
        draft.Report(
            "hash-renamed",
            UpgradeChangeKind.Moved,
            $"{string.Concat(path.Select(step => $"/{Json.JsonPointer.Escape(step.Trim('[', ']'))}"))}/ssdeep",
            "ssdeep",
            "SSDEEP",
            "the vocabulary spells the algorithm so",
            "STIX 2.1 §10.7");
    }

    /// <summary>Finds every dictionary of hashes below a node.</summary>
    public static void UpgradeAll(UpgradeDraft draft, JsonNode? node, string[] path)
    {
        switch (node)
        {
            case JsonObject body:
                foreach (var name in body.Select(member => member.Key).ToList())
                {
                    if (name.EndsWith("hashes", StringComparison.Ordinal) && body[name] is JsonObject hashes)
                    {
                        Upgrade(draft, hashes, [.. path, name]);
                    }
                    else if (body[name] is JsonObject or JsonArray)
                    {
                        UpgradeAll(draft, body[name], [.. path, name]);
                    }
                }

                break;
            case JsonArray list:
                for (var at = 0; at < list.Count; at++) UpgradeAll(draft, list[at], [.. path, $"[{at}]"]);
                break;
        }
    }
}
