using System.Text.Json;
using Xunit;

namespace Entente.IntegrationTests;

/// <summary>STIX 2.0 goes through the built command and into a node.</summary>
public sealed class ImportTests(Coalition coalition) : IClassFixture<Coalition>
{
    [Fact]
    public async Task Attack_in_2_0_is_imported_and_published_as_a_whole()
    {
        var attack = Path.GetDirectoryName(Repository.RequireShared("data/attack20/enterprise-2.0.bundles.jsonl"))!;
        var bundle = Path.Combine(coalition.Folder, "attack21.json");
        var report = await coalition.Japan.JsonAsync("import", "--from", "2.0", attack, "-o", bundle);
        Assert.Equal(1116, report.GetProperty("upgraded").GetInt64());
        Assert.Equal(0, report.GetProperty("refused").GetInt64());
        var published = await coalition.Japan.JsonAsync("publish", bundle);
        Assert.Equal(1116, published.GetProperty("stored").GetInt64());
        Assert.Equal(0, published.GetProperty("refused").GetInt64());
    }

    [Fact]
    public async Task Observed_data_is_imported_and_published_with_its_observables()
    {
        var golden = Repository.PathOf("tests/Tests/goldens/Upgrade/observed-data.2.0.json");
        var (code, output, errors) = await coalition.Japan.CliAsync("import", "--from", "2.0", golden);
        Assert.Equal(0, code);
        Assert.Contains("24 observables came out of observed data", errors, StringComparison.Ordinal);
        using var bundle = JsonDocument.Parse(output);
        Assert.Equal(25, bundle.RootElement.GetProperty("objects").GetArrayLength());
        var file = Path.Combine(coalition.Folder, "observed21.json");
        await File.WriteAllTextAsync(file, output);
        var published = await coalition.Japan.JsonAsync("publish", file);
        Assert.Equal(25, published.GetProperty("stored").GetInt64());
    }

    [Theory]
    [InlineData("nothing.json", 2, "file-missing")]
    [InlineData("broken.json", 1, "json-syntax")]
    public async Task What_cannot_be_read_is_said(string name, int expected, string error)
    {
        var file = Path.Combine(coalition.Folder, name);
        if (name == "broken.json") await File.WriteAllTextAsync(file, """{"type":"bundle","objects":[{"type":"tool"},{"ty""");
        var (code, _, errors) = await coalition.Japan.CliAsync("import", "--from", "2.0", file);
        Assert.Equal(expected, code);
        Assert.Contains(error, errors, StringComparison.Ordinal);
    }
}
