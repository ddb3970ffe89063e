using Entente.Server.Hosting;

namespace Entente.Server.Api;

/// <summary>
/// Feeds: list, show, run, pause, resume, remove. Adding one takes secrets from files and is the command's affair.
/// </summary>
internal static class FeedApi
{
    public static void Map(RouteGroupBuilder group, Node node)
    {
        group.MapGet("/", async (CancellationToken cancellation) =>
            ApiAnswers.Ok(await FeedStatus.ListAsync(node, cancellation)));
        group.MapGet("/{name}", (string name, CancellationToken cancellation) => ShowAsync(node, name, cancellation));
        group.MapPost("/{name}/run", (string name, CancellationToken cancellation) =>
            RunAsync(node, name, cancellation));
        group.MapPost("/{name}/pause", async (string name, CancellationToken cancellation) =>
            Done(name, await node.Store.Feeds.PauseFeedAsync(name, true, cancellation)));
        group.MapPost("/{name}/resume", async (string name, CancellationToken cancellation) =>
            Done(name, await node.Store.Feeds.PauseFeedAsync(name, false, cancellation)));
        group.MapDelete("/{name}", async (string name, CancellationToken cancellation) =>
            Done(name, await node.Store.Feeds.RemoveFeedAsync(name, cancellation)));
    }

    private static async Task<IResult> ShowAsync(Node node, string name, CancellationToken cancellation) =>
        await node.Store.Feeds.FindFeedAsync(name, cancellation) is { } feed
            ? ApiAnswers.Ok(FeedStatus.Of(feed, node.Clock.GetUtcNow()))
            : Unknown(name);

    private static async Task<IResult> RunAsync(Node node, string name, CancellationToken cancellation)
    {
        if (await node.Feeds.RunAsync(name, cancellation) is null) return Unknown(name);

        // What came in waits for decisions like anything else.
        await node.SettleAsync(cancellation);
        return await ShowAsync(node, name, cancellation);
    }

    private static IResult Done(string name, bool isDone) => isDone ? ApiAnswers.Ok(new { name }) : Unknown(name);

    private static IResult Unknown(string name) =>
        ApiAnswers.Refuse("feed-unknown", $"no feed `{name}` is set", hint: "see `entente-node feed list`");
}
