namespace Entente.Stix.Building;

/// <summary>Processors (<c>processor-architecture-ov</c>, §10); others are allowed.</summary>
public static class ProcessorArchitectures
{
    /// <summary>Alpha.</summary>
    public const string Alpha = "alpha";

    /// <summary>ARM.</summary>
    public const string Arm = "arm";

    /// <summary>Itanium.</summary>
    public const string Ia64 = "ia-64";

    /// <summary>MIPS.</summary>
    public const string Mips = "mips";

    /// <summary>PowerPC.</summary>
    public const string PowerPc = "powerpc";

    /// <summary>SPARC.</summary>
    public const string Sparc = "sparc";

    /// <summary>x86, 32 bits.</summary>
    public const string X86 = "x86";

    /// <summary>x86, 64 bits.</summary>
    public const string X64 = "x86-64";
}
