using System.Text.RegularExpressions;
using Xunit;

namespace Entente.Tests.Stix;

/// <summary>The map from the standard to the code names what exists, and misses no table.</summary>
public sealed partial class SpecMapTests
{
    private static readonly string Map = File.ReadAllText(Repository.PathOf("docs/spec-map.md"));

    [Fact]
    public void Every_name_in_the_map_exists()
    {
        var files = Sources("src/Stix").Concat(Sources("tests")).ToHashSet();
        var names = Names().ToList();
        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.True(
            name.Contains('/') ? Path.Exists(Repository.PathOf(name)) : files.Contains(name),
            $"`{name}` does not exist"));
    }

    [Fact]
    public void Every_row_names_code_and_a_test()
    {
        var rows = Map.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1).ToList();
        Assert.True(rows.Count > 40, $"only {rows.Count} rows");
        Assert.All(rows, row => Assert.Matches(@"^\|[^|]+\|[^|]+\|[^|]*`\w+`[^|]*\|[^|]*`\w+Tests`[^|]*\|$", row));
    }

    [Fact]
    public void Every_table_of_the_standard_is_in_the_map() =>
        Assert.Empty(Sources("src/Stix/Validation/Tables").Except(Names()));

    private static IEnumerable<string> Names() => Quoted().Matches(Map).Select(match => match.Groups[1].Value);

    private static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetFileNameWithoutExtension(path)!);

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
