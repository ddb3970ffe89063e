using System.Text.Json;
using Xunit;

namespace Entente.IntegrationTests.Taxii;

/// <summary>What tests of pushes do again and again: Japan's channel to Viet Nam, pushed to a server of another make.</summary>
internal sealed class PushBed(Coalition coalition)
{
    /// <summary>The channel, by its recipient.</summary>
    public const string Name = "vn-cyc";

    private TestNode Japan => coalition.Japan;

    private string PasswordFile => Path.Combine(coalition.Folder, "foreign.password");

    /// <summary>Publishes some indicators that all may leave.</summary>
    public async Task PublishAsync(string name, int count)
    {
        var file = Path.Combine(coalition.Folder, $"{name}.json");
        var items = Enumerable.Range(0, count).Select(i => Objects.Indicator(name, i, Objects.Green));
        await File.WriteAllTextAsync(file, Objects.Bundle(string.Join(',', items)));
        await Japan.JsonAsync("publish", file);
    }

    /// <summary>What the channel holds, as its recipient reads it.</summary>
    public async Task<List<string>> ReleasedAsync()
    {
        using var client = Japan.PartnerClient(coalition.VietNamToken);
        return await Partner.ObjectsAsync(client, await Partner.CollectionIdAsync(client), 1000);
    }

    public async Task AddAsync(FeedServer server, int interval = 3600, bool isPrivateAllowed = true)
    {
        await File.WriteAllTextAsync(PasswordFile, FeedServer.Password);
        string[] more = isPrivateAllowed ? ["--allow-private"] : [];
        await Japan.NodeAsync(
            [
                "push", "add", Name, server.Url, "--user", FeedServer.User, "--password-file", PasswordFile, "--tls-pin",
                server.Pin, "--interval", $"{interval}", .. more,
            ]);
    }

    public Task RemoveAsync() => Japan.NodeAsync("push", "remove", Name);

    public async Task<JsonElement> RunAsync(int expected = 0)
    {
        var (code, output, errors) = await Japan.CrashAsync("", "push", "run", Name, "--json");
        Assert.True(code == expected, $"{code}: {output}{errors}");
        return JsonDocument.Parse(output).RootElement;
    }

    public async Task<JsonElement> ShowAsync() =>
        Assert.Single(JsonDocument.Parse(await Japan.NodeAsync("push", "list", "--json")).RootElement.EnumerateArray());

    public async Task<JsonElement> UntilAsync(Func<JsonElement, bool> isThere)
    {
        for (var i = 0; i < 120; i++)
        {
            var push = await ShowAsync();
            if (isThere(push)) return push;
            await Task.Delay(250, TestContext.Current.CancellationToken);
        }

        throw new InvalidOperationException($"it did not come to it: {await ShowAsync()}");
    }

    /// <summary>The worker has done all that there is to do.</summary>
    public async Task<JsonElement> UntilLevelAsync()
    {
        var released = (await ReleasedAsync()).Count;
        return await UntilAsync(push => Number(push, "lag") == 0 && Number(push, "sentUpTo") == released);
    }

    public static long Number(JsonElement push, string name) => push.GetProperty(name).GetInt64();

    public static string Text(JsonElement push, string name) => push.GetProperty(name).GetString()!;
}
