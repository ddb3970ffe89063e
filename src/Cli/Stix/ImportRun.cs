using Entente.Stix;
using Entente.Stix.Upgrade;

namespace Entente.Cli.Stix;

/// <summary>Runs all input through one upgrade, a chunk at a time.</summary>
internal static class ImportRun
{
    public static async Task RunAsync(
        IReadOnlyList<string> inputs, Stream output, ImportReport report, CancellationToken cancellation)
    {
        var upgrader = new BundleUpgrader();
        await using var bundle = new BundleWriter(output);
        foreach (var input in inputs)
        {
            var splitter = new BundleSplitter();
            await foreach (var chunk in InputFiles.ChunksAsync(input, cancellation))
            {
                splitter.Push(chunk.Span);
                await TakeAsync(splitter, upgrader, bundle, report, input);
            }

            splitter.Complete();
            await TakeAsync(splitter, upgrader, bundle, report, input);
        }

        // Observables of one content came from anywhere in the input, so they leave last.
        foreach (var merged in upgrader.Complete()) report.AddMerged(merged);
        while (upgrader.TryTake(out var observable)) await bundle.WriteAsync(observable);
        await bundle.CompleteAsync();
    }

    private static async Task TakeAsync(
        BundleSplitter splitter, BundleUpgrader upgrader, BundleWriter bundle, ImportReport report, string source)
    {
        while (splitter.TryTake(out var item))
        {
            report.Add(source, item.Offset, upgrader.Add(item));
            while (upgrader.TryTake(out var upgraded)) await bundle.WriteAsync(upgraded);
        }
    }
}
