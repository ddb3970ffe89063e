using Xunit;

namespace Entente.Tests;

/// <summary>
/// Finds real data and published vectors, which are kept beside the checkout and never inside it. On a user's machine
/// a test that needs them skips; with <c>CI=true</c> their absence is a failure.
/// </summary>
internal static class SharedFolder
{
    /// <summary>The full path of <paramref name="relative"/> below <c>../shared</c>, or the test skips (fails in CI).</summary>
    public static string Require(string relative)
    {
        var path = Path.Combine(Repository.Root, "..", "shared", relative);
        if (File.Exists(path) || Directory.Exists(path)) return Path.GetFullPath(path);
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail($"shared data is missing: {relative}");
        Assert.Skip($"shared data is not on this machine: {relative}");
        return path;
    }
}
