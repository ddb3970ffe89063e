using System.Text;
using Entente.Exchange;
using Entente.Exchange.Receipts;
using Entente.Server.Hosting;
using Entente.Transparency;

namespace Entente.Server.Taxii;

/// <summary>
/// The log of a channel, for its recipient only (C2SP tlog-tiles): checkpoint, tiles, entry bundles, and the salts that
/// open the commitments; and the desk that takes the recipient's receipts.
/// </summary>
internal static class LogEndpoints
{
    public static void Map(RouteGroupBuilder group, Node node, Realm realm)
    {
        group.WithMetadata(AnyAccept.Instance);
        group.MapMethods(
            "/{id}/checkpoint", TaxiiAnswers.ReadMethods, (HttpContext context, string id) => CheckpointAsync(context, node, realm, id));
        group.MapMethods(
            "/{id}/tile/{**path}", TaxiiAnswers.ReadMethods, (HttpContext context, string id, string path) =>
                TileAsync(context, node, realm, id, path));
        group.MapPost("/{id}/receipt", (HttpContext context, string id) => ReceiptAsync(context, node, realm, id));
    }

    private static async Task<IResult> CheckpointAsync(HttpContext context, Node node, Realm realm, string id)
    {
        var channel = await node.Channels.FindAsync(PartnerGuard.Party(context), realm, id, context.RequestAborted);
        if (channel is null || await node.Channels.ReadCheckpointAsync(channel, context.RequestAborted) is not { } note)
        {
            return TaxiiAnswers.NotFound();
        }

        context.Response.Headers.CacheControl = "no-store";
        return Results.Bytes(Encoding.UTF8.GetBytes(note), "text/plain; charset=utf-8");
    }

    private static async Task<IResult> TileAsync(HttpContext context, Node node, Realm realm, string id, string path)
    {
        var channel = await node.Channels.FindAsync(PartnerGuard.Party(context), realm, id, context.RequestAborted);
        if (channel is null || !TileId.TryParse($"tile/{path}", out var tile)
            || await node.Channels.ReadTileAsync(channel, tile, context.RequestAborted) is not { } bytes)
        {
            return TaxiiAnswers.NotFound();
        }

        return Results.Bytes(bytes, "application/octet-stream");
    }

    private static async Task<IResult> ReceiptAsync(HttpContext context, Node node, Realm realm, string id)
    {
        var party = PartnerGuard.Party(context);
        var channel = await node.Channels.FindAsync(party, realm, id, context.RequestAborted);
        if (channel is null || node.Book.Active.Find(channel.AgreementId)?.Find(party) is not { } recipient) return TaxiiAnswers.NotFound();
        var note = new byte[ReceiptDesk.ReceiptBytesMax + 1];
        var length = await context.Request.Body.ReadAtLeastAsync(note, note.Length, throwOnEndOfStream: false, context.RequestAborted);
        if (length > ReceiptDesk.ReceiptBytesMax) return TaxiiAnswers.BadRequest("the receipt is too large");
        var refusal = await node.Receipts.AcceptAsync(
            channel, $"{recipient.Origin}/witness", recipient.Keys.Witness, note.AsMemory(0, length), context.RequestAborted);
        return refusal is var (code, detail) ? TaxiiAnswers.BadRequest($"{code}: {detail}") : Results.NoContent();
    }
}
