using System.Text.Json;
using Entente.Transparency;
using Xunit;

namespace Entente.IntegrationTests;

/// <summary>The main job, end to end, with the built commands and the sample pack.</summary>
public sealed class WholePathTests(Coalition coalition) : IClassFixture<Coalition>
{
    [Fact]
    public async Task What_one_publishes_the_other_verifies_stores_receipts_matches_and_answers()
    {
        var report = await coalition.Japan.JsonAsync("publish", Coalition.Sample("intelligence/campaign.json"));
        Assert.Equal(0, report.GetProperty("refused").GetInt64());
        var pull = Assert.Single((await coalition.VietNam.JsonAsync("pull", "--from", "jp-cdu")).EnumerateArray());
        Assert.Equal(JsonValueKind.Null, pull.GetProperty("fault").ValueKind);
        var size = pull.GetProperty("size").GetInt64();
        Assert.True(size > 200);
        Assert.Equal(size, pull.GetProperty("receipted").GetInt64());
        var channel = (await coalition.Japan.JsonAsync("status")).GetProperty("channels").EnumerateArray()
            .Single(row => row.GetProperty("recipient").GetString() == "vn-cyc");
        Assert.Equal(size, channel.GetProperty("released").GetInt64());
        Assert.Equal(size, channel.GetProperty("receipted").GetInt64());

        await EveryCaseComesOutAsExpected();
        await TheHitsAreTheTruth();
        await TheLogVerifiesOfflineAndAFlippedByteDoesNot(size);
        await PagesHoldEverythingOnce(size);
        await WhatIsNotThereLooksTheSame();
    }

    private async Task EveryCaseComesOutAsExpected()
    {
        using var cases = JsonDocument.Parse(await File.ReadAllBytesAsync(Coalition.Sample("intelligence/cases.json")));
        using var client = coalition.Japan.PartnerClient(coalition.VietNamToken);
        var got = string.Join('\n', await Partner.ObjectsAsync(client, await Partner.CollectionIdAsync(client), 1000));
        foreach (var item in cases.RootElement.GetProperty("cases").EnumerateArray())
        {
            var id = item.GetProperty("object").GetString()!;
            if (id.Contains('@', StringComparison.Ordinal) || !await IsPublished(id)) continue;
            var expected = item.GetProperty("expected").GetString();
            var outcome = (await coalition.Japan.JsonAsync("explain", id, "--to", "vn-cyc"))[0].GetProperty("outcome").GetString();
            var right = expected switch
            {
                "released" => outcome == "permit" && got.Contains(id, StringComparison.Ordinal),
                "derivative" => outcome == "transform" && !got.Contains(id, StringComparison.Ordinal),
                "hold" => outcome == "hold" && !got.Contains(id, StringComparison.Ordinal),
                "withheld" => outcome == "deny" && !got.Contains(id, StringComparison.Ordinal),
                _ => outcome != "permit" && !got.Contains(id, StringComparison.Ordinal),
            };
            Assert.True(right, $"{id} came out as {outcome}, expected {expected}: {item}");
        }
    }

    private async Task<bool> IsPublished(string id) =>
        (await coalition.Japan.CliAsync("explain", id, "--to", "vn-cyc", "--json")).Output.Length > 0;

    private async Task TheHitsAreTheTruth()
    {
        using var truth = JsonDocument.Parse(await File.ReadAllBytesAsync(Coalition.Sample("telemetry/expected-hits.json")));
        var expected = truth.RootElement.GetProperty("hits").EnumerateArray()
            .GroupBy(hit => hit.GetProperty("indicator").GetString()!).ToDictionary(group => group.Key, group => (long)group.Count());
        var answer = await coalition.VietNam.JsonAsync("match", Coalition.Sample("telemetry/zeek-conn-dns-http.ndjson"), "--report");
        var found = answer.GetProperty("hits").EnumerateArray()
            .ToDictionary(hit => hit.GetProperty("indicator").GetString()!, hit => hit.GetProperty("count").GetInt64());
        Assert.Equal(expected.OrderBy(pair => pair.Key), found.OrderBy(pair => pair.Key));
        Assert.Equal(expected.Count, answer.GetProperty("sightings").GetInt32());
        var back = Assert.Single((await coalition.Japan.JsonAsync("pull", "--from", "vn-cyc")).EnumerateArray());
        Assert.Equal(JsonValueKind.Null, back.GetProperty("fault").ValueKind);
        var account = (await coalition.VietNam.JsonAsync("account"))[0].GetProperty("rows").EnumerateArray();
        var sightings = account.Where(row => row.GetProperty("types").GetString()!.Contains("sighting", StringComparison.Ordinal)
            && row.GetProperty("outcome").GetString() is "released" or "transformed").Sum(row => row.GetProperty("count").GetInt64());
        Assert.True(sightings >= expected.Count, "the sightings did not leave");
    }

