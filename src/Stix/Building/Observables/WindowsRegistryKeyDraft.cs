using System.Collections.Immutable;

namespace Entente.Stix.Building;

/// <summary>A key of the Windows registry: the <c>windows-registry-key</c> (§6.17).</summary>
/// <remarks>
/// At least one property must be set. The id is made from <see cref="Key"/> and <see cref="Values"/>.
/// </remarks>
public sealed record WindowsRegistryKeyDraft : ObservableDraft
{
    /// <summary>The whole key, the hive spelled out (§6.17).</summary>
    public string? Key { get; init; }

    /// <summary>The values in it (§6.17).</summary>
    public ImmutableArray<WindowsRegistryValue> Values { get; init; } = [];

    /// <summary>When it was last written to (§6.17).</summary>
    public StixTimestamp? ModifiedTime { get; init; }

    /// <summary>Who made it; names <c>user-account</c> (§6.17).</summary>
    public string? CreatorUserRef { get; init; }

    /// <summary>How many keys stand below it (§6.17).</summary>
    public long? NumberOfSubkeys { get; init; }

    /// <inheritdoc/>
    public override string Type => "windows-registry-key";

    internal override void Write(MemberWriter to)
    {
        to.Put("key", Key);
        to.Put("values", Values);
        to.Put("modified_time", ModifiedTime);
        to.Put("creator_user_ref", CreatorUserRef);
        to.Put("number_of_subkeys", NumberOfSubkeys);
    }
}
