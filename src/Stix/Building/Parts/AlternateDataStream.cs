namespace Entente.Stix.Building;

/// <summary>One more stream of an NTFS file (§6.7.3.2).</summary>
public sealed record AlternateDataStream : StixPart
{
    /// <summary>Name of the stream (§6.7.3.2).</summary>
    public required string Name { get; init; }

    /// <summary>Hashes of its content, by algorithm; see <see cref="HashAlgorithms"/> (§6.7.3.2).</summary>
    public OrderedDictionary<string, string>? Hashes { get; init; }

    /// <summary>Size in bytes, not negative (§6.7.3.2).</summary>
    public long? Size { get; init; }

    internal override void Write(MemberWriter to)
    {
        to.Put("name", Name);
        to.Put("hashes", Hashes);
        to.Put("size", Size);
    }
}
