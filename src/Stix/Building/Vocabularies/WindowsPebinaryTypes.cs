namespace Entente.Stix.Building;

/// <summary>Kinds of portable executables (<c>windows-pebinary-type-ov</c>, §10); others are allowed.</summary>
public static class WindowsPebinaryTypes
{
    /// <summary>A program.</summary>
    public const string Exe = "exe";

    /// <summary>A library.</summary>
    public const string Dll = "dll";

    /// <summary>A driver.</summary>
    public const string Sys = "sys";
}
