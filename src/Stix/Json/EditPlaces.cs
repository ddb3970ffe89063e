using System.Text.Json;

namespace Entente.Stix.Json;

/// <summary>Finds where in the text the planned edits fall, and cuts and joins accordingly.</summary>
internal sealed class EditPlaces
{
    private readonly List<Cut> _splices = [];

    /// <summary>Visits the value at the current token.</summary>
    public void Visit(ref JsonWalk walk, EditNode node)
    {
        node.Seen = true;
        var start = walk.Start;
        if (node.Change is { } change)
        {
            walk.Skip();
            if (change.Kind == JsonEditKind.Replace) _splices.Add(new Cut(start, walk.End, change.Value));
            return;
        }

        if (node.Additions.Count > 0 && walk.Token != JsonTokenType.StartObject)
        {
            throw new ArgumentException($"`{node.Pointer}` is not an object");
        }

        if (!node.HasChildren && node.Additions.Count == 0) walk.Skip();
        else if (walk.Token == JsonTokenType.StartObject) VisitMembers(ref walk, node, start + 1);
        else if (walk.Token == JsonTokenType.StartArray) VisitItems(ref walk, node);
    }

    /// <summary>The text with every splice made.</summary>
    public byte[] Splice(ReadOnlySpan<byte> json)
    {
        var output = new ByteBuffer(json.Length);
        var at = 0;
        foreach (var splice in _splices.OrderBy(splice => splice.Start).ThenBy(splice => splice.End))
        {
            output.Append(json[at..splice.Start]);
            output.Append(splice.Value.Span);
            at = splice.End;
        }

        output.Append(json[at..]);
        return output.Written.ToArray();
    }

    private void VisitMembers(ref JsonWalk walk, EditNode node, int inside)
    {
        var row = new Row(this);
        var names = node.Additions.Select(addition => addition.Name!).ToHashSet(StringComparer.Ordinal);
        if (names.Count < node.Additions.Count) throw new ArgumentException($"`{node.Pointer}` gains a name twice");
        while (walk.Read() && walk.Token == JsonTokenType.PropertyName)
        {
            var start = walk.Start;
            var name = walk.Text();
            var child = node.Child(name);
            if (!walk.Read()) return;
            if (child is null) walk.Skip();
            else Visit(ref walk, child);
            var removed = child?.Change?.Kind == JsonEditKind.Remove;
            if (!removed && names.Contains(name))
            {
                throw new ArgumentException($"`{node.Pointer}` has `{name}` already");
            }

            row.Add(start, walk.End, removed);
        }

        row.Close();
        if (node.Additions.Count == 0) return;
        var at = row.LastKeptEnd < 0 ? inside : row.LastKeptEnd;
        var text = new ByteBuffer(64);
        foreach (var addition in node.Additions)
        {
            if (text.Length > 0 || row.LastKeptEnd >= 0) text.Append((byte)',');
            text.Append((byte)'"');
            text.Append(JsonEncodedText.Encode(addition.Name!).EncodedUtf8Bytes);
            text.Append((byte)'"');
            text.Append((byte)':');
            text.Append(addition.Value.Span);
        }

        _splices.Add(new Cut(at, at, text.Written.ToArray()));
    }

    private void VisitItems(ref JsonWalk walk, EditNode node)
    {
        var row = new Row(this);
        while (walk.Read() && walk.Token != JsonTokenType.EndArray)
        {
            var start = walk.Start;
            var child = node.Child(walk.Step(walk.Depth - 1));
            if (child is null) walk.Skip();
            else Visit(ref walk, child);
            row.Add(start, walk.End, child?.Change?.Kind == JsonEditKind.Remove);
        }

        row.Close();
    }

    /// <summary>The parts of one container, in their order; decides which comma goes with a removed part.</summary>
    private sealed class Row(EditPlaces places)
    {
        private int _openStart = -1;
        private int _lastEnd = -1;

        public int LastKeptEnd { get; private set; } = -1;

        public void Add(int start, int end, bool removed)
        {
            if (!removed)
            {
                // Removed parts before the first kept one go up to where that one starts.
                if (_openStart >= 0) places._splices.Add(new Cut(_openStart, start, default));
                _openStart = -1;
                LastKeptEnd = end;
            }
            else if (LastKeptEnd >= 0)
            {
                places._splices.Add(new Cut(_lastEnd, end, default));
            }
            else if (_openStart < 0)
            {
                _openStart = start;
            }

            _lastEnd = end;
        }

        public void Close()
        {
            if (_openStart >= 0) places._splices.Add(new Cut(_openStart, _lastEnd, default));
        }
    }

    private readonly record struct Cut(int Start, int End, ReadOnlyMemory<byte> Value);
}
