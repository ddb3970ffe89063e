using System.Globalization;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Entente.Tests.Server;

/// <summary>
/// Two stores that differ only in what a partner may not see give that partner the same bytes, at every endpoint.
/// Stores grow step by step, and every step is a pair that is asked. ENTENTE_PAIRS sets how many there are, ENTENTE_SEED where
/// they begin.
/// </summary>
public sealed class NoninterferenceTests
{
    private const int PairsByDefault = 2_000;
    private const int StepsPerStore = 50;

    [Fact]
    public async Task What_a_partner_may_not_see_changes_no_byte_of_any_answer()
    {
        var pairs = int.TryParse(
            Environment.GetEnvironmentVariable("ENTENTE_PAIRS"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked)
            ? asked
            : PairsByDefault;
        var stores = (pairs + StepsPerStore - 1) / StepsPerStore;

        // Other pairs each time, and the same ones again for a seed that a failure names.
        var seed = uint.TryParse(
            Environment.GetEnvironmentVariable("ENTENTE_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var named)
            ? named
            : unchecked((uint)TimeProvider.System.GetTimestamp());
        var root = Directory.CreateTempSubdirectory("entente-twins-").FullName;
        try
        {
            var template = await TwinNode.CreateTemplateAsync(root);
            var differing = 0;
            await Parallel.ForAsync(0, stores, TestContext.Current.CancellationToken, async (store, _) =>
            {
                var hidden = await new Growth(seed + (uint)store, template, Path.Combine(root, $"{store}")).RunAsync(StepsPerStore);
                Interlocked.Add(ref differing, hidden);
            });

            // If nothing was hidden, nothing was tested.
            Assert.InRange(differing, stores * StepsPerStore / 4, int.MaxValue);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    /// <summary>Two stores that grow apart in what is hidden.</summary>
    private sealed class Growth(uint seed, string template, string folder)
    {
        private readonly TwinScript _script = new(seed);
        private TwinNode _plain = null!;
        private TwinNode _fuller = null!;
        private string _channel = "";
        private string _inbox = "";

        public async Task<int> RunAsync(int steps)
        {
            await using var plain = _plain = await TwinNode.CopyAsync(template, Path.Combine(folder, "plain"));
            await using var fuller = _fuller = await TwinNode.CopyAsync(template, Path.Combine(folder, "fuller"));
            var hidden = 0;
            for (var step = 0; step < steps; step++)
            {
                hidden += await GrowAsync() ? 1 : 0;
                await AskAllAsync($"ENTENTE_SEED={seed} step {step}");
            }

            return hidden;
        }

        private async Task<bool> GrowAsync()
        {
            var isHidden = false;
            for (var count = 1 + _script.Next(4); count > 0; count--)
            {
                if (_script.Chance(50))
                {
                    var item = _script.Shared();
                    await _plain.PublishAsync(item);
                    await _fuller.PublishAsync(item);
                    continue;
                }

                isHidden = true;
                if (_script.Chance(70)) await _fuller.PublishAsync(_script.Hidden());
                else await GiveAsync();
            }

            await _plain.SettleAsync();
            await _fuller.SettleAsync();
            return isHidden;
        }

        /// <summary>What Singapore gives is not Viet Nam's to see. The first twin is given nothing, in as many words.</summary>
        private async Task GiveAsync()
        {
            await _plain.AddAsync(TwinNode.Singapore);
            await _fuller.AddAsync(TwinNode.Singapore, _script.Given());
        }

        private async Task AskAllAsync(string where)
        {
            var collections = await SameAsync(where, "GET", "/live/collections/");
            ReadIds(collections);
            await PagesAsync(where, "objects");
            await PagesAsync(where, "manifest");
            for (var i = 0; i < 3; i++)
            {
                var id = _script.AnyId();
                await SameAsync(where, "GET", $"/live/collections/{_channel}/objects/{id}/?{_script.AnyFilter()}");
                await SameAsync(where, "GET", $"/live/collections/{_channel}/objects/{id}/versions/");
                await SameAsync(where, "GET", $"/live/collections/{_channel}/manifest/?match[id]={id},{_script.AnyId()}");
                await SameAsync(where, "DELETE", $"/live/collections/{_channel}/objects/{id}/");
            }

            await LogAsync(where);
            await AddAsync(where);
            foreach (var path in new[] { "/taxii2/", "/live/", "/nowhere/", "/exercise/collections/", $"/live/collections/{_inbox}/" })
            {
                await SameAsync(where, _script.Chance(50) ? "GET" : "HEAD", path);
            }
        }

        private async Task PagesAsync(string where, string endpoint)
        {
            var filter = _script.AnyFilter();
            var next = "";
            var encoding = _script.Chance(20) ? "gzip" : null;
            for (var page = 0; page < 4; page++)
            {
                var address = $"/live/collections/{_channel}/{endpoint}/?{filter}limit={_script.AnyLimit()}{next}";
                var answer = await SameAsync(where, "GET", address, encoding: encoding);
                if (encoding is not null) break;
                using var envelope = JsonDocument.Parse(answer.Body);
                if (!envelope.RootElement.TryGetProperty("next", out var cursor)) break;
                next = $"&next={cursor.GetString()}";
            }

            await SameAsync(where, "GET", $"/live/collections/{_channel}/{endpoint}/?next={new string('A', 55)}");
        }

        private async Task LogAsync(string where)
        {
            var checkpoint = await SameAsync(where, "GET", $"/live/channels/{_channel}/checkpoint");
            if (checkpoint.Status != 200) return;
            var size = int.Parse(Encoding.UTF8.GetString(checkpoint.Body).Split('\n')[1], CultureInfo.InvariantCulture);
            if (size is 0 or > 255) return;
            foreach (var kind in new[] { "0", "entries", "salts" })
            {
                await SameAsync(where, "GET", $"/live/channels/{_channel}/tile/{kind}/000.p/{size}");
                await SameAsync(where, "GET", $"/live/channels/{_channel}/tile/{kind}/000.p/{size + 1}");
            }
        }

        private async Task AddAsync(string where)
        {
            if (_script.Chance(60)) return;
            var body = $$"""{"objects":[{{_script.Given()}},{{_script.Given()}}]}""";
            var added = await SameAsync(where, "POST", $"/live/collections/{_inbox}/objects/", body);
            using var status = JsonDocument.Parse(added.Body);
            await SameAsync(where, "GET", $"/live/status/{status.RootElement.GetProperty("id").GetString()}/");
        }

        private void ReadIds(TwinAnswer collections)
        {
            using var json = JsonDocument.Parse(collections.Body);
            foreach (var item in json.RootElement.GetProperty("collections").EnumerateArray())
            {
                if (item.GetProperty("can_read").GetBoolean()) _channel = item.GetProperty("id").GetString()!;
                else _inbox = item.GetProperty("id").GetString()!;
            }
        }

        private async Task<TwinAnswer> SameAsync(string where, string method, string address, string? body = null, string? encoding = null)
        {
            var plain = await _plain.AskAsync(TwinNode.VietNam, method, address, body, encoding);
            var fuller = await _fuller.AskAsync(TwinNode.VietNam, method, address, body, encoding);
            if (plain.Equals(fuller)) return plain;
            var before = await _plain.DescribeAsync(TwinNode.VietNam);
            var after = await _fuller.DescribeAsync(TwinNode.VietNam);
            Assert.Fail(
                $"{where}: {method} {address}\n{Show(plain)}\n--- with more in the store ---\n{Show(fuller)}\n"
                + $"--- only without ---\n{string.Join('\n', before.Except(after))}\n"
                + $"--- only with ---\n{string.Join('\n', after.Except(before))}");
            return plain;
        }

        private static string Show(TwinAnswer answer) =>
            $"{answer.Status}\n{answer.Headers}\n{Encoding.UTF8.GetString(answer.Body.AsSpan(0, Math.Min(answer.Body.Length, 4_000)))}";
    }
}
