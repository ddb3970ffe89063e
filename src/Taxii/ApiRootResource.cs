using System.Collections.Immutable;

namespace Entente.Taxii;

/// <summary>What one API root offers (TAXII 2.1 §4.2.1).</summary>
/// <param name="Title">A name for people.</param>
/// <param name="Description">A longer text for people; null when absent.</param>
/// <param name="Versions">Media types it speaks, each with a version; <see cref="TaxiiMedia.Taxii21"/> must be among
/// them.</param>
/// <param name="MaxContentLength">The largest request body it takes, in bytes; above zero.</param>
public sealed record ApiRootResource(
    string Title,
    string? Description,
    ImmutableArray<string> Versions,
    long MaxContentLength)
{
    /// <summary>
    /// Reads the resource; every missing or ill-typed property is a fault with its pointer, and so is an API root that
    /// does not speak TAXII 2.1.
    /// </summary>
    public static TaxiiResult<ApiRootResource> Read(ReadOnlyMemory<byte> utf8) => ResourceReader.Read(utf8, reader =>
    {
        var versions = reader.Texts("versions");
        if (!versions.Any(TaxiiMedia.CanRead)) reader.Note("versions", "no-common-version", "does not name TAXII 2.1");
        var length = reader.Count("max_content_length");
        if (length == 0) reader.Note("max_content_length", "wrong-type", "is not above zero");
        return new ApiRootResource(reader.Text("title"), reader.OptionalText("description"), versions, length);
    });

    /// <summary>The resource as JSON.</summary>
    public byte[] ToBytes() => ResourceWriter.Write(writer =>
    {
        writer.WriteString("title", Title);
        writer.Optional("description", Description);
        writer.Texts("versions", Versions);
        writer.WriteNumber("max_content_length", MaxContentLength);
    });
}
