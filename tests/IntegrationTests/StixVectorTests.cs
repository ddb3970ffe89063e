using System.Text.Json;
using Entente.Tests.Stix;
using Xunit;

namespace Entente.IntegrationTests;

/// <summary>The recorded vectors through the built command, one line in and one line out.</summary>
public sealed class StixVectorTests
{
    [Fact]
    public async Task Objects_are_judged_as_recorded()
    {
        var vectors = Read("stix_validation.jsonl");
        var wrong = new List<string>();
        foreach (var group in vectors.Index().GroupBy(vector => Options(vector.Item)))
        {
            var lines = group.Select(vector => VectorDepartures.Mend(OneLine(vector.Item.GetProperty("object"))));
            var answers = await AskAsync(["validate", .. group.Key.Split(' ')], lines);
            foreach (var ((index, vector), answer) in group.Zip(answers))
            {
                if (VectorDepartures.Validation.ContainsKey(index + 1)) continue;
                var mustFail = vector.TryGetProperty("level", out var level) && level.GetString() == "must";
                if (answer.GetProperty("valid").GetBoolean() == mustFail) wrong.Add($"{index + 1}: {answer}");
                Assert.Equal(mustFail, answer.GetProperty("errors").GetArrayLength() > 0);
            }
        }

        Assert.Equal([], wrong);
    }

    [Fact]
    public async Task Patterns_are_accepted_and_refused_as_recorded()
    {
        var vectors = Read("patterns.jsonl");
        var answers = await AskAsync(["pattern", "--jsonl"], vectors.Select(OneLine));
        var wrong = vectors.Zip(answers)
            .Where(pair => !IsRefusedBy21(pair.First))
            .Where(pair => pair.First.GetProperty("valid").GetBoolean() != pair.Second.GetProperty("valid").GetBoolean())
            .Select(pair => $"{pair.First}: {pair.Second}");
        Assert.Equal([], wrong);
    }

    [Fact]
    public async Task Observations_match_as_recorded()
    {
        var vectors = Read("matcher.jsonl");
        var answers = await AskAsync(["pattern", "match", "--jsonl"], vectors.Select(OneLine));
        var wrong = new List<string>();
        foreach (var (vector, answer) in vectors.Zip(answers))
        {
            if (IsRefusedBy21(vector) || VectorDepartures.EndsAtItsWindow(vector)) continue;
            var matched = answer.GetProperty("matched");
            var said = matched.ValueKind == JsonValueKind.Null ? "error" : matched.ToString();
            if (said != vector.GetProperty("expected").ToString()) wrong.Add($"{vector}: {answer}");
            Assert.Equal(said == "error", answer.TryGetProperty("error", out _));
        }

        Assert.Equal([], wrong);
    }

    private static bool IsRefusedBy21(JsonElement vector) =>
        vector.GetProperty("version").GetString() == "2.1"
        && VectorDepartures.TwiceQualified.Contains(vector.GetProperty("pattern").GetString()!);

    private static async Task<List<JsonElement>> AskAsync(string[] arguments, IEnumerable<string> lines)
    {
        var questions = lines.ToList();
        var (code, output, errors) = await EntenteCommand.RunAsync(string.Join('\n', questions) + "\n", arguments);
        Assert.True(code == 0, errors);
        var answers = output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(questions.Count, answers.Count);
        return answers;
    }

    /// <summary>The options of the command that ask for what the vector's own options ask for.</summary>
    private static string Options(JsonElement vector)
    {
        var options = vector.GetProperty("options");
        var version = options.TryGetProperty("version", out var named) ? named : vector.GetProperty("version");
        var flags = new List<string> { "--jsonl", "--version", version.GetString()! };
        if (Flag("strict_properties")) flags.Add("--no-custom-properties");
        if (Flag("strict_types")) flags.Add("--no-custom-types");
        if (Flag("interop")) flags.Add("--interoperability");
        return string.Join(' ', flags);

        bool Flag(string name) => options.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
    }

    private static string OneLine(JsonElement element) =>
        element.GetRawText().Replace("\n", " ", StringComparison.Ordinal);

    private static List<JsonElement> Read(string name) =>
        [.. File.ReadLines(Repository.RequireShared($"vectors/stix/{name}")).Select(line => JsonDocument.Parse(line).RootElement)];
}
