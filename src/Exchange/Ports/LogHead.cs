using Entente.Transparency;

namespace Entente.Exchange.Ports;

/// <summary>The state of a log after its last commit.</summary>
/// <param name="Realm">The realm.</param>
/// <param name="Origin">The log's origin line, which also is its key in the store.</param>
/// <param name="Kind">What the log records.</param>
/// <param name="Size">Entries in the log.</param>
/// <param name="Root">The Merkle root over them (RFC 6962).</param>
/// <param name="Checkpoint">The signed note over exactly this size and root; empty before the first commit, and in a
/// mirror between the pages of one pull.</param>
/// <param name="LastTime">The time of the last entry; the next one is later, so that times order entries.</param>
public sealed record LogHead(
    Realm Realm,
    string Origin,
    LogKind Kind,
    long Size,
    Hash Root,
    string Checkpoint,
    DateTimeOffset LastTime);
