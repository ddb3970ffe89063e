using System.Text.Json;
using Entente.Stix;

namespace Entente.Agreements.Redaction;

/// <summary>
/// Writes a derivative: a new object with a new id, ours, from which something of the original was removed.
/// </summary>
internal static class DerivativeWriter
{
    /// <summary>The bytes of a node's derivative.</summary>
    /// <param name="node">The node, settled.</param>
    /// <param name="spokenOf">The derivative whose version the object names, if it does.</param>
    /// <param name="creator">Who stands as its creator; null for nobody.</param>
    /// <param name="context">What it is redacted for.</param>
    public static byte[] Write(RedactionNode node, RedactionNode? spokenOf, string? creator, RedactionContext context)
    {
        var original = node.Object;
        var edits = new List<JsonEdit> { JsonEdit.Replace("/id", Json(context.Ids.Of(original.Id))) };
        if (original.CreatedByRef is not null && !node.IsRemoved("/created_by_ref"))
        {
            edits.Add(creator is null ? JsonEdit.Remove("/created_by_ref") : JsonEdit.Replace("/created_by_ref", Json(creator)));
        }
        else if (creator is not null && !node.IsRemoved("/created_by_ref"))
        {
            edits.Add(JsonEdit.Add("", "created_by_ref", Json(creator)));
        }

        // New times: the original's, to the millisecond, would link the two.
        var (created, modified) = Times(node, context);
        if (original.Created is not null) edits.Add(JsonEdit.Replace("/created", Json(created.ToString())));
        if (original.Modified is not null) edits.Add(JsonEdit.Replace("/modified", Json(modified.ToString())));
        if (spokenOf is not null && !node.IsRemoved("/object_modified"))
        {
            var (_, version) = Times(spokenOf, context);
            edits.Add(JsonEdit.Replace("/object_modified", Json(version.ToString())));
        }

        AddReplacements(node, context, edits);
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

    private static void AddReplacements(RedactionNode node, RedactionContext context, List<JsonEdit> edits)
    {
        foreach (var (pointer, text) in node.Replaced)
        {
            if (!node.IsRemoved(pointer)) edits.Add(JsonEdit.Replace(pointer, Json(text)));
        }

        if (node.Tokenised.Count == 0) return;
        using var document = JsonDocument.Parse(node.Object.Bytes, new JsonDocumentOptions { MaxDepth = 1000 });
        foreach (var pointer in node.Tokenised.Where(pointer => !node.IsRemoved(pointer)))
        {
            var text = LeakGuard.Find(document.RootElement, pointer)!.Value.GetString()!;
            edits.Add(JsonEdit.Replace(pointer, Json(context.Ids.TokenOf(text))));
        }
    }

    /// <summary>
    /// Every version leaves with a time of its own, later than the last one: equal times with different content have no
    /// rule (§3.6).
    /// </summary>
    private static (StixTimestamp Created, StixTimestamp Modified) Times(RedactionNode node, RedactionContext context)
    {
        var before = context.Outside(node.Object.Id);
        var created = before.DerivativeCreated ?? context.Now;
        var first = context.Now > created ? context.Now : created;
        if (before.DerivativeModified is { } last && last >= first)
        {
            first = StixTimestamp.FromInstant(last.ToInstant().AddMilliseconds(1));
        }

        return (created, StixTimestamp.FromInstant(first.ToInstant().AddMilliseconds(node.VersionsBefore)));
    }

    private static byte[] Json(string text) => JsonSerializer.SerializeToUtf8Bytes(text);
}
