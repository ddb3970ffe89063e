using Xunit;

namespace Entente.IntegrationTests;

/// <summary>Where the checkout, the built commands and the shared data are.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/')).Name;

    public static string NodeCommand => Path.Combine(Root, "artifacts", "bin", "Server", Configuration, "entente-node");

    public static string Command => Path.Combine(Root, "artifacts", "bin", "Cli", Configuration, "entente");

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    /// <summary>A file of real data beside the checkout, or the test skips (fails in CI).</summary>
    public static string RequireShared(string relative)
    {
        var path = Path.GetFullPath(Path.Combine(Root, "..", "shared", relative));
        if (File.Exists(path)) return path;
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail($"shared data is missing: {relative}");
        Assert.Skip($"shared data is not on this machine: {relative}");
        return path;
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Entente.slnx"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException("no Entente.slnx above the test binary");
    }
}
