namespace Entente.Stix.Building;

/// <summary>Hash algorithms, as keys of <c>hashes</c> (<c>hash-algorithm-ov</c>, §10); others are allowed.</summary>
public static class HashAlgorithms
{
    /// <summary>MD5, 128 bits; broken.</summary>
    public const string Md5 = "MD5";

    /// <summary>SHA-1, 160 bits; broken.</summary>
    public const string Sha1 = "SHA-1";

    /// <summary>SHA-256 of the SHA-2 family.</summary>
    public const string Sha256 = "SHA-256";

    /// <summary>SHA-512 of the SHA-2 family.</summary>
    public const string Sha512 = "SHA-512";

    /// <summary>SHA3-256.</summary>
    public const string Sha3Bits256 = "SHA3-256";

    /// <summary>SHA3-512.</summary>
    public const string Sha3Bits512 = "SHA3-512";

    /// <summary>ssdeep fuzzy hash.</summary>
    public const string Ssdeep = "SSDEEP";

    /// <summary>TLSH fuzzy hash.</summary>
    public const string Tlsh = "TLSH";
}
