using System.Collections.Immutable;

namespace Entente.Taxii;

/// <summary>One page of a collection's manifest (TAXII 2.1 §5.3).</summary>
/// <param name="More">Whether more records are there than this page holds.</param>
/// <param name="Objects">The records, ascending by date added.</param>
public sealed record ManifestResource(bool More, ImmutableArray<ManifestRecord> Objects)
{
    /// <summary>
    /// Where the next page begins (§3.5), a value that only the server understands; null when there is none.
    /// </summary>
    public string? Next { get; init; }

    /// <summary>Reads the resource; every missing or ill-typed property is a fault with its pointer.</summary>
    public static TaxiiResult<ManifestResource> Read(ReadOnlyMemory<byte> utf8) => ResourceReader.Read(utf8, reader =>
        new ManifestResource(reader.OptionalFlag("more"), reader.Items("objects", ManifestRecord.From))
        {
            Next = reader.OptionalText("next"),
        });

    /// <summary>The resource as JSON; an empty page without more is <c>{}</c>.</summary>
    public byte[] ToBytes() => ResourceWriter.Write(writer =>
    {
        if (More) writer.WriteBoolean("more", true);
        writer.Optional("next", Next);
        writer.Items("objects", Objects, ManifestRecord.WriteMembers);
    });
}
