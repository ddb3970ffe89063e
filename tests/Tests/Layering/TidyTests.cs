using System.Text.RegularExpressions;
using Xunit;

namespace Entente.Tests.Layering;

/// <summary>House rules that a machine can hold.</summary>
public sealed partial class TidyTests
{
    private const int SourceLinesMax = 500;
    private const int TestLinesMax = 1000;
    private const int MethodLinesMax = 70;

    /// <summary>How many lines are over 120 columns today. The number may shrink and must not grow.</summary>
    private const int LongLinesRatchet = 342;

    /// <summary>Files with a method over the limit, and how long it is today: it may shrink and must not grow.</summary>
    private static readonly Dictionary<string, int> LongMethodsRatchet = new()
    {
        ["tests/Tests/Agreements/DecisionTableTests.cs"] = 75,
    };

    private static readonly string Root = Repository.Root;

    [Fact]
    public void Files_stay_small()
    {
        foreach (var (file, lines) in Code())
        {
            var max = file.StartsWith("src/", StringComparison.Ordinal) ? SourceLinesMax : TestLinesMax;
            Assert.True(lines.Length <= max, $"{file} has {lines.Length} lines");
        }
    }

    [Fact]
    public void Lines_do_not_grow_wider()
    {
        const int ColumnsMax = 120;
        var wide = Code().Where(item => item.File.StartsWith("src/", StringComparison.Ordinal))
            .Sum(item => item.Lines.Count(line => line.Length > ColumnsMax));
        Assert.True(wide <= LongLinesRatchet, $"{wide} lines are wider than {ColumnsMax}, {LongLinesRatchet} were");
    }

    [Fact]
    public void Nothing_is_switched_off_or_left_for_later()
    {
        foreach (var (file, lines) in Code())
        {
            if (file.EndsWith("TidyTests.cs", StringComparison.Ordinal)) continue;
            foreach (var line in lines) Assert.False(Unwanted().IsMatch(line), $"{file}: {line.Trim()}");
        }
    }

    [Fact]
    public void A_public_type_stands_in_a_file_of_its_name()
    {
        foreach (var (file, lines) in Code().Where(item => item.File.StartsWith("src/", StringComparison.Ordinal)))
        {
            var types = lines.Select(line => PublicType().Match(line)).Where(match => match.Success)
                .Select(match => match.Groups[1].Value).Distinct().ToList();
            Assert.True(types.Count <= 1, $"{file} has {string.Join(", ", types)}");
            if (types.Count == 1) Assert.Equal(types[0], Path.GetFileNameWithoutExtension(file));
        }
    }

    [Fact]
    public void Namespaces_span_their_file()
    {
        foreach (var (file, lines) in Code())
        {
            var named = lines.Where(line => line.StartsWith("namespace ", StringComparison.Ordinal)).ToList();
            Assert.True(named.Count <= 1 && named.All(line => line.EndsWith(';')), $"{file} has a namespace in braces");
        }
    }

    [Fact]
    public void Methods_stay_small()
    {
        var count = 0;
        foreach (var (file, lines) in Code())
        {
            var max = LongMethodsRatchet.GetValueOrDefault(file, MethodLinesMax);
            foreach (var (name, length) in Methods(lines))
            {
                Assert.True(length <= max, $"{file}: `{name.Trim()}` has {length} lines");
                count++;
            }
        }

        // Were the layout read wrongly, no method would be found and none would be too long.
        Assert.True(count > 1000, $"only {count} methods were found");
    }

    [Fact]
    public void Migrations_are_numbered_without_gaps()
    {
        var storage = new DirectoryInfo(Repository.PathOf("src/Storage"));
        var folders = storage.GetDirectories("Migrations", SearchOption.AllDirectories);
        Assert.NotEmpty(folders);
        foreach (var folder in folders)
        {
            var names = folder.GetFiles().Select(file => file.Name).Order().ToList();
            Assert.All(names, name => Assert.Matches("^[0-9]{4}_[a-z0-9_]+\\.sql$", name));
            Assert.Equal(Enumerable.Range(1, names.Count), names.Select(name => int.Parse(name[..4])));
        }
    }

    [Fact]
    public void No_file_names_a_place_on_somebodys_machine()
    {
        string[] places = ["/wo" + "rk/", "/ho" + "me/", "/ro" + "ot/", "C:\\Us" + "ers"];
        foreach (var file in Texts())
        {
            var text = File.ReadAllText(file);
            var named = places.Where(place => text.Contains(place, StringComparison.Ordinal));
            Assert.True(!named.Any(), $"{file} names {string.Join(", ", named)}");
        }
    }

    [Fact]
    public void Every_path_and_type_that_the_architecture_names_exists()
    {
        var names = Code().Select(item => Path.GetFileNameWithoutExtension(item.File)).ToHashSet();
        foreach (Match quoted in Quoted().Matches(File.ReadAllText(Repository.PathOf("ARCHITECTURE.md"))))
        {
            var text = quoted.Groups[1].Value;
            if (text.Contains('/')) Assert.True(Path.Exists(Repository.PathOf(text)), $"`{text}` does not exist");
            else if (char.IsUpper(text[0])) Assert.True(names.Contains(text.Split('.')[0]), $"`{text}` does not exist");
        }
    }

    /// <summary>
    /// Methods with a body in braces, by their first line. A body is what stands between two braces of the same
    /// indentation; its head has parentheses and is no type's and no table's. The house style's layout makes that enough.
    /// </summary>
    private static IEnumerable<(string Name, int Length)> Methods(string[] lines)
    {
        for (var open = 1; open < lines.Length; open++)
        {
            if (lines[open] is not ("    {" or "        {")) continue;
            var head = open;
            while (head > 0 && HeadContinues().IsMatch(lines[head - 1])) head--;
            if (head == open || !lines[head..open].Any(line => line.Contains('('))) continue;
            if (lines[head..open].Any(line => TypeHead().IsMatch(line) || line.Contains(" = new("))) continue;
            var end = lines[open].Replace('{', '}');
            var close = Array.FindIndex(lines, open, line => line.StartsWith(end, StringComparison.Ordinal));
            if (close > open) yield return (lines[head], close - head + 1);
        }
    }

    /// <summary>Every text file that belongs to the repository, by its ending.</summary>
    private static IEnumerable<string> Texts()
    {
        string[] folders = ["src", "tests", "docs", "samples"];
        string[] endings = [".cs", ".csproj", ".css", ".js", ".json", ".md", ".razor", ".resx", ".sql", ".txt", ".yml"];
        return folders.Select(Repository.PathOf).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Root))
            .Where(file => endings.Contains(Path.GetExtension(file)));
    }

    private static IEnumerable<(string File, string[] Lines)> Code() => new[] { "src", "tests" }
        .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories))
        .Select(path => (Path.GetRelativePath(Root, path), File.ReadAllLines(path)));

    [GeneratedRegex(@"#region|#pragma warning disable|\b(TODO|FIXME|HACK)\b|Skip = """)]
    private static partial Regex Unwanted();

    [GeneratedRegex(@"^public (?:\w+ )*(?:class|struct|interface|enum|record(?: struct)?|delegate \w+) (\w+)")]
    private static partial Regex PublicType();

    /// <summary>A line above a brace that belongs to the head: no blank, comment, attribute or other end.</summary>
    [GeneratedRegex(@"^\s+[^\s/\[{}](?!.*[;{}]$)")]
    private static partial Regex HeadContinues();

    [GeneratedRegex(@"\b(class|struct|interface|enum|record) \w")]
    private static partial Regex TypeHead();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
