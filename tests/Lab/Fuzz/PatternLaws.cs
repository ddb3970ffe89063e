using System.Text;
using System.Text.Json;
using Entente.Stix.Patterns;

namespace Entente.Lab.Fuzz;

/// <summary>What parser, printer and evaluator of patterns keep on any text.</summary>
internal static class PatternLaws
{
    /// <summary>Small, so that what is allowed to take long does not pass for a hang.</summary>
    private static readonly PatternLimits Limits = new()
    {
        RegexTimeMsMax = 100, BindingStepsMax = 100_000, ValuesMax = 100_000, NormalTermsMax = 256, RepeatsMax = 1000,
    };

    private static readonly PatternObservations World = ReadWorld();

    public static void Check(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        Check(text, PatternVersion.V21);
        Check(text, PatternVersion.V20);
    }

    private static void Check(string text, PatternVersion version)
    {
        var result = PatternParser.Parse(text, version, Limits);
        var refused = result.Diagnostics.Any(diagnostic => !diagnostic.IsWarning);
        LawBrokenException.Unless(result.Pattern is null == refused, "a pattern is refused by errors and nothing else");
        foreach (var diagnostic in result.Diagnostics)
        {
            LawBrokenException.Unless(
                diagnostic.Line >= 1 && diagnostic.Column >= 1 && diagnostic.Column <= text.Length + 1,
                $"`{diagnostic.Code}` lies inside the text");
        }

        if (result.Pattern is not { } pattern) return;
        var printed = PatternPrinter.Print(pattern);
        var again = Again(printed, version, "what is printed");
        LawBrokenException.Unless(PatternPrinter.Print(again) == printed, "printing what was printed changes nothing");
        var canonical = PatternPrinter.PrintCanonical(pattern);
        LawBrokenException.Unless(
            PatternPrinter.PrintCanonical(Again(canonical, version, "the canonical spelling")) == canonical,
            "the canonical spelling of the canonical spelling is itself");
        LawBrokenException.Unless(
            PatternPrinter.PrintCanonical(again) == canonical, "all spellings have one canonical spelling");
        var (mine, other) = (Evaluate(pattern), Evaluate(again));
        LawBrokenException.Unless(mine == other, $"a pattern and its print mean the same: {mine}, {other}");
    }

    private static Pattern Again(string text, PatternVersion version, string what) =>
        PatternParser.Parse(text, version, Limits).Pattern ?? throw new LawBrokenException($"{what} parses: {text}");

    private static string Evaluate(Pattern pattern)
    {
        if (!PatternEvaluator.TryCreate(pattern, out var evaluator, out var fault, Limits)) return fault.Code;
        var match = evaluator.Evaluate(World);

        // A regular expression may or may not run out of time, so faults compare as one.
        return match.Fault is not null ? "fault" : match.IsMatch.ToString();
    }

    private static PatternObservations ReadWorld()
    {
        string[] objects =
        [
            """{"type":"a","x":1,"y":2}""", """{"type":"a","x":2,"x_ref":"1"}""", """{"type":"b","x":3,"y":"text"}""",
            """{"type":"file","name":"aaa","content_hex":"00ff","hashes":{"MD5":"00"},"mtime":"2020-01-01T00:00:00Z"}""",
            """{"type":"ipv4-addr","value":"198.51.100.7"}""", """{"type":"ipv6-addr","value":"2001:db8::1"}""",
        ];
        var observed = objects.Select((item, i) => $$"""
            {"type":"observed-data","first_observed":"2020-01-01T00:00:0{{i}}Z","number_observed":{{1 + (i % 2)}},
            "last_observed":"2020-01-01T00:00:0{{i}}Z","objects":{"0":{{item}},"1":{"type":"b","y":1} } }
            """);
        var inputs = observed.Select(json => JsonDocument.Parse(json).RootElement).ToList();
        return PatternObservations.TryRead(inputs, out var read, out var fault)
            ? read
            : throw new InvalidOperationException(fault.Message);
    }
}
