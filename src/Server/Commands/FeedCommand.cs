using System.CommandLine;
using System.Security.Cryptography;
using System.Globalization;
using System.Text.RegularExpressions;
using Entente.Exchange.Ports;
using Entente.Server.Api;
using Entente.Server.Hosting;
using Entente.Stix;
using Entente.Storage;

namespace Entente.Server.Commands;

/// <summary>
/// <c>entente-node feed</c>: collections of foreign TAXII 2.1 servers that this node reads. It may run while the node
/// serves: the worker sees the change at its next tick.
/// </summary>
internal static partial class FeedCommand
{
    public static Command Create() => new("feed", "read collections of foreign TAXII 2.1 servers, at intervals")
    {
        CreateAdd(), CreateList(), CreateShow(), CreateRun(), CreatePause("pause", true), CreatePause("resume", false),
        CreateRemove(),
    };

    private static Command CreateAdd()
    {
        var data = DataOption.Create();
        var name = Name();
        var remote = new RemoteOptions(intervalSeconds: 300);
        var party = new Option<string>("--party")
        {
            Description = "the party id of who gives it: the origin of everything read", Required = true,
        };
        var agreement = new Option<string?>("--agreement")
        {
            Description = "the agreement under which it is given; without one, nothing read goes on to anybody",
        };
        var marking = new Option<string?>("--marking")
        {
            Description = "marking to assume for objects without any, such as `TLP:AMBER`; without it they go nowhere",
        };
        var realm = new Option<string>("--realm")
        {
            Description = "`live` or `exercise`", DefaultValueFactory = _ => "live",
        };
        var types = new Option<string[]>("--type") { Description = "only this STIX type; repeatable" };
        var command = new Command("add", "add a feed; the serving node starts it by itself") { data, name };
        remote.AddTo(command);
        foreach (var option in new Option[] { party, agreement, marking, realm, types }) command.Options.Add(option);
        command.SetAction(async (parsed, cancellation) =>
        {
            var feed = new FeedRow(
                CheckName(parsed.GetValue(name)!), RemoteOptions.Realm(parsed.GetValue(realm)!),
                await remote.ReadAsync(parsed, cancellation), CheckParty(parsed.GetValue(party)!),
                parsed.GetValue(agreement), Marking(parsed.GetValue(marking)), remote.Interval(parsed),
                [.. (parsed.GetValue(types) ?? []).Distinct().Order(StringComparer.Ordinal)], false,
                TimeProvider.System.GetUtcNow());
            await using var store = Open(parsed.Open(data));
            if (!await store.Feeds.AddFeedAsync(feed, cancellation))
            {
                throw new InvalidDataException($"there is a feed `{feed.Name}` already; remove it first");
            }

            Console.WriteLine($"feed `{feed.Name}` reads {feed.Remote.Url}");
            return 0;
        });
        return command;
    }

