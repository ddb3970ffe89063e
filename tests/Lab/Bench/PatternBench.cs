using System.Diagnostics;
using System.Text.Json;
using Entente.Lab.Samples.Telemetry;
using Entente.Stix.Patterns;

namespace Entente.Lab.Bench;

/// <summary>A thousand patterns such as indicators carry, compiled, then evaluated on a thousand observations.</summary>
internal static class PatternBench
{
    private const int Patterns = 1000;
    private const int Observations = 1000;

    public static void Run(int runs)
    {
        var dice = new Dice(20);
        var texts = Enumerable.Range(0, Patterns).Select(_ => Pattern(dice)).ToList();
        var observed = Enumerable.Range(0, Observations).Select(i => Observed(dice, i)).ToList();
        using var bundle = JsonDocument.Parse($$"""{"type":"bundle","objects":[{{string.Join(",", observed)}}]}""");
        if (!PatternObservations.TryRead([bundle.RootElement], out var observations, out var fault))
        {
            throw new InvalidOperationException(fault.Message);
        }

        var (compile, evaluate, matches) = (new List<double>(), new List<double>(), 0);
        for (var run = 0; run <= runs; run++)
        {
            var watch = Stopwatch.StartNew();
            var evaluators = texts.ConvertAll(Compile);
            var compiled = watch.Elapsed.TotalSeconds;
            watch.Restart();
            matches = evaluators.Count(evaluator => evaluator.Evaluate(observations).IsMatch);
            if (run == 0) continue;
            compile.Add(compiled);
            evaluate.Add(watch.Elapsed.TotalSeconds);
        }

        var (compiling, evaluating) = (StixBench.Median(compile), StixBench.Median(evaluate));
        Console.WriteLine($"{"compile patterns",-20} {Patterns / compiling,12:N0} patterns/s");
        Console.WriteLine($"{"evaluate patterns",-20} {(double)Patterns * Observations / evaluating,12:N0} " +
            $"observations/s times patterns ({matches} of {Patterns} match)");
    }

    private static PatternEvaluator Compile(string text) =>
        PatternParser.Parse(text).Pattern is { } pattern && PatternEvaluator.TryCreate(pattern, out var evaluator, out _)
            ? evaluator
            : throw new InvalidOperationException($"not a pattern: {text}");

    /// <summary>In the proportions of public feeds: hashes, names and addresses; few patterns are long.</summary>
    private static string Pattern(Dice dice) => dice.Next(20) switch
    {
        < 5 => $"[file:hashes.'SHA-256' = '{dice.Hex(64)}']",
        < 9 => $"[domain-name:value = '{Domain(dice)}']",
        < 12 => $"[ipv4-addr:value = '{Address(dice)}']",
        < 14 => $"[url:value LIKE 'https://{Domain(dice)}/%']",
        14 => $"[ipv4-addr:value ISSUBSET '198.51.{dice.Next(256)}.0/24']",
        15 => $"[file:name MATCHES '^{dice.Hex(3)}[a-z0-9]*\\\\.exe$' AND file:size > {dice.Next(100_000)}]",
        16 => $"[network-traffic:dst_ref.value = '{Address(dice)}' AND network-traffic:dst_port IN (443, 8443)]",
        17 => $"[domain-name:value = '{Domain(dice)}' OR domain-name:value = '{Domain(dice)}']",
        18 => $"[ipv4-addr:value = '{Address(dice)}'] FOLLOWEDBY [file:size > {dice.Next(200_000)}] WITHIN 600 SECONDS",
        _ => $"([domain-name:value = '{Domain(dice)}'] AND [file:hashes.MD5 = '{dice.Hex(32)}']) REPEATS 2 TIMES",
    };

    private static string Observed(Dice dice, int second)
    {
        var objects = dice.Next(4) switch
        {
            0 => $$"""
                "0":{"type":"file","name":"{{dice.Hex(8)}}.exe","size":{{dice.Next(200_000)}},
                "hashes":{"MD5":"{{dice.Hex(32)}}","SHA-256":"{{dice.Hex(64)}}"} }
                """,
            1 => $$"""
                "0":{"type":"ipv4-addr","value":"{{Address(dice)}}"},"1":{"type":"ipv4-addr","value":"{{Address(dice)}}"},
                "2":{"type":"network-traffic","src_ref":"0","dst_ref":"1","dst_port":443,"protocols":["ipv4","tcp"]}
                """,
            2 => $$"""
                "0":{"type":"domain-name","value":"{{Domain(dice)}}","resolves_to_refs":["1"]},
                "1":{"type":"ipv4-addr","value":"{{Address(dice)}}"}
                """,
            _ => $$"""
                "0":{"type":"url","value":"https://{{Domain(dice)}}/{{dice.Hex(6)}}"}
                """,
        };
        var at = $"2026-03-01T{second / 3600:D2}:{second / 60 % 60:D2}:{second % 60:D2}Z";
        return $$"""
            {"type":"observed-data","first_observed":"{{at}}","last_observed":"{{at}}","number_observed":1,
            "objects":{ {{objects}} } }
            """;
    }

    private static string Domain(Dice dice) => $"{dice.Pick(["mail", "cdn", "update"])}{dice.Next(400)}.example";

    private static string Address(Dice dice) => $"198.51.{dice.Next(256)}.{dice.Next(256)}";
}
