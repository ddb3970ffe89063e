using System.Text.Json;
using Entente.Stix;

namespace Entente.Cli.Stix;

/// <summary>What an object calls itself, right or wrong: enough to name it in a report and to know it again.</summary>
internal readonly record struct ObjectHead(string? Type, string? Id, long IdOffset, StixTimestamp? Version)
{
    public static ObjectHead Of(ReadOnlySpan<byte> utf8)
    {
        string? type = null, id = null;
        var idOffset = 0L;
        StixTimestamp? created = null, modified = null;
        var reader = new Utf8JsonReader(utf8);
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isType = reader.ValueTextEquals("type"u8);
                var isId = reader.ValueTextEquals("id"u8);
                var isCreated = reader.ValueTextEquals("created"u8);
                var isModified = reader.ValueTextEquals("modified"u8);
                reader.Read();
                if (reader.TokenType == JsonTokenType.String && isType) type = reader.GetString();
                else if (reader.TokenType == JsonTokenType.String && isId) (id, idOffset) = (reader.GetString(), reader.TokenStartIndex);
                else if (reader.TokenType == JsonTokenType.String && isCreated) created = Time(ref reader);
                else if (reader.TokenType == JsonTokenType.String && isModified) modified = Time(ref reader);
                else reader.Skip();
            }
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            // The validator reports it; what was read before it still names the object.
        }

        var hasVersions = StixTypes.KindOf(type ?? "") != ObjectKind.CyberObservable;
        return new ObjectHead(type, id, idOffset, hasVersions ? modified ?? created : null);
    }

    private static StixTimestamp? Time(ref Utf8JsonReader reader) =>
        StixTimestamp.TryParse(reader.ValueSpan, out var time) ? time : null;
}
