namespace Entente.Exchange.Ports;

/// <summary>The state of one channel in which we are the recipient.</summary>
/// <param name="Realm">The realm.</param>
/// <param name="Origin">The origin line of the discloser's log.</param>
/// <param name="AgreementId">The agreement.</param>
/// <param name="Discloser">The partner.</param>
/// <param name="Recipient">Our party id.</param>
/// <param name="Checkpoint">The last checkpoint that verified, with the log's signature, kept before what it covers is
/// stored; empty before the first.</param>
/// <param name="CheckpointSize">Its size.</param>
/// <param name="StoredSize">How many of its entries, from 0, are stored with their objects.</param>
/// <param name="Receipt">The last receipt of ours that became durable: the checkpoint with our cosignature.</param>
/// <param name="ReceiptSize">Its size.</param>
/// <param name="ReceiptSentSize">The size of the last receipt that the discloser has confirmed.</param>
/// <param name="LastPullAt">When the last complete pull ended; null before the first.</param>
/// <param name="Fault">The code and text of what stopped the last pull; null when it was complete.</param>
/// <param name="Frozen">True after the partner's log contradicted itself: nothing more is taken from it.</param>
/// <param name="Evidence">The two signed checkpoints that contradict each other, when frozen.</param>
public sealed record InboundRow(
    Realm Realm,
    string Origin,
    string AgreementId,
    string Discloser,
    string Recipient,
    string Checkpoint,
    long CheckpointSize,
    long StoredSize,
    string Receipt,
    long ReceiptSize,
    long ReceiptSentSize,
    DateTimeOffset? LastPullAt,
    string? Fault,
    bool Frozen,
    string? Evidence);
