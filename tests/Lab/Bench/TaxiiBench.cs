using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Entente.Lab.Bench;

/// <summary>
/// A node as partners use it, over real HTTPS, at several sizes of its store: adding envelopes of 1,000 indicators beside
/// a plain SQLite insert of the same bytes, paging through everything beside the same pages as static files, and polls
/// that find nothing. Client, node and baseline share the machine.
/// </summary>
internal static class TaxiiBench
{
    private const int EnvelopeObjects = 1_000;
    private const int AddedObjects = 20_000;
    private const int FillObjects = 20_000;

    /// <summary>Paging reads at most so many objects: more takes longer and says no more.</summary>
    private const int PagedObjectsMax = 200_000;
    private const int Polls = 2_000;
    private const int Runs = 3;

    private static readonly long[] SizesDefault = [1_000, 50_000, 1_000_000, 5_000_000];

    public static async Task<int> RunAsync(string[] arguments)
    {
        var sizes = arguments.Length == 0
            ? SizesDefault
            : [.. arguments.Select(text => long.Parse(text, CultureInfo.InvariantCulture)).Order()];
        var folder = Directory.CreateTempSubdirectory("entente-bench-").FullName;
        try
        {
            using var node = await NodeProcess.StartAsync(folder);
            using var partner = node.PartnerClient();
            using var operators = node.OperatorClient();
            var (channel, inbox) = await CollectionsAsync(partner);
            Console.WriteLine("stored | fill obj/s | add obj/s (settled) of plain | paging obj/s of static | poll p50 p99 ms | RSS now peak MB");
            var (stored, added) = (0L, 1L << 40);
            foreach (var size in sizes)
            {
                var fill = await FillAsync(operators, stored, size);
                stored = size;
                node.ForgetMemoryPeak();
                var adds = new List<(double Answered, double Settled, double Plain)>();
                for (var run = 0; run < Runs; run++, added += AddedObjects)
                {
                    var objects = BenchIndicators.Make(added, AddedObjects);
                    var plain = PlainSqlite.Insert(Path.Combine(folder, $"plain-{added}.db"), objects, EnvelopeObjects);
                    var (answered, settled) = await AddAsync(partner, operators, inbox, objects);
                    adds.Add((answered, settled, plain));
                }

                var pages = await PageAsync(partner, channel, folder);
                var polls = await PollAsync(partner, channel);
                var answer = AddedObjects / Median(adds.Select(add => add.Answered));
                var settle = AddedObjects / Median(adds.Select(add => add.Settled));
                var plainRate = AddedObjects / Median(adds.Select(add => add.Plain));
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{size,9:N0} | {fill,7:N0} | {answer,7:N0} ({settle:N0}) {settle / plainRate:F3} of {plainRate:N0} | {pages.Node,8:N0} {pages.Node / pages.Static:F3} of {pages.Static:N0} | {polls.P50:F2} {polls.P99:F2} | {node.MemoryNow >> 20} {node.MemoryPeak >> 20}"));
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    internal static async Task<(string Channel, string Inbox)> CollectionsAsync(HttpClient partner)
    {
        using var list = JsonDocument.Parse(await partner.GetByteArrayAsync(new Uri("live/collections/", UriKind.Relative)));
        var all = list.RootElement.GetProperty("collections").EnumerateArray().ToList();
        return (Path(all.Single(one => one.GetProperty("can_read").GetBoolean())),
            Path(all.Single(one => one.GetProperty("can_write").GetBoolean())));

        static string Path(JsonElement one) => $"live/collections/{one.GetProperty("id").GetString()}/objects/";
    }

    /// <summary>Publishes until the channel holds so many objects; objects a second, decided and logged.</summary>
    internal static async Task<double> FillAsync(HttpClient operators, long stored, long size)
    {
        var watch = Stopwatch.StartNew();
        for (var from = stored; from < size; from += FillObjects)
        {
            var objects = BenchIndicators.Make(from, (int)Math.Min(FillObjects, size - from));
            var bundle = BenchIndicators.Wrap(
                objects, "{\"type\":\"bundle\",\"id\":\"bundle--5d0092c5-5f74-4287-9642-33f4c354e56d\",\"objects\":[");
            using var content = new ByteArrayContent(bundle);
            using var answer = await operators.PostAsync(new Uri("api/objects", UriKind.Relative), content);
            answer.EnsureSuccessStatusCode();
        }

        await SettledAsync(operators);
        return (size - stored) / watch.Elapsed.TotalSeconds;
    }

    /// <summary>Seconds until the last addition was answered, and until the last object was decided and logged.</summary>
    private static async Task<(double Answered, double Settled)> AddAsync(
        HttpClient partner, HttpClient operators, string inbox, List<ReadOnlyMemory<byte>> objects)
    {
        var envelopes = objects.Chunk(EnvelopeObjects).Select(chunk => BenchIndicators.Wrap(chunk)).ToList();
        var watch = Stopwatch.StartNew();
        foreach (var envelope in envelopes)
        {
            using var content = new ByteArrayContent(envelope);
            content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/taxii+json;version=2.1");
            using var answer = await partner.PostAsync(new Uri(inbox, UriKind.Relative), content);
            using var status = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync());
            if (status.RootElement.GetProperty("success_count").GetInt32() != EnvelopeObjects)
            {
                throw new InvalidOperationException("an addition was refused");
            }
        }

        var answered = watch.Elapsed.TotalSeconds;
        await SettledAsync(operators);
        return (answered, watch.Elapsed.TotalSeconds);
    }

    private static async Task SettledAsync(HttpClient operators)
    {
        while (true)
        {
            using var status = JsonDocument.Parse(await operators.GetByteArrayAsync(new Uri("api/status", UriKind.Relative)));
            var pending = status.RootElement.GetProperty("channels").EnumerateArray()
                .Sum(channel => channel.GetProperty("pending").GetInt64());
            if (pending == 0) return;
            await Task.Delay(50);
        }
    }

    /// <summary>Pages through the channel with the node, then through the same bytes as files, in turns.</summary>
    private static async Task<(double Node, double Static)> PageAsync(
        HttpClient partner, string channel, string folder)
    {
        var pages = Directory.CreateDirectory(System.IO.Path.Combine(folder, "pages")).FullName;
        var (objects, count) = (0, 0);
        var (node, files) = (new List<double>(), new List<double>());
        for (var run = 0; run <= Runs; run++)
        {
            // The first run writes the files, and warms everything.
            (objects, count) = (0, 0);
            var watch = Stopwatch.StartNew();
            for (string? next = ""; next is not null && objects < PagedObjectsMax; count++)
            {
                var cursor = next.Length > 0 ? $"&next={Uri.EscapeDataString(next)}" : "";
                using var answer = await partner.GetAsync(new Uri($"{channel}?limit=1000{cursor}", UriKind.Relative));
                var body = await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
                objects += Count(body, out next);
                if (run == 0) await File.WriteAllBytesAsync(System.IO.Path.Combine(pages, $"{count}.json"), body);
            }

            if (run > 0) node.Add(watch.Elapsed.TotalSeconds);
        }

        await using (var site = await StaticPages.StartAsync(pages))
        {
            using var client = NodeProcess.Https(site.Address);
            for (var run = 0; run <= Runs; run++)
            {
                var watch = Stopwatch.StartNew();
                for (var page = 0; page < count; page++)
                {
                    Count(await client.GetByteArrayAsync(new Uri($"{page}.json", UriKind.Relative)), out _);
                }

                if (run > 0) files.Add(watch.Elapsed.TotalSeconds);
            }
        }

        Directory.Delete(pages, recursive: true);
        return (objects / Median(node), objects / Median(files));
    }

    /// <summary>How many objects a page has, and its cursor, without the cost of reading them: both are at its end or at
    /// the beginning of each object.</summary>
    private static int Count(ReadOnlySpan<byte> body, out string? next)
    {
        var at = body.LastIndexOf("\"next\":\""u8);
        next = at < 0 || body[at..].Contains((byte)'{') ? null : Encoding.UTF8.GetString(body[(at + 8)..^2]).TrimEnd('"');
        return body.Count("{\"type\":\"indicator\""u8);
    }

    private static async Task<(double P50, double P99)> PollAsync(HttpClient partner, string channel)
    {
        // Past the end, wherever paging stopped.
        var after = Uri.EscapeDataString(TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
        var times = new List<double>(Polls);
        for (var poll = 0; poll < Polls + 200; poll++)
        {
            var watch = Stopwatch.GetTimestamp();
            var body = await partner.GetByteArrayAsync(new Uri($"{channel}?added_after={after}", UriKind.Relative));
            if (poll >= 200) times.Add(Stopwatch.GetElapsedTime(watch).TotalMilliseconds);
            if (body.Length > 200) throw new InvalidOperationException("the poll was not empty");
        }

        times.Sort();
        return (times[Polls / 2], times[Polls * 99 / 100]);
    }

    private static double Median(IEnumerable<double> values) => StixBench.Median([.. values]);
}
