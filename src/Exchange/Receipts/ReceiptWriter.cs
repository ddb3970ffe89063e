using System.Text;
using Entente.Exchange.Inbound;
using Entente.Exchange.Ports;
using Entente.Transparency;

namespace Entente.Exchange.Receipts;

/// <summary>
/// Step 7, the recipient's side: our cosignature on a checkpoint says that we hold every entry below its size.
/// </summary>
internal sealed class ReceiptWriter(IInboundStore store, NodeIdentity identity, TimeProvider clock)
{
    /// <summary>
    /// Cosigns and keeps the receipt before anybody sees it. If we die before the commit, nothing was said; after it,
    /// the same receipt is sent again, never another one for the same size.
    /// </summary>
    public async Task<InboundRow> WriteAsync(InboundRow state, VerifiedLog log, CancellationToken cancellation)
    {
        if (state.ReceiptSize >= log.Checkpoint.Size) return state;
        var signer = NoteSigner.ForCosigner(identity.WitnessName, identity.WitnessKey);
        var cosignature = signer.Sign(log.Checkpoint.ToText(), clock.GetUtcNow());
        _ = SignedNote.TryParse(Encoding.UTF8.GetBytes(log.Note), out var note, out _);
        var cosigned = note! with { Signatures = note.Signatures.Add(cosignature) };
        state = state with { Receipt = Encoding.UTF8.GetString(cosigned.ToBytes()), ReceiptSize = log.Checkpoint.Size };
        await store.SaveInboundAsync(state, cancellation);
        return state;
    }

    /// <summary>
    /// Hands the receipt over until the discloser has confirmed it once; sending it twice changes nothing.
    /// </summary>
    public static async Task<InboundRow> SendAsync(InboundRow state, IPartnerConnection partner, CancellationToken cancellation)
    {
        if (state.ReceiptSentSize >= state.ReceiptSize) return state;
        await partner.SendReceiptAsync(state.Receipt, cancellation);
        return state with { ReceiptSentSize = state.ReceiptSize };
    }
}
