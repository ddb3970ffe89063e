using System.Diagnostics;
using System.Text.Json;
using Entente.Stix;
using Entente.Stix.Validation;

namespace Entente.Lab.Bench;

/// <summary>
/// Measures the STIX library beside what the framework does with the same bytes in the same run: a bare token pass and a
/// parsed document.
/// </summary>
internal static class StixBench
{
    private const int RunsDefault = 7;
    private const double WarmUpSeconds = 1.5;

    /// <summary>Long enough for the clock and for the compiler to be done; shorter inputs are read several times.</summary>
    private const int BytesPerRun = 16 * 1024 * 1024;

    public static int Run(string[] arguments)
    {
        var bundle = File.ReadAllBytes(arguments[0]);
        var runs = arguments.Length > 1 ? int.Parse(arguments[1]) : RunsDefault;
        var objects = Split(bundle);
        var rounds = Math.Max(1, BytesPerRun / bundle.Length);
        Console.WriteLine($"{objects.Count} objects, {bundle.Length / 1024} KiB, medians of {runs} runs of {rounds}");
        (string What, Action Work)[] works =
        [
            ("bare token pass", () => CountTokens(bundle)),
            ("JsonDocument.Parse", () => JsonDocument.Parse(bundle).Dispose()),
            ("split", () => Split(bundle)),
            ("read", () => objects.ForEach(item => Require(StixReader.Read(item).Object is not null))),
            ("read + validate", () => objects.ForEach(item => StixValidator.Validate(item))),
            ("validate the bundle", () => StixValidator.Validate(bundle)),
            ("canonical form", () => objects.ForEach(item => CanonicalJson.Canonicalize(item.Span))),
        ];
        Measure(works, runs, rounds, bundle.Length, objects.Count);
        PatternBench.Run(runs);
        return 0;
    }

    /// <summary>The works take turns, so that a slow minute of the machine slows them all.</summary>
    private static void Measure((string What, Action Work)[] works, int runs, int rounds, int bytes, int objects)
    {
        // The runtime recompiles what is called often; what it does before that says little.
        foreach (var (_, work) in works)
        {
            for (var watch = Stopwatch.StartNew(); watch.Elapsed.TotalSeconds < WarmUpSeconds;) work();
        }

        var seconds = works.Select(_ => new List<double>()).ToArray();
        var allocated = new long[works.Length];
        for (var run = 0; run < runs; run++)
        {
            for (var i = 0; i < works.Length; i++)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var watch = Stopwatch.StartNew();
                for (var round = 0; round < rounds; round++) works[i].Work();
                seconds[i].Add(watch.Elapsed.TotalSeconds / rounds);
                allocated[i] = (GC.GetAllocatedBytesForCurrentThread() - before) / rounds;
            }
        }

        for (var i = 0; i < works.Length; i++)
        {
            var median = Median(seconds[i]);
            Console.WriteLine($"{works[i].What,-20} {bytes / median / 1e6,8:F1} MB/s {objects / median,12:N0} objects/s " +
                $"{Median(seconds[0]) / median,7:F3} of the bare pass {Median(seconds[1]) / median,7:F3} of JsonDocument " +
                $"{allocated[i] / objects,8:N0} bytes allocated/object");
        }
    }

    internal static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static int CountTokens(byte[] utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        var count = 0;
        while (reader.Read()) count++;
        return count;
    }

    private static List<ReadOnlyMemory<byte>> Split(byte[] bundle)
    {
        var splitter = new BundleSplitter(StixLimits.Default);
        splitter.Push(bundle);
        splitter.Complete();
        var objects = new List<ReadOnlyMemory<byte>>();
        while (splitter.TryTake(out var item)) objects.Add(item.Bytes);
        return objects;
    }

    private static void Require(bool holds)
    {
        if (!holds) throw new InvalidOperationException("the bundle holds an object that cannot be read");
    }
}
