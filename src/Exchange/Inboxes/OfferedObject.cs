using System.Text.Json;

namespace Entente.Exchange.Inboxes;

/// <summary>One object of a request: its bytes, and by what name its fate is reported.</summary>
/// <remarks>
/// A status speaks of objects by id and version (TAXII 2.1 §4.3.1), so bytes without a type and an id cannot be spoken
/// of: such an envelope holds something other than STIX objects and is refused whole.
/// </remarks>
public sealed class OfferedObject
{
    /// <summary>Most characters of a type, an id or a version that is reported back.</summary>
    public const int NameCharsMax = 300;

    private OfferedObject(ReadOnlyMemory<byte> bytes, string id, string? version)
    {
        Bytes = bytes;
        Id = id;
        Version = version;
    }

    /// <summary>The object, as it arrived.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>What it says its id is.</summary>
    public string Id { get; }

    /// <summary>What it says its version is: <c>modified</c>, else <c>created</c>; null when it says neither.</summary>
    public string? Version { get; }

    /// <summary>
    /// Reads the names. Null when there is no type or no id; everything else is for validation to judge.
    /// </summary>
    /// <param name="bytes">One JSON object, well-formed.</param>
    public static OfferedObject? Read(ReadOnlyMemory<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes.Span, new JsonReaderOptions { MaxDepth = 1024 });
        string? type = null, id = null, created = null, modified = null;
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth != 1 || reader.TokenType != JsonTokenType.PropertyName) continue;
                if (reader.ValueTextEquals("type"u8)) type = Text(ref reader);
                else if (reader.ValueTextEquals("id"u8)) id = Text(ref reader);
                else if (reader.ValueTextEquals("created"u8)) created = Text(ref reader);
                else if (reader.ValueTextEquals("modified"u8)) modified = Text(ref reader);
            }
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // Not JSON after all, or text that is no Unicode.
            return null;
        }

        return type is null || id is null ? null : new OfferedObject(bytes, id, modified ?? created);
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.String) return null;
        var text = reader.GetString()!;
        return text.Length is > 0 and <= NameCharsMax ? text : null;
    }
}