    private static Command CreateList()
    {
        var data = DataOption.Create();
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var command = new Command("list", "list feeds and how they do, never a secret") { data, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var store = Open(parsed.Open(data));
            var feeds = await FeedStatus.ListAsync(store.Feeds, TimeProvider.System, cancellation);
            if (parsed.GetValue(json)) StatusPrinter.Json(feeds);
            else PrintTable(feeds);
            return 0;
        });
        return command;
    }

    private static Command CreateShow()
    {
        var data = DataOption.Create();
        var name = Name();
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var command = new Command("show", "show a feed, what went wrong and what was refused") { data, name, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var store = Open(parsed.Open(data));
            return await ShowAsync(store, parsed.GetValue(name)!, parsed.GetValue(json), cancellation);
        });
        return command;
    }

    private static Command CreateRun()
    {
        var data = DataOption.Create();
        var name = Name();
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var command = new Command("run", "run a feed once, now, paused or not") { data, name, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var folder = parsed.Open(data);
            folder.RequireNode();
            var asked = parsed.GetValue(name)!;
            if (await ServingNode.PostAsync(folder, $"api/feeds/{Uri.EscapeDataString(asked)}/run", cancellation) is null)
            {
                // Nobody serves: this process does the work. Decisions are made when the node serves again.
                await using var node = await Node.OpenAsync(
                    folder, TimeProvider.System, RandomNumberGenerator.Fill, CrashPoint.FromEnvironment(), cancellation);
                await node.Feeds.RunAsync(asked, cancellation);
            }

            await using var store = Open(folder);
            return await ShowAsync(store, asked, parsed.GetValue(json), cancellation);
        });
        return command;
    }

    private static Command CreatePause(string verb, bool isPaused)
    {
        var data = DataOption.Create();
        var name = Name();
        var command = new Command(
            verb, isPaused ? "stop a feed until it is resumed" : "let a feed run again, at once") { data, name };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var store = Open(parsed.Open(data));
            return Done(
                parsed.GetValue(name)!, isPaused ? "paused" : "resumed",
                await store.Feeds.PauseFeedAsync(parsed.GetValue(name)!, isPaused, cancellation));
        });
        return command;
    }

    private static Command CreateRemove()
    {
        var data = DataOption.Create();
        var name = Name();
        var command = new Command("remove", "remove a feed and its secrets; what it brought stays") { data, name };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var store = Open(parsed.Open(data));
            return Done(
                parsed.GetValue(name)!, "removed",
                await store.Feeds.RemoveFeedAsync(parsed.GetValue(name)!, cancellation));
        });
        return command;
    }

    private static async Task<int> ShowAsync(NodeStore store, string name, bool isJson, CancellationToken cancellation)
    {
        var stored = await store.Feeds.FindFeedAsync(name, cancellation) ?? throw Unknown(name);
        var feed = FeedStatus.Of(stored, TimeProvider.System.GetUtcNow());
        if (isJson) StatusPrinter.Json(feed);
        else PrintOne(feed);
        return feed.State == "failing" ? 1 : 0;
    }

    private static void PrintTable(IReadOnlyList<FeedStatus> feeds) => StatusPrinter.Table(
        ["feed", "party", "state", "lag", "next run", "new", "refused", "error"],
        feeds.Select(feed => new[]
        {
            feed.Name, feed.Party, feed.State, StatusPrinter.Lag(feed.LagSeconds), StatusPrinter.Time(feed.NextRun),
            StatusPrinter.Number(feed.Stored), StatusPrinter.Number(feed.Refused), feed.Error.Split(':')[0],
        }));

    private static void PrintOne(FeedStatus feed)
    {
        StatusPrinter.Pairs(
        [
            ("feed", feed.Name), ("collection", feed.Url), ("realm", feed.Realm), ("party", feed.Party),
            ("agreement", feed.Agreement), ("assumed marking", feed.Marking),
            ("types", feed.Types.Count == 0 ? "all" : string.Join(", ", feed.Types)), ("credential", feed.Credential),
            ("interval", $"{feed.IntervalSeconds} s"), ("state", feed.State),
            ("lag", StatusPrinter.Lag(feed.LagSeconds)), ("last success", StatusPrinter.Time(feed.LastSuccess)),
            ("last run", StatusPrinter.Time(feed.LastRun)), ("next run", StatusPrinter.Time(feed.NextRun)),
            ("stored up to", StatusPrinter.Time(feed.Cursor)), ("error", feed.Error),
            ("failures in a row", feed.Failures.ToString(CultureInfo.InvariantCulture)),
            ("read", StatusPrinter.Number(feed.Read)), ("stored", StatusPrinter.Number(feed.Stored)),
            ("known", StatusPrinter.Number(feed.Duplicates)), ("refused", StatusPrinter.Number(feed.Refused)),
        ]);
        foreach (var refusal in feed.Refusals) Console.WriteLine($"refused: {refusal}");
    }

    private static int Done(string name, string what, bool isDone)
    {
        if (!isDone) throw Unknown(name);
        Console.WriteLine($"feed `{name}` is {what}");
        return 0;
    }

    private static InvalidDataException Unknown(string name) =>
        new($"no feed `{name}` is set; see `entente-node feed list`");

    private static Argument<string> Name() => new("NAME") { Description = "the feed's name" };

    private static string CheckName(string name) => FeedName().IsMatch(name)
        ? name
        : throw new InvalidDataException($"`{name}` is no name for a feed: 1 to 60 of a-z, 0-9, `-`, `_` and `.`");

    private static string CheckParty(string party) => PartyId().IsMatch(party)
        ? party
        : throw new InvalidDataException($"`{party}` is no party id: 2 to 40 of a-z, 0-9 and `-`, as in an agreement");

    private static string? Marking(string? label)
    {
        if (label is null) return null;
        if (KnownMarkings.TryGetByLabel(label, out var marking) || KnownMarkings.TryGet(label, out marking))
        {
            return marking.Id;
        }

        throw new InvalidDataException($"`{label}` is not a standard marking; use a label such as `TLP:GREEN`");
    }

    private static NodeStore Open(NodeFolder folder)
    {
        folder.RequireNode();
        return Stores.OpenSqlite(folder.Store, CrashPoint.FromEnvironment());
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9._-]{0,59}$")]
    private static partial Regex FeedName();

    [GeneratedRegex("^[a-z0-9-]{2,40}$")]
    private static partial Regex PartyId();
}
