using System.Text.Json;
using Entente.Stix;

namespace Entente.Agreements.Redaction;

/// <summary>Writes a derivative: a new object with a new id, ours, from which something of the original was removed.</summary>
internal static class DerivativeWriter
{
    public static byte[] Write(RedactionNode node, string id, string? creator, RedactionContext context)
    {
        var original = node.Object;
        var edits = new List<JsonEdit> { JsonEdit.Replace("/id", Json(id)) };
        if (original.CreatedByRef is not null && !node.IsRemoved("/created_by_ref"))
        {
            edits.Add(creator is null ? JsonEdit.Remove("/created_by_ref") : JsonEdit.Replace("/created_by_ref", Json(creator)));
        }
        else if (creator is not null && !node.IsRemoved("/created_by_ref"))
        {
            edits.Add(JsonEdit.Add("", "created_by_ref", Json(creator)));
        }

        // New times: the original's, to the millisecond, would link the two.
        var created = context.Outside(original.Id).DerivativeCreated ?? context.Now;
        if (original.Created is not null) edits.Add(JsonEdit.Replace("/created", Json(created.ToString())));
        if (original.Modified is not null)
        {
            // Every version leaves with a time of its own: equal times with different content have no rule (§3.6).
            var first = context.Now > created ? context.Now : created;
            var modified = first.ToInstant().AddMilliseconds(node.VersionsBefore);
            edits.Add(JsonEdit.Replace("/modified", Json(StixTimestamp.FromInstant(modified).ToString())));
        }

        foreach (var pointer in node.Removed) edits.Add(JsonEdit.Remove(pointer));
        foreach (var (pointer, target) in node.Rewritten)
        {
            // Granular markings are written anew as a whole.
            if (pointer.StartsWith("/granular_markings/", StringComparison.Ordinal)) continue;
            if (!node.IsRemoved(pointer) && pointer != "/created_by_ref") edits.Add(JsonEdit.Replace(pointer, Json(target)));
        }

        if (!original.GranularMarkings.IsEmpty && !node.IsRemoved("/granular_markings"))
        {
            edits.Add(GranularRewriter.Rewrite(node) is { } rewritten
                ? JsonEdit.Replace("/granular_markings", rewritten)
                : JsonEdit.Remove("/granular_markings"));
        }

        return JsonEditor.Apply(original.Bytes.Span, edits);
    }

    private static byte[] Json(string text) => JsonSerializer.SerializeToUtf8Bytes(text);
}
