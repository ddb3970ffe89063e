namespace Entente.Stix.Building;

/// <summary>Programming languages (<c>implementation-language-ov</c>, §10); others are allowed.</summary>
public static class ImplementationLanguages
{
    /// <summary>AppleScript.</summary>
    public const string AppleScript = "applescript";

    /// <summary>Bash.</summary>
    public const string Bash = "bash";

    /// <summary>C.</summary>
    public const string C = "c";

    /// <summary>C++.</summary>
    public const string CPlusPlus = "c++";

    /// <summary>C#.</summary>
    public const string CSharp = "c#";

    /// <summary>Go.</summary>
    public const string Go = "go";

    /// <summary>Java.</summary>
    public const string Java = "java";

    /// <summary>JavaScript.</summary>
    public const string JavaScript = "javascript";

    /// <summary>Lua.</summary>
    public const string Lua = "lua";

    /// <summary>Objective-C.</summary>
    public const string ObjectiveC = "objective-c";

    /// <summary>Perl.</summary>
    public const string Perl = "perl";

    /// <summary>PHP.</summary>
    public const string Php = "php";

    /// <summary>PowerShell.</summary>
    public const string PowerShell = "powershell";

    /// <summary>Python.</summary>
    public const string Python = "python";

    /// <summary>Ruby.</summary>
    public const string Ruby = "ruby";

    /// <summary>Scala.</summary>
    public const string Scala = "scala";

    /// <summary>Swift.</summary>
    public const string Swift = "swift";

    /// <summary>TypeScript.</summary>
    public const string TypeScript = "typescript";

    /// <summary>Visual Basic.</summary>
    public const string VisualBasic = "visual-basic";

    /// <summary>x86 assembly, 32 bits.</summary>
    public const string X86Assembly32 = "x86-32";

    /// <summary>x86 assembly, 64 bits.</summary>
    public const string X86Assembly64 = "x86-64";
}
