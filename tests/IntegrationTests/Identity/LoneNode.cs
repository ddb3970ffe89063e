using Xunit;

namespace Entente.IntegrationTests.Identity;

/// <summary>A node without partners, as <c>init</c> makes it.</summary>
public sealed class LoneNode : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("entente-lone-").FullName;

    internal TestNode Node { get; private set; } = null!;

    /// <summary>What <c>init</c> printed.</summary>
    internal string InitOutput { get; private set; } = "";

    internal string Folder => _folder;

    public async ValueTask InitializeAsync()
    {
        Node = new TestNode("lone", _folder);
        InitOutput = await Node.NodeAsync(
            "init", "--party", "lone", "--origin", "lone.example", "--name", "Lone",
            "--partner-address", $"https://127.0.0.1:{FreePorts.Take()}",
            "--local-address", $"http://127.0.0.1:{FreePorts.Take()}");
    }

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Runs <c>entente-node</c> and expects exit code 2 with these words.</summary>
    internal async Task RefusesAsync(string words, params string[] arguments)
    {
        var (code, output, errors) = await Node.CrashAsync("", arguments);
        Assert.True(code == 2 && errors.Contains(words, StringComparison.Ordinal), $"{string.Join(' ', arguments)}: {code}, {errors}{output}");
        Assert.StartsWith("entente-node: ", errors, StringComparison.Ordinal);
    }
}
