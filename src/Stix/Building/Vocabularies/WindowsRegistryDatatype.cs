namespace Entente.Stix.Building;

/// <summary>Kinds of registry data (<c>windows-registry-datatype-enum</c>, §10).</summary>
public enum WindowsRegistryDatatype
{
    /// <summary><c>REG_NONE</c>: no kind is said.</summary>
    RegNone,

    /// <summary><c>REG_SZ</c>: text.</summary>
    RegSz,

    /// <summary><c>REG_EXPAND_SZ</c>: text with variables to expand.</summary>
    RegExpandSz,

    /// <summary><c>REG_BINARY</c>: bytes.</summary>
    RegBinary,

    /// <summary><c>REG_DWORD</c>: number of 32 bits.</summary>
    RegDword,

    /// <summary><c>REG_DWORD_BIG_ENDIAN</c>: number of 32 bits, big end first.</summary>
    RegDwordBigEndian,

    /// <summary><c>REG_DWORD_LITTLE_ENDIAN</c>: number of 32 bits, little end first.</summary>
    RegDwordLittleEndian,

    /// <summary><c>REG_LINK</c>: link to another key.</summary>
    RegLink,

    /// <summary><c>REG_MULTI_SZ</c>: list of texts.</summary>
    RegMultiSz,

    /// <summary><c>REG_RESOURCE_LIST</c>: list of resources of a driver.</summary>
    RegResourceList,

    /// <summary><c>REG_FULL_RESOURCE_DESCRIPTION</c>: resources of a device.</summary>
    RegFullResourceDescription,

    /// <summary><c>REG_RESOURCE_REQUIREMENTS_LIST</c>: resources that a driver needs.</summary>
    RegResourceRequirementsList,

    /// <summary><c>REG_QWORD</c>: number of 64 bits.</summary>
    RegQword,

    /// <summary><c>REG_INVALID_TYPE</c>: A kind that Windows does not know.</summary>
    RegInvalidType,
}
