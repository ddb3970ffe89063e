using System.Text;
using Entente.Exchange.Ledger;
using Entente.Exchange.Ports;
using Entente.Transparency;

namespace Entente.Exchange.Receipts;

/// <summary>
/// Step 7, the discloser's side: takes a recipient's cosignature on a checkpoint of ours. From then on it is proven
/// that the recipient holds every entry below that size.
/// </summary>
public sealed class ReceiptDesk(ILedgerStore store, NodeIdentity identity)
{
    /// <summary>A receipt is a checkpoint with a few signatures; more than this is no receipt.</summary>
    public const int ReceiptBytesMax = 64 * 1024;

    /// <summary>Verifies and keeps a receipt. Null when it is kept; else the code and reason of the refusal.</summary>
    public async Task<(string Code, string Detail)?> AcceptAsync(
        ChannelRow channel, string cosigner, VerificationKey cosignerKey, ReadOnlyMemory<byte> note,
        CancellationToken cancellation)
    {
        var ours = NoteVerifier.ForLog(channel.Origin, identity.LogKey.VerificationKey);
        var theirs = NoteVerifier.ForCosigner(cosigner, cosignerKey);
        var verdict = SignedCheckpoints.Verify(note.Span, ours, theirs);
        if (verdict.Checkpoint is not { } checkpoint) return (verdict.Code!, verdict.Detail!);
        if (verdict.CosignedAt is not { } at) return ("receipt-not-cosigned", $"there is no cosignature by `{cosigner}`");
        var head = await store.FindHeadAsync(channel.Realm, channel.Origin, cancellation);
        if (head is null || checkpoint.Size > head.Size)
        {
            return ("receipt-not-served", $"it is about {checkpoint.Size} entries and the log has {head?.Size ?? 0}");
        }

        // Our own signature on it verified, so a root that differs from ours would mean that we signed a fork.
        if (await RootAsync(channel, head, checkpoint.Size, cancellation) != checkpoint.Root)
        {
            throw new StoreDamagedException(channel.Origin);
        }

        await store.SaveReceiptAsync(
            channel.Realm, channel.Origin,
            new ReceiptRow(cosigner, checkpoint.Size, Encoding.UTF8.GetString(note.Span), at), cancellation);
        return null;
    }

    private async Task<Hash> RootAsync(ChannelRow channel, LogHead head, long size, CancellationToken cancellation)
    {
        if (size == head.Size) return head.Root;
        var edge = await LogTiles.LoadEdgeAsync(store, channel.Realm, channel.Origin, size, cancellation);
        return new TreeAppender(size, edge).Root();
    }
}
