using System.Text.Json;
using Entente.Stix;
using Entente.Stix.Patterns;

namespace Entente.Cli.Stix;

/// <summary>The answers to lines for <c>entente pattern --jsonl</c> and <c>entente pattern match --jsonl</c>.</summary>
internal static class PatternLines
{
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 128 };

    private static readonly PatternLimits Limits = PatternLimits.Default;

    /// <summary>Answers each line by whether its pattern is valid.</summary>
    public static Task<int> CheckAsync(
        IReadOnlyList<string> inputs, string? version, CancellationToken cancellation) => LineLoop.RunAsync(
            inputs,
            line =>
            {
                using var question = Question.Read(line, version);
                return question.Fault is { } fault
                    ? new PatternResult(null, [fault])
                    : PatternParser.Parse(question.Pattern, question.Version, Limits);
            },
            (json, result) => FindingJson.WriteVerdict(json, result.Pattern is not null, result.Diagnostics),
            cancellation);

    /// <summary>Answers each line by whether its observations match its pattern.</summary>
    public static Task<int> MatchAsync(
        IReadOnlyList<string> inputs, string? version, CancellationToken cancellation) => LineLoop.RunAsync(
            inputs,
            line =>
            {
                using var question = Question.Read(line, version);
                return question.Fault is { } fault ? Failed(fault) : Match(question);
            },
            WriteMatch,
            cancellation);

    private static PatternMatch Match(Question question)
    {
        var result = PatternParser.Parse(question.Pattern, question.Version, Limits);
        if (result.Pattern is not { } pattern) return Failed(result.Diagnostics.First(found => !found.IsWarning));
        if (!question.Root.TryGetProperty("observations", out var list) || list.ValueKind != JsonValueKind.Array)
        {
            return Failed(Question.FaultOf(
                "observations-missing",
                "`observations` is not there, or is no list",
                "write a list of bundles or observed-data objects"));
        }

        return PatternEvaluator.Evaluate(pattern, list.EnumerateArray(), Limits);
    }

    private static PatternMatch Failed(PatternDiagnostic fault) => new(false, [], [], fault);

    private static void WriteMatch(Utf8JsonWriter json, PatternMatch match)
    {
        json.WriteStartObject();
        if (match.Fault is { } fault)
        {
            json.WriteNull("matched"u8);
            json.WritePropertyName("error"u8);
            FindingJson.Write(json, fault);
        }
        else
        {
            json.WriteBoolean("matched"u8, match.IsMatch);
        }

        json.WriteEndObject();
    }

    /// <summary>One line, read as far as both commands need it.</summary>
    private sealed class Question : IDisposable
    {
        private JsonDocument? _document;

        public string Pattern { get; private set; } = "";

        public PatternVersion Version { get; private set; }

        public PatternDiagnostic? Fault { get; private init; }

        public JsonElement Root => _document!.RootElement;

        public static Question Read(ReadOnlyMemory<byte>? line, string? version)
        {
            if (line is not { } utf8) return Faulty(LineFaults.TooLong("send fewer observations"));
            if (LineFaults.IsBlank(utf8.Span)) return Faulty(LineFaults.Blank);
            var question = new Question();
            try
            {
                question._document = JsonDocument.Parse(utf8, Reading);
                var fault = question.ReadMembers(version);
                return fault is null ? question : new Question { Fault = fault, _document = question._document };
            }
            catch (JsonException error)
            {
                return new Question
                {
                    Fault = FaultOf(
                        "json-syntax",
                        $"the line is not well-formed JSON (at byte {error.BytePositionInLine ?? 0})",
                        "write one JSON object a line"),
                };
            }
        }

        public static PatternDiagnostic FaultOf(string code, string message, string hint) =>
            new(code, 0, 1, 1, message, hint);

        public void Dispose() => _document?.Dispose();

        private static Question Faulty(Diagnostic fault) =>
            new() { Fault = FaultOf(fault.Code, fault.Message, fault.Hint!) };

        private PatternDiagnostic? ReadMembers(string? versionOption)
        {
            if (Root.ValueKind != JsonValueKind.Object)
            {
                return FaultOf("line-shape", "the line is no JSON object", "write `{\"pattern\":\"[…]\"}`");
            }

            if (!TryText("pattern", out var pattern) || pattern is null)
            {
                return FaultOf("pattern-missing", "`pattern` is not there, or is no text", "write `\"pattern\":\"[…]\"`");
            }

            if (!TryText("version", out var version) || PatternText.VersionOf(version ?? versionOption) is not { } known)
            {
                return FaultOf("version-unknown", "`version` is neither `2.0` nor `2.1`", "leave it out for 2.1");
            }

            (Pattern, Version) = (pattern, known);
            return null;
        }

        /// <summary>A member that is a string, or null where it is not there; false if it is anything else.</summary>
        private bool TryText(string name, out string? text)
        {
            text = null;
            if (!Root.TryGetProperty(name, out var member)) return true;
            if (member.ValueKind != JsonValueKind.String) return false;
            try
            {
                text = member.GetString();
                return true;
            }
            catch (InvalidOperationException)
            {
                // A lone surrogate is no text.
                return false;
            }
        }
    }
}
