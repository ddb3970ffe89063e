using CsCheck;
using Xunit;

namespace Entente.IntegrationTests.Taxii;

/// <summary>
/// Paging loses nothing, whatever is published and revised between two pages (TAXII 2.1 §3.4, §3.5): generated runs
/// against a node that goes on working.
/// </summary>
public sealed class PagingTests(TaxiiBed bed) : IClassFixture<TaxiiBed>
{
    private const int Runs = 40;
    private const string Last = "X-TAXII-Date-Added-Last";

    /// <summary>Tests share a node, so no two runs of any of them may share a name.</summary>
    private static int _runs;

    /// <summary>What happens between two pages.</summary>
    private enum Event
    {
        Nothing,
        Publish,
        Revise,
        ReviseMany,
    }

    private static Gen<(int Limit, Event[] Events, int Before)> Interleaving { get; } = Gen.Select(
        Gen.Int[1, 7], Gen.Int[0, 3].Select(i => (Event)i).Array[2, 6], Gen.Int[4, 12]);

    [Fact]
    public async Task Every_object_is_on_exactly_one_page_in_a_version_that_was_the_last() =>
        await Interleaving.SampleAsync(async run =>
        {
            var channel = await StartAsync(run.Before);
            var first = channel.Versions.ToDictionary();
            var seen = new List<(string Id, string Version)>();
            string? next = null;
            var page = 0;
            do
            {
                var query = $"?limit={run.Limit}&match[type]=malware{channel.Filter}";
                var answer = await bed.GetAsync(next is null ? bed.Objects + query : $"{bed.Objects}{query}&next={next}");
                seen.AddRange(Objects(answer.Is(200)));
                next = answer.Next;
                if (page < run.Events.Length) await channel.DoAsync(run.Events[page]);
                page++;
            }
            while (next is not null);

            // Exactly once, and since the pages show the channel as it was, in the version that it then had.
            Assert.Equal(first.OrderBy(pair => pair.Key), seen.Select(item => KeyValuePair.Create(item.Id, item.Version)).OrderBy(pair => pair.Key));
        }, iter: Runs, threads: 1);

    [Fact]
    public async Task After_the_last_page_added_after_gives_what_came_meanwhile_and_nothing_else() =>
        await Interleaving.SampleAsync(async run =>
        {
            var channel = await StartAsync(run.Before);
            var held = new Dictionary<string, string>();
            var query = $"?limit={run.Limit}&match[type]=malware{channel.Filter}";
            string? next = null;
            var page = 0;
            var after = "";
            do
            {
                var answer = await bed.GetAsync(next is null ? bed.Objects + query : $"{bed.Objects}{query}&next={next}");
                foreach (var (id, version) in Objects(answer.Is(200))) held[id] = version;
                after = answer.Header(Last) ?? after;
                next = answer.Next;
                if (page < run.Events.Length) await channel.DoAsync(run.Events[page]);
                page++;
            }
            while (next is not null);
            var later = await bed.PagesAsync(bed.Objects, $"limit={run.Limit}&match[type]=malware&added_after={after}");
            foreach (var (id, version) in later.SelectMany(Objects))
            {
                Assert.NotEqual(version, held.GetValueOrDefault(id));
                held[id] = version;
            }

            Assert.Equal(channel.Versions.OrderBy(pair => pair.Key), held.OrderBy(pair => pair.Key));
        }, iter: Runs, threads: 1);

    [Fact]
    public async Task A_client_that_ignores_next_ends_with_the_last_version_of_everything() =>
        await Interleaving.SampleAsync(async run =>
        {
            var channel = await StartAsync(run.Before);
            var held = new Dictionary<string, string>();
            var after = channel.Filter;
            for (var page = 0; ; page++)
            {
                var answer = (await bed.GetAsync($"{bed.Objects}?limit={run.Limit}&match[type]=malware{after}")).Is(200);
                foreach (var (id, version) in Objects(answer))
                {
                    Assert.NotEqual(version, held.GetValueOrDefault(id));
                    held[id] = version;
                }

                if (page < run.Events.Length) await channel.DoAsync(run.Events[page]);
                else if (!answer.More && answer.Header(Last) is null) break;
                if (answer.Header(Last) is { } last) after = $"&added_after={last}";
            }

            Assert.Equal(channel.Versions.OrderBy(pair => pair.Key), held.OrderBy(pair => pair.Key));
        }, iter: Runs, threads: 1);

    private async Task<Script> StartAsync(int objects)
    {
        // Each run looks only at what was added after the runs before it.
        var newest = await bed.GetAsync($"{bed.Objects}?match[version]=all&added_after=2020-01-01T00:00:00Z");
        var script = new Script(bed, $"run {Interlocked.Increment(ref _runs)}", $"&added_after={await NewestAsync(newest)}");
        for (var i = 0; i < objects; i++) script.Add();
        await script.SendAsync();
        return script;
    }

    private async Task<string> NewestAsync(Answer answer)
    {
        while (answer.Is(200).Next is { } next)
        {
            answer = await bed.GetAsync($"{bed.Objects}?match[version]=all&added_after=2020-01-01T00:00:00Z&next={next}");
        }

        return answer.Header(Last)!;
    }

    private static IEnumerable<(string Id, string Version)> Objects(Answer page) => page.Items("objects")
        .Select(item => (item.GetProperty("id").GetString()!, item.GetProperty("modified").GetString()!));

    /// <summary>What one run publishes, and the last version of each object.</summary>
    private sealed class Script(TaxiiBed bed, string name, string filter)
    {
        private readonly List<string> _waiting = [];
        private readonly List<int> _serials = [];
        private int _days;

        public Dictionary<string, string> Versions { get; } = [];

        public string Filter => filter;

        public void Add() => Put(_serials.Count + 1);

        public Task DoAsync(Event what)
        {
            if (what == Event.Publish) Add();
            if (what == Event.Revise) Put(_serials[_days % _serials.Count]);
            if (what == Event.ReviseMany) foreach (var serial in _serials.Where(serial => serial % 2 == 0).ToList()) Put(serial);
            return SendAsync();
        }

        public async Task SendAsync()
        {
            if (_waiting.Count > 0) await bed.PublishAsync([.. _waiting]);
            _waiting.Clear();
        }

        private void Put(int serial)
        {
            if (!_serials.Contains(serial)) _serials.Add(serial);
            var version = new DateTime(2026, 5, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(++_days)
                .ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
            var item = Sample.Malware(name, serial, version);
            Versions[TaxiiBed.IdOf(item)] = version;
            _waiting.Add(item);
        }
    }
}
