using System.Collections.Immutable;

namespace Entente.Taxii;

/// <summary>The collections of one API root, in the server's order (TAXII 2.1 §5.1.1).</summary>
/// <param name="Collections">The collections; when there are none the property is left out and <c>{}</c> is
/// sent.</param>
public sealed record CollectionsResource(ImmutableArray<CollectionResource> Collections)
{
    /// <summary>Reads the resource; every missing or ill-typed property is a fault with its pointer.</summary>
    public static TaxiiResult<CollectionsResource> Read(ReadOnlyMemory<byte> utf8) => ResourceReader.Read(
        utf8, reader => new CollectionsResource(reader.Items("collections", CollectionResource.From)));

    /// <summary>The resource as JSON.</summary>
    public byte[] ToBytes() => ResourceWriter.Write(
        writer => writer.Items("collections", Collections, CollectionResource.WriteMembers));
}
