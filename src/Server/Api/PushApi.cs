using Entente.Exchange.Ports;
using Entente.Server.Hosting;

namespace Entente.Server.Api;

/// <summary>
/// Pushes, each by its channel's id or its recipient: list, run, retry, pause, resume, remove. Adding one takes secrets from
/// files and is the command's affair.
/// </summary>
internal static class PushApi
{
    public static void Map(RouteGroupBuilder group, Node node)
    {
        var pushes = node.Store.Pushes;
        group.MapGet("/", async (CancellationToken cancellation) =>
            ApiAnswers.Ok(await PushStatus.ListAsync(node.Store, cancellation)));
        group.MapPost("/{name}/run", (string name, CancellationToken cancellation) => DoAsync(
            node, name, push => node.Pushes.RunAsync(push.Realm, push.ChannelId, cancellation), cancellation));
        group.MapPost("/{name}/retry", (string name, CancellationToken cancellation) => DoAsync(
            node, name,
            push => pushes.ReopenPushItemsAsync(push.Realm, push.ChannelId, node.Clock.GetUtcNow(), cancellation),
            cancellation));
        group.MapPost("/{name}/pause", (string name, CancellationToken cancellation) => DoAsync(
            node, name, push => pushes.PausePushAsync(push.Realm, push.ChannelId, true, cancellation), cancellation));
        group.MapPost("/{name}/resume", (string name, CancellationToken cancellation) => DoAsync(
            node, name, push => pushes.PausePushAsync(push.Realm, push.ChannelId, false, cancellation), cancellation));
        group.MapDelete("/{name}", (string name, CancellationToken cancellation) => DoAsync(
            node, name, push => pushes.RemovePushAsync(push.Realm, push.ChannelId, cancellation), cancellation));
    }

    private static async Task<IResult> DoAsync(
        Node node, string name, Func<PushRow, Task> work, CancellationToken cancellation)
    {
        if (await PushStatus.FindAsync(node.Store, name, cancellation) is not { } stored)
        {
            return ApiAnswers.Refuse(
                "push-unknown", $"`{name}` names no single push", hint: "see `entente-node push list`");
        }

        await work(stored.Push);
        return ApiAnswers.Ok(new { channel = stored.Push.ChannelId });
    }
}
