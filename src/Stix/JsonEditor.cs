using Entente.Stix.Json;

namespace Entente.Stix;

/// <summary>
/// Changes JSON text in place of re-serialising it: every byte that no edit names stays as it was, white space, key
/// order and number forms included.
/// </summary>
public static class JsonEditor
{
    /// <summary>Applies all edits at once; pointers are those of the text before any edit.</summary>
    /// <param name="json">Well-formed JSON; a text over the limits of <see cref="StixLimits.Default"/> in depth is
    /// refused.</param>
    /// <param name="edits">
    /// The edits, in any order. An edit inside a part that another one removes or replaces has no effect of its own.
    /// Lists and objects that lose everything stay, empty.
    /// </param>
    /// <exception cref="ArgumentException">
    /// A pointer names nothing, a name is there already, two edits of one place contradict each other, or the text is
    /// not JSON. An edit is never passed over in silence: a redaction that does nothing would be a leak.
    /// </exception>
    public static byte[] Apply(ReadOnlySpan<byte> json, IReadOnlyCollection<JsonEdit> edits)
    {
        ArgumentNullException.ThrowIfNull(edits);
        var root = EditNode.Plan(edits);
        var limits = StixLimits.Default with
        {
            ObjectBytesMax = int.MaxValue,
            PropertiesMax = int.MaxValue,
            ListItemsMax = int.MaxValue,
            StringBytesMax = int.MaxValue,
        };
        using var tape = JsonTape.Read(json, limits);
        var walk = new JsonWalk(json, tape);
        var finder = new EditPlaces();
        if (walk.Read()) finder.Visit(ref walk, root);
        while (walk.Read())
        {
        }

        if (walk.Fault is { } fault) throw new ArgumentException($"{fault.Code} at byte {fault.Offset}", nameof(json));
        if (root.FirstUnseen() is { } pointer)
        {
            throw new ArgumentException($"there is no value at `{pointer}`", nameof(edits));
        }

        return finder.Splice(json);
    }
}
