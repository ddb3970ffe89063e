using System.Text.Json;

namespace Entente.Taxii;

/// <summary>
/// What an Entente node says about a collection that is a channel, in the custom property <c>x_entente_channel</c>.
/// Other
/// software passes over it (TAXII 2.1 §7.1).
/// </summary>
/// <param name="Agreement">The agreement's id.</param>
/// <param name="Discloser">The party whose node serves the channel.</param>
/// <param name="Recipient">The party that reads it.</param>
/// <param name="Realm"><c>live</c> or <c>exercise</c>.</param>
/// <param name="Origin">The origin of the channel's log, which is also the name in its checkpoints.</param>
public sealed record CollectionChannel(
    string Agreement,
    string Discloser,
    string Recipient,
    string Realm,
    string Origin)
{
    /// <summary>The name of the custom property.</summary>
    public const string Property = "x_entente_channel";

    internal static CollectionChannel From(ResourceReader reader) => new(
        reader.Text("agreement"),
        reader.Text("discloser"),
        reader.Text("recipient"),
        reader.Text("realm"),
        reader.Text("origin"));

    internal void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject(Property);
        writer.WriteString("agreement", Agreement);
        writer.WriteString("discloser", Discloser);
        writer.WriteString("recipient", Recipient);
        writer.WriteString("realm", Realm);
        writer.WriteString("origin", Origin);
        writer.WriteEndObject();
    }
}
