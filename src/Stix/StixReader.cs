using System.Text.Json;

namespace Entente.Stix;

/// <summary>
/// Reads a STIX object's head in one forward pass over its bytes, without a tree: what markings, versions, references
/// and release need. Every problem is reported, each with code, pointer and byte offset.
/// </summary>
public static class StixReader
{
    /// <summary>Reads one object.</summary>
    /// <param name="utf8">The object's bytes; they are kept, not copied, and must not change afterwards.</param>
    /// <param name="limits">The limits; the documented defaults when null.</param>
    public static ReadResult Read(ReadOnlyMemory<byte> utf8, StixLimits? limits = null)
    {
        limits ??= StixLimits.Default;
        var head = new HeadBuilder(utf8);
        if (utf8.Length > limits.ObjectBytesMax)
        {
            head.Error("object-too-large", "", 0, $"the object has {utf8.Length} bytes and the limit is {limits.ObjectBytesMax}");
            return head.Build();
        }

        // The deepest level is one more for the reader, so that the limit itself is still allowed.
        var reader = new Utf8JsonReader(utf8.Span, new JsonReaderOptions { MaxDepth = limits.DepthMax + 1 });
        try
        {
            Walk(ref reader, head, limits);
        }
        catch (JsonException)
        {
            var offset = reader.BytesConsumed;
            var code = reader.CurrentDepth >= limits.DepthMax ? "depth-exceeded" : "json-malformed";
            head.Error(code, "", offset, code == "depth-exceeded"
                ? $"nesting is deeper than {limits.DepthMax}"
                : "the text is not well-formed JSON", "STIX 2.1 §1.6");
        }
        catch (InvalidOperationException)
        {
            head.Error("lone-surrogate", "", reader.TokenStartIndex, "a string has half of a surrogate pair", "RFC 8259 §8.2");
        }

        return head.Build();
    }

    private static void Walk(ref Utf8JsonReader reader, HeadBuilder head, StixLimits limits)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            head.Error("not-an-object", "", 0, "a STIX object is a JSON object", "STIX 2.1 §1.6");
            return;
        }

        var path = new PathTracker();
        var properties = 0;
        var items = 0;
        path.Push(isList: false);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    if (++properties > limits.PropertiesMax)
                    {
                        head.Error("properties-exceeded", "", reader.TokenStartIndex, $"there are more than {limits.PropertiesMax} properties");
                        return;
                    }

                    path.Name(reader.GetString()!);
                    if (path.Depth == 1) head.Property(path.Current, reader.TokenStartIndex);
                    else if (path.Depth == 2 && path.Top == "extensions") head.Extension(path.Current);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    path.Pop();
                    if (path.Depth == 2 && path.Top == "granular_markings") head.EndGranular();
                    break;
                default:
                    if (path.InList && ++items > limits.ListItemsMax)
                    {
                        head.Error("items-exceeded", "", reader.TokenStartIndex, $"lists hold more than {limits.ListItemsMax} items");
                        return;
                    }

                    path.Value();
                    head.Value(ref reader, path);
                    if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                    {
                        path.Push(reader.TokenType == JsonTokenType.StartArray);
                    }

                    break;
            }
        }

        if (path.Depth > 0) head.Error("json-truncated", "", reader.BytesConsumed, "the object ends in the middle");
    }
}
