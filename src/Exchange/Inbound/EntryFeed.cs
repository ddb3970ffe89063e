using System.Collections.Immutable;
using Entente.Agreements.Records;
using Entente.Exchange.Ledger;
using Entente.Exchange.Ports;
using Entente.Transparency;

namespace Entente.Exchange.Inbound;

/// <summary>
/// The entries of a partner's log in order, each verified against its leaf hash and against the channel it stands in,
/// with the salt that opens its commitment. One bundle of 256 is held at a time.
/// </summary>
internal sealed class EntryFeed(
    InboundTerms terms, IPartnerConnection partner, VerifiedLog log, long firstNew, DateTimeOffset lastTime)
{
    private const int TileWidth = 256;
    private const int SaltBytes = 32;

    private DateTimeOffset _lastTime = lastTime;
    private long _bundle = -1;
    private ImmutableArray<ReadOnlyMemory<byte>> _entries;
    private byte[] _salts = [];

    /// <summary>The entry at an index; indexes are asked for in ascending order.</summary>
    public async Task<VerifiedEntry> ReadAsync(long index, CancellationToken cancellation)
    {
        if (index / TileWidth != _bundle) await LoadAsync(index / TileWidth, index, cancellation);
        var place = (int)(index % TileWidth);
        var bytes = _entries[place];
        var leaf = MerkleTree.HashLeaf(bytes.Span);
        if (leaf != log.NewLeaves[(int)(index - firstNew)])
        {
            throw Stop("entry-mismatch", index, "the entry does not hash to the leaf in the tree");
        }

        var record = ReleaseRecord.Read(bytes, out var fault) ?? throw Stop("entry-malformed", index, fault);
        if (record.AgreementId != terms.AgreementId || record.Discloser != terms.Discloser
            || record.Recipient != terms.Recipient)
        {
            throw Stop(
                "entry-misplaced", index,
                $"it is about `{record.AgreementId}` from `{record.Discloser}` to `{record.Recipient}`");
        }

        // The next pull asks for what was added after the last time we hold, so times that stand still or go back
        // would hide entries from us.
        if (!EntryClock.TryRead(record.Time, out var time) || time <= _lastTime)
        {
            throw Stop("entry-time", index, $"its time `{record.Time}` is not after {EntryClock.Write(_lastTime)}");
        }

        _lastTime = time;
        return new VerifiedEntry(index, time, bytes, leaf, record, _salts.AsMemory(place * SaltBytes, SaltBytes));
    }

    private async Task LoadAsync(long bundle, long index, CancellationToken cancellation)
    {
        var width = (int)Math.Min(TileWidth, log.Checkpoint.Size - (bundle * TileWidth));
        var bytes = await partner.ReadTileAsync(new TileId(TileId.Entries, bundle, width), cancellation);
        if (!EntryBundle.TryRead(bytes, out _entries) || _entries.Length != width)
        {
            throw Stop("bundle-malformed", index, $"entry bundle {bundle} does not hold {width} entries");
        }

        _salts = await partner.ReadTileAsync(new TileId(TileId.Salts, bundle, width), cancellation);
        if (_salts.Length != width * SaltBytes)
        {
            throw Stop("salts-malformed", index, $"salts {bundle} have {_salts.Length} bytes for {width} entries");
        }

        _bundle = bundle;
    }

    private PullFaultException Stop(string code, long index, string detail) =>
        new(new PullFault(code, terms.Origin, index, detail));
}
