using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Entente.Exchange;
using Entente.Exchange.Ports;
using Entente.Server.Api;
using Entente.Server.Hosting;
using Entente.Storage;

namespace Entente.Server.Commands;

/// <summary>
/// <c>entente-node push</c>: delivers a channel into a collection of the recipient's own TAXII 2.1 server. It may run
/// while the node serves: the worker sees the change at its next tick.
/// </summary>
internal static class PushCommand
{
    public static Command Create() => new("push", "deliver a channel into a collection of the partner's TAXII 2.1 server")
    {
        CreateAdd(), CreateList(), CreateShow(), CreateRun(), CreateRetry(),
        CreateChange("pause", "stop a push until it is resumed", "paused", (store, push, cancellation) =>
            store.PausePushAsync(push.Realm, push.ChannelId, true, cancellation)),
        CreateChange("resume", "let a push run again, at once", "resumed", (store, push, cancellation) =>
            store.PausePushAsync(push.Realm, push.ChannelId, false, cancellation)),
        CreateChange("remove", "remove a push and its secrets", "removed", (store, push, cancellation) =>
            store.RemovePushAsync(push.Realm, push.ChannelId, cancellation)),
    };

    private static Command CreateAdd()
    {
        var data = DataOption.Create();
        var name = Name();

        // A run that finds nothing new asks the server nothing, so it may be often.
        var remote = new RemoteOptions(intervalSeconds: 15);
        var command = new Command("add", "add a push; the serving node starts it by itself") { data, name };
        remote.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var (collection, interval) = (await remote.ReadAsync(parsed, cancellation), remote.Interval(parsed));
            await using var store = Open(parsed.Open(data));
            var channel = await FindChannelAsync(store, parsed.GetValue(name)!, cancellation);
            var push = new PushRow(
                channel.Realm, channel.ChannelId, collection, interval, false, TimeProvider.System.GetUtcNow());
            if (!await store.Pushes.AddPushAsync(push, cancellation))
            {
                throw new InvalidDataException($"channel `{channel.ChannelId}` is pushed already; remove that first");
            }

            Console.WriteLine($"channel `{channel.ChannelId}` to `{channel.Recipient}` is pushed to {collection.Url}");
            return 0;
        });
        return command;
    }

    private static Command CreateList()
    {
        var data = DataOption.Create();
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var command = new Command("list", "list pushes and how they do, never a secret") { data, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var store = Open(parsed.Open(data));
            var pushes = await PushStatus.ListAsync(store, cancellation);
            if (parsed.GetValue(json)) StatusPrinter.Json(pushes);
            else PrintTable(pushes);
            return 0;
        });
        return command;
    }

    private static Command CreateShow()
    {
        var data = DataOption.Create();
        var name = Name();
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var command = new Command("show", "show a push, what went wrong and what was given up") { data, name, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var store = Open(parsed.Open(data));
            var push = await FindAsync(store, parsed.GetValue(name)!, cancellation);
            return await ShowAsync(store, push, parsed.GetValue(json), cancellation);
        });
        return command;
    }

    private static Command CreateRun()
    {
        var data = DataOption.Create();
        var name = Name();
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var command = new Command("run", "run a push once, now, paused or not") { data, name, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var folder = parsed.Open(data);
            var asked = parsed.GetValue(name)!;
            PushRow push;
            await using (var store = Open(folder)) push = await FindAsync(store, asked, cancellation);
            if (await ServingNode.PostAsync(folder, $"api/pushes/{Uri.EscapeDataString(push.ChannelId)}/run", cancellation) is null)
            {
                // Nobody serves: this process does the work.
                await using var node = await Node.OpenAsync(
                    folder, TimeProvider.System, RandomNumberGenerator.Fill, CrashPoint.FromEnvironment(), cancellation);
                await node.Pushes.RunAsync(push.Realm, push.ChannelId, cancellation);
            }

            await using var after = Open(folder);
            return await ShowAsync(after, push, parsed.GetValue(json), cancellation);
        });
        return command;
    }

    private static Command CreateRetry()
    {
        var data = DataOption.Create();
        var name = Name();
        var command = new Command("retry", "send again what was given up") { data, name };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var store = Open(parsed.Open(data));
            var push = await FindAsync(store, parsed.GetValue(name)!, cancellation);
            var count = await store.Pushes.ReopenPushItemsAsync(
                push.Realm, push.ChannelId, TimeProvider.System.GetUtcNow(), cancellation);
            Console.WriteLine($"push of channel `{push.ChannelId}` sends {StatusPrinter.Number(count)} again");
            return 0;
        });
        return command;
    }

    private static Command CreateChange(
        string verb, string description, string done, Func<IPushStore, PushRow, CancellationToken, Task> change)
    {
        var data = DataOption.Create();
        var name = Name();
        var command = new Command(verb, description) { data, name };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var store = Open(parsed.Open(data));
            var push = await FindAsync(store, parsed.GetValue(name)!, cancellation);
            await change(store.Pushes, push, cancellation);
            Console.WriteLine($"push of channel `{push.ChannelId}` is {done}");
            return 0;
        });
        return command;
    }

    private static async Task<int> ShowAsync(
        NodeStore store, PushRow push, bool isJson, CancellationToken cancellation)
    {
        var status = (await PushStatus.ListAsync(store, cancellation))
            .Single(row => row.Channel == push.ChannelId && row.Realm == push.Realm.Write());
        if (isJson) StatusPrinter.Json(status);
        else PrintOne(status);
        return status.State is "failing" or "closed" ? 1 : 0;
    }

    private static void PrintTable(IReadOnlyList<PushStatus> pushes) => StatusPrinter.Table(
        ["to", "agreement", "state", "lag", "given up", "error"],
        pushes.Select(push => new[]
        {
            push.Recipient, push.Agreement.Split(':')[^1], push.State, StatusPrinter.Number(push.Lag),
            StatusPrinter.Number(push.Failed), push.Error.Split(':')[0],
        }));

    private static void PrintOne(PushStatus push)
    {
        StatusPrinter.Pairs(
        [
            ("channel", push.Channel), ("to", push.Recipient), ("agreement", push.Agreement), ("realm", push.Realm),
            ("collection", push.Url), ("credential", push.Credential), ("interval", $"{push.IntervalSeconds} s"),
            ("state", push.State), ("sent", Sent(push)), ("delivered", StatusPrinter.Number(push.Delivered)),
            ("open", StatusPrinter.Number(push.Open)), ("given up", StatusPrinter.Number(push.Failed)),
            ("lag", StatusPrinter.Number(push.Lag)), ("last success", StatusPrinter.Time(push.LastSuccess)),
            ("last run", StatusPrinter.Time(push.LastRun)), ("next run", StatusPrinter.Time(push.NextRun)),
            ("error", push.Error), ("failures in a row", push.Failures.ToString(CultureInfo.InvariantCulture)),
        ]);
        foreach (var entry in push.FailedEntries)
        {
            Console.WriteLine($"given up: entry {entry.Index}, {entry.Id} {entry.Version}: {entry.Message}");
        }
    }

    private static string Sent(PushStatus push) =>
        $"{StatusPrinter.Number(push.SentUpTo)} of {StatusPrinter.Number(push.Size)}";

    private static async Task<ChannelRow> FindChannelAsync(NodeStore store, string name, CancellationToken cancellation)
    {
        var channels = (await store.Ledger.ListChannelsAsync(cancellation))
            .Where(channel => PushStatus.IsMeant(channel, name)).ToList();
        return channels switch
        {
            [var one] => one,
            [] => throw new InvalidDataException($"`{name}` is neither a channel of ours nor the recipient of one"),
            _ => throw new InvalidDataException(
                $"`{name}` has {channels.Count} channels; name one: {string.Join(", ", channels.Select(row => row.ChannelId))}"),
        };
    }

    private static async Task<PushRow> FindAsync(NodeStore store, string name, CancellationToken cancellation) =>
        (await PushStatus.FindAsync(store, name, cancellation))?.Push
        ?? throw new InvalidDataException($"`{name}` names no single push; see `entente-node push list`");

    private static Argument<string> Name() => new("CHANNEL|PARTNER")
    {
        Description = "the channel's id, or the recipient's party id when it has one channel",
    };

    private static NodeStore Open(NodeFolder folder)
    {
        folder.RequireNode();
        return Stores.OpenSqlite(folder.Store, CrashPoint.FromEnvironment());
    }
}
