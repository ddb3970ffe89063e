using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Entente.Tests.Layering;

/// <summary>Who may know whom. The list is the architecture; a new arrow is a decision, not an edit.</summary>
public sealed partial class LayeringTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Stix"] = [],
        ["Transparency"] = [],
        ["Taxii"] = ["Stix"],
        ["Matching"] = ["Stix"],
        ["Agreements"] = ["Stix", "Transparency"],
        ["Exchange"] = ["Agreements", "Matching", "Stix", "Transparency"],
        ["Storage"] = ["Exchange"],
        ["Server"] = ["Agreements", "Exchange", "Matching", "Stix", "Storage", "Taxii", "Transparency"],
        ["Cli"] = ["Agreements", "Matching", "Stix", "Taxii", "Transparency"],
    };

    /// <summary>What a project's sources may not name, beyond its references.</summary>
    private static readonly (string Pattern, string[] Projects)[] Forbidden =
    [
        (@"System\.Net\.Http|HttpClient", ["Stix", "Transparency", "Matching", "Agreements", "Exchange", "Storage"]),
        (@"Microsoft\.Data\.Sqlite|Npgsql",
            ["Stix", "Transparency", "Taxii", "Matching", "Agreements", "Exchange", "Server", "Cli"]),
        (@"\bFile\.|\bFileStream\b|\bDirectory\.|TimeProvider", ["Stix", "Transparency", "Matching", "Agreements"]),
        (@"TimeProvider\.System", ["Taxii", "Exchange", "Storage"]),
    ];

    public static TheoryData<string> Projects { get; } = [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_exactly_what_the_architecture_says(string project)
    {
        var file = XDocument.Load(Repository.PathOf($"src/{project}/{project}.csproj"));
        var references = file.Descendants("ProjectReference")
            .Select(item => Path.GetFileNameWithoutExtension(item.Attribute("Include")!.Value)).Order();
        Assert.Equal(Allowed[project], references);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_does_not_reach_past_its_references(string project)
    {
        foreach (var file in Sources(project))
        {
            var code = Comments().Replace(File.ReadAllText(file), "");
            foreach (var (pattern, projects) in Forbidden)
            {
                if (projects.Contains(project)) Assert.False(Regex.IsMatch(code, pattern), $"{file} names {pattern}");
            }

            foreach (Match named in Namespaces().Matches(code))
            {
                var other = named.Groups[1].Value;
                if (other != project && Allowed.ContainsKey(other))
                {
                    Assert.True(Reachable(project).Contains(other), $"{file} uses Entente.{other}");
                }
            }
        }
    }

    [Fact]
    public void Every_project_of_the_source_folder_is_in_the_list()
    {
        var folders = Directory.GetDirectories(Repository.PathOf("src")).Select(Path.GetFileName);
        Assert.Equal(Allowed.Keys.Order(), folders.Order());
    }

    private static IEnumerable<string> Sources(string project) =>
        Directory.EnumerateFiles(Repository.PathOf($"src/{project}"), "*.cs", SearchOption.AllDirectories);

    /// <summary>The projects that a project may know, directly or through others.</summary>
    internal static HashSet<string> Reachable(string project) =>
        [.. Allowed[project].SelectMany(other => Reachable(other).Append(other))];

    [GeneratedRegex(@"//[^\n]*")]
    private static partial Regex Comments();

    [GeneratedRegex(@"using Entente\.(\w+)")]
    private static partial Regex Namespaces();
}
