namespace Entente.Stix.Building;

/// <summary>One value of a registry key (§6.17.2).</summary>
/// <remarks>At least one of <see cref="Name"/>, <see cref="Data"/> and <see cref="DataType"/> must be set.</remarks>
public sealed record WindowsRegistryValue : StixPart
{
    /// <summary>Name of the value; empty means the default one (§6.17.2).</summary>
    public string? Name { get; init; }

    /// <summary>The data (§6.17.2).</summary>
    public string? Data { get; init; }

    /// <summary>What kind of data it is (§6.17.2).</summary>
    public WindowsRegistryDatatype? DataType { get; init; }

    internal override void Write(MemberWriter to)
    {
        to.Put("name", Name);
        to.Put("data", Data);
        to.PutWord("data_type", DataType, "windows-registry-datatype-enum");
    }
}
