using Entente.Transparency;

namespace Entente.Exchange.Ledger;

/// <summary>
/// Signs the checkpoints of this node's logs. Nothing else does: a second signer could sign a fork. A party has one
/// log key; each log's note key carries the log's origin as its name.
/// </summary>
internal sealed class CheckpointSigner(SigningKey logKey)
{
    /// <summary>The checkpoint as a signed note (C2SP tlog-checkpoint).</summary>
    public string Sign(string origin, long size, Hash root)
    {
        var text = new Checkpoint(origin, size, root).ToText();
        var signature = NoteSigner.ForLog(origin, logKey).Sign(text, null);
        return System.Text.Encoding.UTF8.GetString(new SignedNote(text, [signature]).ToBytes());
    }
}
