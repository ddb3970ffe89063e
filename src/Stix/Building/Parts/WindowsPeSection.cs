namespace Entente.Stix.Building;

/// <summary>One section of a portable executable (§6.7.6.3).</summary>
public sealed record WindowsPeSection : StixPart
{
    /// <summary>Name of the section (§6.7.6.3).</summary>
    public required string Name { get; init; }

    /// <summary>Size in bytes, not negative (§6.7.6.3).</summary>
    public long? Size { get; init; }

    /// <summary>Shannon entropy of its content, in bits for each byte (§6.7.6.3).</summary>
    public double? Entropy { get; init; }

    /// <summary>Hashes of its content, by algorithm; see <see cref="HashAlgorithms"/> (§6.7.6.3).</summary>
    public OrderedDictionary<string, string>? Hashes { get; init; }

    internal override void Write(MemberWriter to)
    {
        to.Put("name", Name);
        to.Put("size", Size);
        to.Put("entropy", Entropy);
        to.Put("hashes", Hashes);
    }
}
