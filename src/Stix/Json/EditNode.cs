namespace Entente.Stix.Json;

/// <summary>One step of the pointers of a set of edits, and what is to be done there.</summary>
internal sealed class EditNode(string pointer)
{
    private readonly Dictionary<string, EditNode> _children = new(StringComparer.Ordinal);

    public string Pointer { get; } = pointer;

    /// <summary>The removal or replacement of this value, if any.</summary>
    public JsonEdit? Change { get; private set; }

    public List<JsonEdit> Additions { get; } = [];

    public bool Seen { get; set; }

    public bool HasChildren => _children.Count > 0;

    public static EditNode Plan(IReadOnlyCollection<JsonEdit> edits)
    {
        var root = new EditNode("");
        foreach (var edit in edits)
        {
            var node = root;
            foreach (var step in JsonPointer.Parse(edit.Pointer)) node = node.ChildOrNew(step);
            if (edit.Kind == JsonEditKind.Add) node.Additions.Add(edit);
            else node.SetChange(edit);
        }

        if (root.Change?.Kind == JsonEditKind.Remove)
        {
            throw new ArgumentException("the whole text cannot be removed", nameof(edits));
        }

        return root;
    }

    public EditNode? Child(string step) => _children.GetValueOrDefault(step);

    /// <summary>The pointer of an edit whose place the text did not have; null if all were met.</summary>
    public string? FirstUnseen()
    {
        if (!Seen) return Pointer;

        // What stands below a change goes with it, so it need not have been met.
        return Change is not null
            ? null : _children.Values.Select(child => child.FirstUnseen()).FirstOrDefault(p => p is not null);
    }

    private EditNode ChildOrNew(string step)
    {
        if (_children.TryGetValue(step, out var child)) return child;
        return _children[step] = new EditNode(JsonPointer.Append(Pointer, step));
    }

    private void SetChange(JsonEdit edit)
    {
        if (Change is not null && (Change.Kind != edit.Kind || !Change.Value.Span.SequenceEqual(edit.Value.Span)))
        {
            throw new ArgumentException($"two edits of `{Pointer}` contradict each other", nameof(edit));
        }

        Change = edit;
    }
}
