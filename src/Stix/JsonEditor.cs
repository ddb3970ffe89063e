using System.Buffers;
using System.Text.Json;

namespace Entente.Stix;

/// <summary>
/// Changes parts of a JSON text and leaves every other byte as it is: white space, number spelling and escapes of what
/// stays are those that arrived.
/// </summary>
public static class JsonEditor
{
    /// <summary>Applies the changes. Containers that become empty stay, empty; that is the caller's affair.</summary>
    /// <exception cref="ArgumentException">A pointer names nothing, or the text is not JSON.</exception>
    public static byte[] Apply(ReadOnlySpan<byte> json, IReadOnlyCollection<JsonEdit> edits)
    {
        var removed = edits.Where(edit => edit.Value is null).Select(edit => edit.Pointer).ToHashSet(StringComparer.Ordinal);
        var replaced = edits.Where(edit => edit is { Value: not null, AddedName: null })
            .ToDictionary(edit => edit.Pointer, edit => edit.Value!.Value, StringComparer.Ordinal);
        var added = edits.Where(edit => edit.AddedName is not null).ToLookup(edit => edit.Pointer, StringComparer.Ordinal);
        var run = new Run(removed, replaced, added);
        try
        {
            var reader = new Utf8JsonReader(json);
            reader.Read();
            run.Copy(ref reader, json, "");
        }
        catch (JsonException malformed)
        {
            throw new ArgumentException("the text is not JSON", nameof(json), malformed);
        }

        return run.Finish();
    }

    /// <summary>One pass over the text: what is kept is copied as a range of bytes.</summary>
    private sealed class Run(
        HashSet<string> removed,
        Dictionary<string, ReadOnlyMemory<byte>> replaced,
        ILookup<string, JsonEdit> added)
    {
        private readonly ArrayBufferWriter<byte> _output = new();
        private readonly HashSet<string> _unused =
            [.. removed, .. replaced.Keys, .. added.Select(group => group.Key)];

        public byte[] Finish() => _unused.Count == 0
            ? _output.WrittenSpan.ToArray()
            : throw new ArgumentException($"`{_unused.First()}` names nothing in the text");

        public void Copy(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, string pointer)
        {
            if (replaced.TryGetValue(pointer, out var value))
            {
                _unused.Remove(pointer);
                reader.Skip();
                _output.Write(value.Span);
            }
            else if (reader.TokenType == JsonTokenType.StartObject)
            {
                CopyContainer(ref reader, json, pointer, isList: false);
            }
            else if (reader.TokenType == JsonTokenType.StartArray)
            {
                CopyContainer(ref reader, json, pointer, isList: true);
            }
            else
            {
                _output.Write(json[(int)reader.TokenStartIndex..(int)reader.BytesConsumed]);
            }
        }

        private void CopyContainer(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, string pointer, bool isList)
        {
            // The bytes before the first member (the bracket and white space) are kept once; each later member brings
            // the separator that stood before it, so a list without its first item still begins like the list did.
            var opened = (int)reader.BytesConsumed;
            _output.Write(json[(int)reader.TokenStartIndex..opened]);
            var separatorFrom = opened;
            var written = 0;
            var index = 0;
            while (reader.Read() && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray))
            {
                var memberFrom = (int)reader.TokenStartIndex;
                var child = isList ? $"{pointer}/{index++}" : $"{pointer}/{Escape(reader.GetString()!)}";
                if (removed.Contains(child))
                {
                    _unused.Remove(child);
                    if (!isList) reader.Read();
                    reader.Skip();
                }
                else
                {
                    WriteSeparator(json[separatorFrom..memberFrom], written++ == 0);
                    if (!isList)
                    {
                        reader.Read();
                        _output.Write(json[memberFrom..(int)reader.TokenStartIndex]);
                    }

                    Copy(ref reader, json, child);
                }

                separatorFrom = (int)reader.BytesConsumed;
            }

            foreach (var edit in added[pointer])
            {
                _unused.Remove(pointer);
                WriteSeparator(","u8, written++ == 0);
                _output.Write(JsonSerializer.SerializeToUtf8Bytes(edit.AddedName));
                _output.Write(":"u8);
                _output.Write(edit.Value!.Value.Span);
            }

            var end = (int)reader.BytesConsumed;
            var tail = json[separatorFrom..end];
            var comma = tail.IndexOf((byte)',');
            _output.Write(comma < 0 ? tail : tail[(comma + 1)..]);
        }

        private void WriteSeparator(ReadOnlySpan<byte> between, bool first)
        {
            var comma = between.IndexOf((byte)',');
            if (!first && comma < 0) _output.Write(","u8);
            _output.Write(first && comma >= 0 ? between[(comma + 1)..] : between);
        }

        private static string Escape(string name) =>
            name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
    }
}
