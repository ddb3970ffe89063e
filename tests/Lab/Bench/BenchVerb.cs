using System.Diagnostics;
using Entente.Exchange;
using Entente.Exchange.Inbound;
using Entente.Exchange.Intake;
using Entente.Exchange.Policy;
using Entente.Stix;

namespace Entente.Lab.Bench;

/// <summary>
/// Measures the path of an object beside a plain SQLite insert of the same bytes, in the same run: the ratio holds when
/// the machine's speed does not.
/// </summary>
internal static class BenchVerb
{
    private const int RunsDefault = 3;
    private const int BatchObjects = 500;

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments is ["attack"]) return await AttackBench.RunAsync();
        if (arguments is ["taxii", .. var sizes]) return await TaxiiBench.RunAsync(sizes);
        if (arguments.Length == 0)
        {
            Console.Error.WriteLine("usage: bench BUNDLE [runs], bench stix BUNDLE [runs], bench taxii [SIZE...], bench attack");
            return 2;
        }

        if (arguments is ["stix", _, ..]) return StixBench.Run(arguments[1..]);

        var bundle = await File.ReadAllBytesAsync(arguments[0]);
        var runs = arguments.Length > 1 ? int.Parse(arguments[1]) : RunsDefault;
        var objects = Split(bundle);
        Console.WriteLine($"{objects.Count} objects, {bundle.Length / 1024} KiB, medians of {runs} runs");
        var results = new List<(double Plain, double Publish, double Pull)>();
        for (var run = 0; run <= runs; run++)
        {
            var result = await MeasureAsync(bundle, objects);
            if (run > 0) results.Add(result);
        }

        var plain = Median(results.Select(result => result.Plain));
        Print("plain SQLite insert", plain, plain);
        Print("import + decide + log", Median(results.Select(result => result.Publish)), plain);
        Print("pull + verify + store", Median(results.Select(result => result.Pull)), plain);
        return 0;

        void Print(string what, double seconds, double baseline) => Console.WriteLine(
            $"{what,-24} {objects.Count / seconds,10:N0} objects/s   {baseline / seconds,6:F3} of the baseline");
    }

    private static async Task<(double Plain, double Publish, double Pull)> MeasureAsync(
        byte[] bundle, List<ReadOnlyMemory<byte>> objects)
    {
        var folder = Directory.CreateTempSubdirectory("entente-bench-").FullName;
        try
        {
            var plain = PlainSqlite.Insert(Path.Combine(folder, "plain.db"), objects, BatchObjects);
            var samples = Path.Combine(Samples.SamplesVerb.CheckoutRoot(), "samples");
            var (japan, vietNam) = await BenchNode.OpenPairAsync(folder, samples);
            await using var first = japan;
            await using var second = vietNam;
            var watch = Stopwatch.StartNew();
            using (var input = new MemoryStream(bundle))
            {
                await japan.Pipeline.ImportAsync(input, Submitter.Own("bench"), Realm.Live, KnownMarkings.IdOf(Tlp.Green), default);
            }

            await japan.Pipeline.SettleAsync(default);
            var publish = watch.Elapsed.TotalSeconds;
            var channel = (await japan.Store.Ledger.ListChannelsAsync(default))[0];
            var agreement = vietNam.Book.Active.Find(channel.AgreementId)!;
            var terms = new InboundTerms(
                Realm.Live, AgreementBook.ChannelOrigin(agreement.Find("jp-cdu")!, channel.AgreementId, "vn-cyc", "live"),
                channel.AgreementId, 1, "jp-cdu", "vn-cyc", agreement.Find("jp-cdu")!.Keys.Log, ["onward:deny"]);
            watch.Restart();
            var report = await vietNam.Receiver.PullAsync(terms, new BenchConnection(japan.Channels, channel), default);
            if (report.Fault is { } fault) throw new InvalidOperationException(fault.ToString());

            // Per object received, so that what was withheld makes no figure look better.
            return (plain, publish, watch.Elapsed.TotalSeconds * objects.Count / Math.Max(1, report.Stored));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
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

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);
}
