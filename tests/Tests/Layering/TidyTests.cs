using System.Text.RegularExpressions;
using Xunit;

namespace Entente.Tests.Layering;

/// <summary>House rules that a machine can hold.</summary>
public sealed partial class TidyTests
{
    private const int SourceLinesMax = 500;
    private const int TestLinesMax = 1000;

    /// <summary>How many lines are over 120 columns today. The number may shrink and must not grow.</summary>
    private const int LongLinesRatchet = 433;

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
        Assert.True(wide <= LongLinesRatchet, $"{wide} lines are wider than {ColumnsMax} columns; {LongLinesRatchet} were");
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
    public void Migrations_are_numbered_without_gaps()
    {
        var numbers = Directory.GetFiles(Repository.PathOf("src/Storage/Sqlite/Migrations"), "*.sql").Order()
            .Select(file => int.Parse(Path.GetFileName(file)[..4])).ToList();
        Assert.Equal(Enumerable.Range(1, numbers.Count), numbers);
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

    private static IEnumerable<(string File, string[] Lines)> Code() => new[] { "src", "tests" }
        .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories))
        .Select(path => (Path.GetRelativePath(Root, path), File.ReadAllLines(path)));

    [GeneratedRegex(@"#region|#pragma warning disable|\b(TODO|FIXME|HACK)\b|Skip = """)]
    private static partial Regex Unwanted();

    [GeneratedRegex(@"^public (?:\w+ )*(?:class|struct|interface|enum|record(?: struct)?|delegate \w+) (\w+)")]
    private static partial Regex PublicType();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
