using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Entente.Lab.Bench;

/// <summary>
/// How long one partner waits for its polls while another does its worst, over real HTTPS. The attacker shares the
/// machine's cores with the node, so part of what is measured is the attack's own work.
/// </summary>
internal static class AttackBench
{
    private const int StoredObjects = 50_000;
    private const int SecondsPerAttack = 15;
    private const int SlowConnections = 150;

    /// <summary>Twenty polls a second, as a partner that is in a hurry asks.</summary>
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("entente-bench-").FullName;
        try
        {
            using var node = await NodeProcess.StartAsync(folder, withDefaultLimits: true);
            using var partner = node.PartnerClient();
            using var operators = node.OperatorClient();
            using var attacker = NodeProcess.Https(node.PartnerAddress);
            attacker.DefaultRequestHeaders.Authorization =
                new AuthenticationHeaderValue("Bearer", await node.AddAttackerAsync());
            var (channel, inbox) = await TaxiiBench.CollectionsAsync(partner);
            await TaxiiBench.FillAsync(operators, 0, StoredObjects);
            Console.WriteLine($"polls of one partner while another attacks, {SecondsPerAttack} s each");
            var nested = Encoding.UTF8.GetBytes(
                "{\"objects\":[" + string.Concat(Enumerable.Repeat("[", 4_000_000)));
            var big = BenchIndicators.Wrap(BenchIndicators.Make(1L << 41, 9_000));
            (string What, Func<CancellationToken, Task> Attack)[] attacks =
            [
                ("nothing", cancellation => Task.CompletedTask),
                ("32 connections ask for pages", cancellation => ManyAsync(32, () => GetAsync(attacker, channel, cancellation), cancellation)),
                ("32 connections ask in vain", cancellation => ManyAsync(32, () => GetAsync(attacker, "live/nothing/", cancellation), cancellation)),
                ("16 connections add what is nested 4,000,000 deep", cancellation => ManyAsync(16, () => PostAsync(attacker, inbox, nested, cancellation), cancellation)),
                ("16 connections add envelopes of 9,000 to another's inbox", cancellation => ManyAsync(16, () => PostAsync(attacker, inbox, big, cancellation), cancellation)),
                ($"{SlowConnections} connections send a byte a second", cancellation => ManyAsync(SlowConnections, () => TrickleAsync(node.PartnerAddress, cancellation), cancellation)),
                ("16 connections pipeline requests", cancellation => ManyAsync(16, () => PipelineAsync(node.PartnerAddress, cancellation), cancellation)),
            ];
            foreach (var (what, attack) in attacks)
            {
                using var over = new CancellationTokenSource(TimeSpan.FromSeconds(SecondsPerAttack));
                var attacking = attack(over.Token);
                var times = await PollAsync(partner, channel, over.Token);
                await attacking;
                times.Sort();
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{what,-58} p50 {times[times.Count / 2],6:F1} ms  p99 {times[times.Count * 99 / 100],6:F1} ms  of {times.Count} polls; RSS {node.MemoryNow >> 20} MB"));
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<List<double>> PollAsync(HttpClient partner, string channel, CancellationToken over)
    {
        var after = Uri.EscapeDataString(TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
        var times = new List<double>();
        while (!over.IsCancellationRequested)
        {
            var start = Stopwatch.GetTimestamp();
            using var answer = await partner.GetAsync(new Uri($"{channel}?added_after={after}", UriKind.Relative), CancellationToken.None);
            answer.EnsureSuccessStatusCode();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            await Task.Delay(PollInterval, CancellationToken.None);
        }

        return times;
    }

    private static Task ManyAsync(int count, Func<Task> attack, CancellationToken over) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(_ => Task.Run(
            async () =>
            {
                while (!over.IsCancellationRequested)
                {
                    try
                    {
                        await attack();
                    }
                    catch (Exception refused) when (refused is HttpRequestException or OperationCanceledException or IOException or SocketException)
                    {
                        // The node closed the connection, or the time is over.
                    }
                }
            },
            CancellationToken.None)));

    private static async Task GetAsync(HttpClient client, string path, CancellationToken cancellation)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), cancellation);
        await answer.Content.ReadAsByteArrayAsync(cancellation);
    }

    private static async Task PostAsync(HttpClient client, string path, byte[] body, CancellationToken cancellation)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/taxii+json;version=2.1");
        using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), content, cancellation);
    }

    private static async Task TrickleAsync(string address, CancellationToken cancellation)
    {
        await using var stream = await ConnectAsync(address, cancellation);
        foreach (var letter in "GET /taxii2/ HTTP/1.1\r\nHost: node\r\nX-Slow: and slower and slower and slower")
        {
            await stream.WriteAsync(new[] { (byte)letter }, cancellation);
            await Task.Delay(1_000, cancellation);
        }
    }

    private static async Task PipelineAsync(string address, CancellationToken cancellation)
    {
        await using var stream = await ConnectAsync(address, cancellation);
        var requests = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("GET /taxii2/ HTTP/1.1\r\nHost: node\r\n\r\n", 1_000)));
        var reading = stream.CopyToAsync(Stream.Null, cancellation);
        while (!reading.IsCompleted) await stream.WriteAsync(requests, cancellation);
    }

    private static async Task<SslStream> ConnectAsync(string address, CancellationToken cancellation)
    {
        var uri = new Uri(address);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(uri.Host, uri.Port, cancellation);
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true), false, (_, certificate, _, _) => certificate is not null);
        await stream.AuthenticateAsClientAsync(uri.Host);
        return stream;
    }
}
