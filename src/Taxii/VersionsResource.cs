using System.Collections.Immutable;

namespace Entente.Taxii;

/// <summary>One page of the versions of one object (TAXII 2.1 §5.8.1).</summary>
/// <param name="More">Whether more versions are there than this page holds.</param>
/// <param name="Versions">The versions, each as the object spells it, ascending by date added.</param>
public sealed record VersionsResource(bool More, ImmutableArray<string> Versions)
{
    /// <summary>
    /// Where the next page begins (§3.5), a value that only the server understands; null when there is none.
    /// </summary>
    public string? Next { get; init; }

    /// <summary>Reads the resource; every missing or ill-typed property is a fault with its pointer.</summary>
    public static TaxiiResult<VersionsResource> Read(ReadOnlyMemory<byte> utf8) => ResourceReader.Read(utf8, reader =>
        new VersionsResource(reader.OptionalFlag("more"), reader.Texts("versions"))
        {
            Next = reader.OptionalText("next"),
        });

    /// <summary>The resource as JSON; no versions and no more is <c>{}</c>.</summary>
    public byte[] ToBytes() => ResourceWriter.Write(writer =>
    {
        if (More) writer.WriteBoolean("more", true);
        writer.Optional("next", Next);
        writer.Texts("versions", Versions);
    });
}
