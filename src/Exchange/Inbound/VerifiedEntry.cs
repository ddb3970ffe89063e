using Entente.Agreements.Records;
using Entente.Transparency;

namespace Entente.Exchange.Inbound;

/// <summary>An entry that stands in the verified tree, with the salt that opens its commitment.</summary>
internal sealed record VerifiedEntry(
    long Index,
    DateTimeOffset Time,
    ReadOnlyMemory<byte> Bytes,
    Hash Leaf,
    ReleaseRecord Record,
    ReadOnlyMemory<byte> Salt);
