using System.Net.Mime;
using System.Text;
using Entente.Exchange.Ports;
using Entente.Server.Hosting;
using Entente.Transparency;

namespace Entente.Server.Api;

/// <summary>
/// Our own channel logs as files (C2SP tlog-tiles), for the operator to copy: whether the agreement is still in force or
/// not, since what was disclosed stays to be proved. Salts are left out; they open the commitments and prove nothing.
/// </summary>
internal static class LedgerApi
{
    public static void Map(RouteGroupBuilder group, Node node)
    {
        group.MapGet("/{id}/checkpoint", (string id, CancellationToken cancellation) => CheckpointAsync(node, id, cancellation));
        group.MapGet("/{id}/receipt", (string id, CancellationToken cancellation) => ReceiptAsync(node, id, cancellation));
        group.MapGet("/{id}/tile/{**path}", (string id, string path, CancellationToken cancellation) =>
            TileAsync(node, id, path, cancellation));
    }

    private static async Task<IResult> CheckpointAsync(Node node, string id, CancellationToken cancellation)
    {
        if (await FindAsync(node, id, cancellation) is not { } channel) return Unknown(id);
        return await node.Channels.ReadCheckpointAsync(channel, cancellation) is { } note
            ? Results.Bytes(Encoding.UTF8.GetBytes(note), MediaTypeNames.Text.Plain)
            : ApiAnswers.Refuse("log-empty", "nothing was released in this channel, so its log has no checkpoint");
    }

    /// <summary>The newest checkpoint that the recipient has cosigned; it may be older than the log.</summary>
    private static async Task<IResult> ReceiptAsync(Node node, string id, CancellationToken cancellation)
    {
        if (await FindAsync(node, id, cancellation) is not { } channel) return Unknown(id);
        return await node.FindReceiptAsync(channel, cancellation) is { } receipt
            ? Results.Bytes(Encoding.UTF8.GetBytes(receipt.Note), MediaTypeNames.Text.Plain)
            : ApiAnswers.Refuse("receipt-missing", "the recipient has not cosigned this log yet");
    }

    private static async Task<IResult> TileAsync(Node node, string id, string path, CancellationToken cancellation)
    {
        if (await FindAsync(node, id, cancellation) is not { } channel) return Unknown(id);
        return TileId.TryParse($"tile/{path}", out var tile) && tile.Level >= TileId.Entries
            && await node.Channels.ReadTileAsync(channel, tile, cancellation) is { } bytes
            ? Results.Bytes(bytes)
            : ApiAnswers.Refuse("tile-unknown", $"`tile/{path}` is not in this log");
    }

    private static async Task<ChannelRow?> FindAsync(Node node, string id, CancellationToken cancellation) =>
        (await node.Store.Ledger.ListChannelsAsync(cancellation)).FirstOrDefault(channel => channel.ChannelId == id);

    private static IResult Unknown(string id) => ApiAnswers.Refuse("channel-unknown", $"`{id}` is not a channel of this node");
}
