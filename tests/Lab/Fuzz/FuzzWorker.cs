using System.Diagnostics;
using System.IO.MemoryMappedFiles;
using Entente.Lab.Samples.Telemetry;

namespace Entente.Lab.Fuzz;

/// <summary>
/// The process that runs a target over the instrumented library. The input at hand stands in a mapped file, so that the
/// supervisor finds it whatever becomes of this process.
/// </summary>
internal sealed class FuzzWorker(FuzzTarget target, FuzzOptions options, string inputPath)
{
    /// <summary>What one run may take: time of the processor, since the machine may be busy otherwise.</summary>
    private const double RunSecondsMax = 1;

    /// <summary>The same while the compiler is still at work.</summary>
    private const double WarmUpSecondsMax = 20;

    private const long RunAllocatedBytesMax = 512L * 1024 * 1024;
    private const int InputFileBytes = 1 << 20;
    private const int WarmUpRuns = 200;

    private readonly List<byte[]> _corpus = [];
    private long _runs;
    private TimeSpan _runStart;

    public int Run()
    {
        using var file = MemoryMappedFile.CreateFromFile(inputPath, FileMode.Create, null, InputFileBytes);
        using var view = file.CreateViewAccessor();
        var coverage = new Coverage();
        var watch = Stopwatch.StartNew();
        using var watchdog = new Timer(_ => Bark(), null, TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(200));
        foreach (var seed in target.Seeds.Concat(Corpora.Read(target.Name)).Concat(options.ReadCorpus()))
        {
            if (!TryOne(seed, view, coverage)) return 1;
            if (!_corpus.Contains(seed)) _corpus.Add(seed);
        }

        var dice = new Dice(options.Seed);
        var mutator = new Mutator(dice, target.Words);
        while (watch.Elapsed.TotalSeconds < options.Seconds)
        {
            var input = mutator.Mutate(dice.Pick(_corpus), dice.Pick(_corpus));
            if (!TryOne(input, view, coverage)) return 1;
        }

        Console.WriteLine($"{target.Name}: {_runs:N0} runs in {watch.Elapsed.TotalSeconds:F0} s, " +
            $"{_corpus.Count} inputs kept, {coverage.Reached:N0} places reached, nothing found");
        return 0;
    }

    private bool TryOne(byte[] input, MemoryMappedViewAccessor view, Coverage coverage)
    {
        view.Write(0, input.Length);
        view.WriteArray(sizeof(int), input, 0, input.Length);
        _runStart = Environment.CpuUsage.TotalTime;
        Interlocked.Increment(ref _runs);
        coverage.Start();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            target.Check(input);
        }
        catch (Exception error)
        {
            Console.Error.WriteLine($"{target.Name}: {error}");
            return false;
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        if (allocated > RunAllocatedBytesMax)
        {
            Console.Error.WriteLine($"{target.Name}: {allocated:N0} bytes allocated for {input.Length:N0}");
            return false;
        }

        if (!coverage.IsNews()) return true;
        _corpus.Add(input);
        options.Keep(input);
        return true;
    }

    /// <summary>Ends the process if the run at hand takes too long; the first runs wait for the compiler.</summary>
    private void Bark()
    {
        var run = Interlocked.Read(ref _runs);
        var most = run < WarmUpRuns ? WarmUpSecondsMax : RunSecondsMax;
        var start = _runStart;
        if ((Environment.CpuUsage.TotalTime - start).TotalSeconds < most) return;
        if (run != Interlocked.Read(ref _runs)) return;
        Console.Error.WriteLine($"{target.Name}: a run takes more than {most} s");
        Environment.Exit(1);
    }
}
