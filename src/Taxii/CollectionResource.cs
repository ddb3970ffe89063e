using System.Collections.Immutable;
using System.Text.Json;

namespace Entente.Taxii;

/// <summary>One collection as the reader may see it (TAXII 2.1 §5.2.1).</summary>
/// <param name="Id">Its id, a version 4 UUID.</param>
/// <param name="Title">A name for people.</param>
/// <param name="Description">A longer text for people; null when absent.</param>
/// <param name="Alias">A second name for use in URLs; null when absent.</param>
/// <param name="CanRead">Whether this reader may get objects.</param>
/// <param name="CanWrite">Whether this reader may add objects.</param>
/// <param name="MediaTypes">What it can hold; empty means STIX of any version (<c>application/stix+json</c>).</param>
/// <param name="Channel">Which channel it is, when an Entente node serves it; null otherwise.</param>
public sealed record CollectionResource(
    string Id,
    string Title,
    string? Description,
    string? Alias,
    bool CanRead,
    bool CanWrite,
    ImmutableArray<string> MediaTypes,
    CollectionChannel? Channel = null)
{
    /// <summary>Reads the resource; every missing or ill-typed property is a fault with its pointer.</summary>
    public static TaxiiResult<CollectionResource> Read(ReadOnlyMemory<byte> utf8) => ResourceReader.Read(utf8, From);

    /// <summary>The resource as JSON.</summary>
    public byte[] ToBytes() => ResourceWriter.Write(writer => WriteMembers(writer, this));

    internal static CollectionResource From(ResourceReader reader)
    {
        var id = reader.Text("id");
        if (!Guid.TryParseExact(id, "D", out _)) reader.Note("id", "wrong-type", "is not a UUID");
        return new CollectionResource(
            id,
            reader.Text("title"),
            reader.OptionalText("description"),
            reader.OptionalText("alias"),
            reader.Flag("can_read"),
            reader.Flag("can_write"),
            reader.Texts("media_types"),
            reader.Item(CollectionChannel.Property, CollectionChannel.From));
    }

    internal static void WriteMembers(Utf8JsonWriter writer, CollectionResource collection)
    {
        writer.WriteString("id", collection.Id);
        writer.WriteString("title", collection.Title);
        writer.Optional("description", collection.Description);
        writer.Optional("alias", collection.Alias);
        writer.WriteBoolean("can_read", collection.CanRead);
        writer.WriteBoolean("can_write", collection.CanWrite);
        writer.Texts("media_types", collection.MediaTypes);
        collection.Channel?.WriteTo(writer);
    }
}