    private async Task TheLogVerifiesOfflineAndAFlippedByteDoesNot(long size)
    {
        using var client = coalition.Japan.PartnerClient(coalition.VietNamToken);
        var folder = Path.Combine(coalition.Folder, "log");
        await Partner.SaveLogAsync(client, await Partner.CollectionIdAsync(client), size, folder);
        var whole = await coalition.VietNam.CliAsync("verify", folder, "--party", coalition.Japan.PartyFile, "--json");
        Assert.True(whole.Code == 0, whole.Errors);
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            var bytes = await File.ReadAllBytesAsync(file);
            var at = bytes.Length / 2;
            bytes[at] ^= 1;
            await File.WriteAllBytesAsync(file, bytes);
            var broken = await coalition.VietNam.CliAsync("verify", folder, "--party", coalition.Japan.PartyFile);
            Assert.True(broken.Code == 1, $"a flipped byte in {file} was not detected");
            bytes[at] ^= 1;
            await File.WriteAllBytesAsync(file, bytes);
        }

        var other = await coalition.VietNam.CliAsync("verify", folder, "--party", coalition.VietNam.PartyFile);
        Assert.Equal(1, other.Code);
        await TheLogVerifiesByEachSpellingOfItsKey(folder);
        var copy = Path.Combine(coalition.Folder, "copy");
        var saved = await coalition.Japan.CliAsync("ledger", "export", copy, "--to", "vn-cyc");
        Assert.True(saved.Code == 0, saved.Errors);
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            var copied = Path.Combine(copy, Path.GetRelativePath(folder, file));
            Assert.Equal(await File.ReadAllBytesAsync(file), await File.ReadAllBytesAsync(copied));
        }

        await TheReceiptVerifies(copy, size);
        Assert.Contains("folder-not-empty", (await coalition.Japan.CliAsync("ledger", "export", copy, "--to", "vn-cyc")).Errors, StringComparison.Ordinal);
        var nobody = await coalition.Japan.CliAsync("ledger", "export", copy + "2", "--to", "nobody");
        Assert.Equal(1, nobody.Code);
        Assert.Contains("channel-unknown", nobody.Errors, StringComparison.Ordinal);
    }

    private async Task TheReceiptVerifies(string log, long size)
    {
        string[] verify = ["verify", log, "--party", coalition.Japan.PartyFile, "--cosigner"];
        var answer = await coalition.VietNam.JsonAsync([.. verify, coalition.VietNam.PartyFile]);
        Assert.Equal(size, answer.GetProperty("cosignedSize").GetInt64());
        Assert.NotEqual(JsonValueKind.Null, answer.GetProperty("cosignedAt").ValueKind);
        var other = await coalition.VietNam.CliAsync([.. verify, coalition.Singapore.PartyFile]);
        Assert.Equal(1, other.Code);
        Assert.Contains("receipt-missing", other.Errors, StringComparison.Ordinal);
        var file = Path.Combine(log, "receipt");
        var note = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, note.Replace($"\n{size}\n", $"\n{size - 1}\n", StringComparison.Ordinal));
        var changed = await coalition.VietNam.CliAsync([.. verify, coalition.VietNam.PartyFile]);
        Assert.Equal(1, changed.Code);
        Assert.Contains("checkpoint-signature", changed.Errors, StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, note);
    }

    private async Task TheLogVerifiesByEachSpellingOfItsKey(string folder)
    {
        using var party = JsonDocument.Parse(await File.ReadAllBytesAsync(coalition.Japan.PartyFile));
        var text = party.RootElement.GetProperty("keys").GetProperty("log").GetString()!;
        Assert.True(VerificationKey.TryParseBase64(text, out var key));
        var origin = (await File.ReadAllLinesAsync(Path.Combine(folder, "checkpoint")))[0];
        (string Key, string Code)[] cases =
        [
            (text, ""),
            (NoteVerifier.ForLog(origin, key).ToString(), ""),
            (NoteVerifier.ForLog("another.example/log", key).ToString(), "checkpoint-origin"),
            (NoteVerifier.ForCosigner(origin, key).ToString(), "key-malformed"),
            ("a+b+c", "key-malformed"),
            (text[1..], "key-malformed"),
        ];
        foreach (var (spelling, code) in cases)
        {
            var answer = await coalition.VietNam.CliAsync("verify", folder, "--key", spelling);
            Assert.True(code.Length == 0 == (answer.Code == 0), $"{spelling}: {answer.Errors}");
            Assert.Contains(code, answer.Errors, StringComparison.Ordinal);
        }
    }

    private async Task PagesHoldEverythingOnce(long size)
    {
        using var client = coalition.Japan.PartnerClient(coalition.VietNamToken);
        var collection = await Partner.CollectionIdAsync(client);
        var whole = await Partner.ObjectsAsync(client, collection, 1000);
        Assert.Equal(size, whole.Count);
        Assert.Equal(whole, await Partner.ObjectsAsync(client, collection, 7));

        // A client that ignores `next` and knows only added_after loses and repeats nothing either.
        var seen = new List<string>();
        var after = "";
        while (true)
        {
            using var response = await client.GetAsync(new Uri($"live/collections/{collection}/objects/?limit=50&match[version]=all{after}", UriKind.Relative));
            using var envelope = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
            if (!envelope.RootElement.TryGetProperty("objects", out var page)) break;
            seen.AddRange(page.EnumerateArray().Select(item => item.GetRawText()));
            after = $"&added_after={response.Headers.GetValues("X-TAXII-Date-Added-Last").Single()}";
        }

        Assert.Equal(whole, seen);
    }

    private async Task WhatIsNotThereLooksTheSame()
    {
        using var vietNam = coalition.Japan.PartnerClient(coalition.VietNamToken);
        using var singapore = coalition.Japan.PartnerClient(coalition.SingaporeToken);
        var mine = await Partner.CollectionIdAsync(vietNam);
        var others = await Partner.CollectionIdAsync(singapore);
        Assert.NotEqual(mine, others);
        using var campaign = JsonDocument.Parse(await File.ReadAllBytesAsync(Coalition.Sample("intelligence/campaign.json")));
        var withheld = campaign.RootElement.GetProperty("objects").EnumerateArray()
            .Select(item => item.GetProperty("id").GetString()!).First(id => id.StartsWith("threat-actor--", StringComparison.Ordinal));
        string[] paths =
        [
            $"live/collections/{others}/objects/", $"live/collections/{others}/", $"live/channels/{others}/checkpoint",
            "live/collections/00000000-0000-4000-8000-000000000000/objects/",
            $"live/collections/{mine}/objects/{withheld}/",
            $"live/collections/{mine}/objects/indicator--00000000-0000-4000-8000-000000000000/",
            $"live/collections/{mine}/objects/{withheld}/versions/", "live/nothing/", $"exercise/collections/{mine}/objects/",
            $"live/channels/{mine}/tile/0/999",
        ];
        var answers = new List<string>();
        foreach (var path in paths)
        {
            using var response = await vietNam.GetAsync(new Uri(path, UriKind.Relative));
            var headers = response.Headers.Concat(response.Content.Headers).Where(header => header.Key != "Date")
                .OrderBy(header => header.Key, StringComparer.Ordinal).Select(header => $"{header.Key}: {string.Join(',', header.Value)}");
            answers.Add($"{(int)response.StatusCode}\n{string.Join('\n', headers)}\n{await response.Content.ReadAsStringAsync()}");
        }

        Assert.All(answers, answer => Assert.Equal(answers[0], answer));
        Assert.StartsWith("404", answers[0], StringComparison.Ordinal);
        using var nobody = coalition.Japan.PartnerClient(null);
        using var refused = await nobody.GetAsync(new Uri("live/collections/", UriKind.Relative));
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal("application/taxii+json", refused.Content.Headers.ContentType!.MediaType);
        using var crossed = await vietNam.GetAsync(new Uri($"live/collections/{mine}/objects/?next=AAAA", UriKind.Relative));
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, crossed.StatusCode);
    }
}
