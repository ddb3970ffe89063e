using System.Collections.Immutable;

namespace Entente.Stix.Building;

/// <summary>What NTFS says of a file: the <c>ntfs-ext</c> (§6.7.3).</summary>
/// <remarks>At least one of <see cref="Sid"/> and <see cref="AlternateDataStreams"/> must be set.</remarks>
public sealed record NtfsExtension : StixPart
{
    /// <summary>Security id of the owner (§6.7.3).</summary>
    public string? Sid { get; init; }

    /// <summary>Other streams of the file (§6.7.3).</summary>
    public ImmutableArray<AlternateDataStream> AlternateDataStreams { get; init; } = [];

    internal override void Write(MemberWriter to)
    {
        to.Put("sid", Sid);
        to.Put("alternate_data_streams", AlternateDataStreams);
    }
}
