using Xunit;

namespace Entente.Tests;

/// <summary>
/// Compares text with a file under <c>tests/Tests/goldens/</c>. <c>UPDATE_GOLDEN=1</c> rewrites the file instead, so
/// that the change is read as a difference in review.
/// </summary>
internal static class Golden
{
    public static void Check(string name, string actual)
    {
        var path = Repository.PathOf(Path.Combine("tests", "Tests", "goldens", name));
        actual = actual.ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
            return;
        }

        Assert.True(File.Exists(path), $"no golden file {name}; run the tests once with UPDATE_GOLDEN=1");
        Assert.Equal(File.ReadAllText(path), actual);
    }
}
