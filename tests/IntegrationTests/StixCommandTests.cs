using System.Text.Json;
using Xunit;

namespace Entente.IntegrationTests;

/// <summary><c>entente validate</c> and <c>entente pattern</c> as people and programs use them.</summary>
public sealed class StixCommandTests : IDisposable
{
    private const string Tool =
        """{"type":"tool","spec_version":"2.1","id":"tool--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f","created":"2026-01-01T00:00:00.000Z","modified":"2026-01-01T00:00:00.000Z","name":"a"}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("entente-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Every_problem_of_every_file_is_said_at_once_with_its_place()
    {
        // The name before the fault has characters of one, two and four bytes: columns count UTF-16 units.
        var bad = Tool.Replace("\"name\":\"a\"", "\"name\":\"é😀\",\"revoked\":7,\"confidence\":101", StringComparison.Ordinal);
        Write("one/good.json", Tool);
        Write("one/two/bad.json", $$"""
            {"type":"bundle","id":"bundle--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f","objects":[
            {{Tool}},
            {{bad.Replace("cd3f", "cd30", StringComparison.Ordinal)}}]}
            """);
        // The second line of the lines contradicts the first, too.
        Write("three.jsonl", $"{Tool}\n{bad}\n");
        var (code, output, _) = await EntenteCommand.RunAsync("", "validate", _folder);
        Assert.Equal(1, code);
        var column = bad.IndexOf(":7,", StringComparison.Ordinal) + 2;
        Assert.Contains($"bad.json:3:{column}: error property-type: ", output, StringComparison.Ordinal);
        Assert.Contains($"three.jsonl:2:{column}: error property-type: ", output, StringComparison.Ordinal);
        Assert.Contains("(STIX 2.1 §3.2) at /confidence in object 1, tool--", output, StringComparison.Ordinal);
        Assert.Contains("hint: ", output, StringComparison.Ordinal);

        // On a slow machine the rate follows.
        Assert.Matches(@"5 objects: 3 valid, 2 not; 5 errors, 0 warnings( \([^)]*\))?\n\z", output);
    }

    [Fact]
    public async Task Warnings_are_no_errors_unless_asked()
    {
        var custom = Tool.Replace("\"name\"", "\"x_acme\":1,\"name\"", StringComparison.Ordinal);
        var (code, output, _) = await EntenteCommand.RunAsync(custom, "validate", "-");
        Assert.Equal(0, code);
        Assert.Contains("warning custom-declared", output, StringComparison.Ordinal);
        Assert.Equal(1, (await EntenteCommand.RunAsync(custom, "validate", "-", "--strict")).Code);
        Assert.Equal(1, (await EntenteCommand.RunAsync(custom, "validate", "-", "--no-custom-properties")).Code);
    }

    [Fact]
    public async Task The_json_answer_says_what_the_lines_say()
    {
        var bad = Tool.Replace("\"name\":\"a\"", "\"name\":7", StringComparison.Ordinal);
        var (code, output, _) = await EntenteCommand.RunAsync(bad, "validate", "-", "--json");
        Assert.Equal(1, code);
        using var answer = JsonDocument.Parse(output);
        var found = Assert.Single(answer.RootElement.GetProperty("diagnostics").EnumerateArray());
        Assert.Equal("property-type", found.GetProperty("code").GetString());
        Assert.Equal("error", found.GetProperty("severity").GetString());
        Assert.Equal("/name", found.GetProperty("pointer").GetString());
        Assert.Equal(1, found.GetProperty("line").GetInt32());
        Assert.Equal(bad.IndexOf(":7}", StringComparison.Ordinal) + 2, found.GetProperty("column").GetInt32());
        Assert.NotEqual("", found.GetProperty("section").GetString());
        Assert.NotEqual("", found.GetProperty("hint").GetString());
    }

    [Theory]
    [InlineData("validate", "file-missing")]
    [InlineData("pattern match [a:b=1]", "file-missing")]
    public async Task What_is_not_there_cannot_be_read(string command, string error)
    {
        var (code, _, errors) = await EntenteCommand.RunAsync("", [.. command.Split(' '), Path.Combine(_folder, "nothing.json")]);
        Assert.Equal(2, code);
        Assert.Contains(error, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_truncated_bundle_names_the_place_and_judges_what_came_before()
    {
        var bundle = $$"""{"type":"bundle","id":"bundle--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f","objects":[{{Tool}},{"type":"to""";
        var (code, output, _) = await EntenteCommand.RunAsync(bundle, "validate", "-");
        Assert.NotEqual(0, code);
        Assert.Contains("json-syntax", output, StringComparison.Ordinal);
        Assert.Contains("1 valid", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("validate --jsonl")]
    [InlineData("pattern --jsonl")]
    public async Task A_program_gets_each_answer_before_it_asks_on(string command)
    {
        using var process = EntenteCommand.Start(command.Split(' '));
        string[] questions = command.StartsWith("validate", StringComparison.Ordinal)
            ? [Tool, "{", Tool, "", "[]"]
            : ["""{"pattern":"[a:b=1]"}""", "{", """{"pattern":"[a:b=1]","version":"2.0"}""", "", """{"pattern":"[a:b=1]","version":"3"}"""];
        foreach (var (i, question) in questions.Index())
        {
            await process.StandardInput.WriteLineAsync(question);
            await process.StandardInput.FlushAsync();
            var answer = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30));
            using var json = JsonDocument.Parse(answer!);
            Assert.Equal(i is 0 or 2, json.RootElement.GetProperty("valid").GetBoolean());
            Assert.Equal(i is 0 or 2 ? 0 : 1, Math.Min(1, json.RootElement.GetProperty("errors").GetArrayLength()));
        }

        process.StandardInput.Close();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task A_line_beyond_the_limit_is_answered_and_the_next_is_read()
    {
        var huge = new string('x', 17 * 1024 * 1024);
        var (code, output, _) = await EntenteCommand.RunAsync($"{huge}\n{Tool}\n", "validate", "--jsonl");
        Assert.Equal(0, code);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Contains("\"valid\":false", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"valid\":true", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pattern_is_explained_compared_and_its_faults_are_pointed_at()
    {
        const string pattern = "[ipv4-addr:value = '198.51.100.1'  OR domain-name:value = 'a.example'] WITHIN 5 SECONDS";
        var (code, output, _) = await EntenteCommand.RunAsync("", "pattern", pattern);
        Assert.Equal(0, code);
        Assert.Contains("needs:     domain-name, ipv4-addr", output, StringComparison.Ordinal);
        Assert.Contains("canonical: [ipv4-addr:value = '198.51.100.1' OR ", output, StringComparison.Ordinal);
        Assert.Contains("within 5 seconds", output, StringComparison.Ordinal);
        var file = Write("pattern.txt", pattern);
        Assert.Equal(0, (await EntenteCommand.RunAsync("", "pattern", file, "--same-as", pattern.Replace("  ", " ", StringComparison.Ordinal))).Code);
        Assert.Equal(1, (await EntenteCommand.RunAsync("", "pattern", file, "--same-as", "[a:b = 1]")).Code);
        var (refused, said, _) = await EntenteCommand.RunAsync("", "pattern", "[a:b = ] AND [c:d <]");
        Assert.Equal(1, refused);
        Assert.Contains("pattern:1:8: error pattern-syntax", said, StringComparison.Ordinal);
        Assert.Contains("pattern:1:20: error pattern-syntax", said, StringComparison.Ordinal);
        Assert.Contains("\n           ^\n", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("198.51.100.1", 0, "observed-data--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f")]
    [InlineData("198.51.100.2", 1, "not matched")]
    public async Task A_pattern_is_matched_with_observed_data(string address, int expected, string said)
    {
        var file = Write("observed.json", """
            {"type":"bundle","id":"bundle--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f","objects":[
            {"type":"observed-data","spec_version":"2.1","id":"observed-data--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f","created":"2026-01-01T00:00:00.000Z","modified":"2026-01-01T00:00:00.000Z","first_observed":"2026-01-01T00:00:00Z","last_observed":"2026-01-01T00:00:00Z","number_observed":1,"object_refs":["ipv4-addr--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f"]},
            {"type":"ipv4-addr","id":"ipv4-addr--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f","value":"198.51.100.1"}]}
            """);
        var (code, output, errors) = await EntenteCommand.RunAsync("", "pattern", "match", $"[ipv4-addr:value = '{address}']", file);
        Assert.True(code == expected, errors);
        Assert.Contains(said, output, StringComparison.Ordinal);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}
