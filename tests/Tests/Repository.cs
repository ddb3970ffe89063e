namespace Entente.Tests;

/// <summary>Where the checkout is, found from the test binary upwards.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Entente.slnx"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException("no Entente.slnx above the test binary");
    }
}
