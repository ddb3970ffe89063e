using Entente.Exchange.Policy;
using Entente.Exchange.Ports;
using Entente.Transparency;

namespace Entente.Exchange.Delivery;

/// <summary>
/// Step 6: what a recipient may read of its channels, now. A channel that is closed at this instant, by its agreement
/// or an approval, is not there: suspension and expiry stop the next request. Whatever is not there looks the same, for whatever cause.
/// </summary>
public sealed class ChannelReader(ILedgerStore store, AgreementBook book, TimeProvider clock)
{
    private const int SaltBytes = 32;

    /// <summary>The channels that a party may read now, ordered by id.</summary>
    public async Task<IReadOnlyList<ChannelRow>> ListAsync(string party, Realm realm, CancellationToken cancellation) =>
        [.. (await store.ListChannelsAsync(cancellation)).Where(channel => IsOpen(channel, party, realm))
            .OrderBy(channel => channel.ChannelId, StringComparer.Ordinal)];

    /// <summary>One channel, or null when it is not there for this party.</summary>
    public async Task<ChannelRow?> FindAsync(string party, Realm realm, string channelId, CancellationToken cancellation) =>
        (await ListAsync(party, realm, cancellation)).FirstOrDefault(channel => channel.ChannelId == channelId);

    /// <summary>The state of a channel's log; null while it is empty.</summary>
    public Task<LogHead?> FindHeadAsync(ChannelRow channel, CancellationToken cancellation) =>
        store.FindHeadAsync(channel.Realm, channel.Origin, cancellation);

    /// <summary>A page of released objects.</summary>
    public Task<IReadOnlyList<ReleasedObject>> ReadAsync(ReleasedQuery query, CancellationToken cancellation) =>
        store.ReadReleasedAsync(query, cancellation);

    /// <summary>Whether a party may read an object of this id now, in some channel.</summary>
    public async Task<bool> HasAsync(string party, Realm realm, string objectId, CancellationToken cancellation)
    {
        foreach (var channel in await ListAsync(party, realm, cancellation))
        {
            var query = new ReleasedQuery(realm, channel.Origin, 0, 1, WithBytes: false) { Ids = [objectId] };
            if ((await store.ReadReleasedAsync(query, cancellation)).Count > 0) return true;
        }

        return false;
    }

    /// <summary>The newest checkpoint; null while the log is empty.</summary>
    public async Task<string?> ReadCheckpointAsync(ChannelRow channel, CancellationToken cancellation) =>
        (await store.FindHeadAsync(channel.Realm, channel.Origin, cancellation))?.Checkpoint;

    /// <summary>A tile of the channel's log; null when the log does not have it at its present size.</summary>
    public async Task<byte[]?> ReadTileAsync(ChannelRow channel, TileId tile, CancellationToken cancellation)
    {
        var size = (await store.FindHeadAsync(channel.Realm, channel.Origin, cancellation))?.Size ?? 0;
        var hashes = size;
        for (var level = tile.Level; level > 0; level--) hashes /= TileId.FullWidth;
        var from = checked(tile.Number * TileId.FullWidth);
        if (from + tile.Width > hashes) return null;
        if (tile.Level >= 0)
        {
            var read = await store.ReadHashesAsync(channel.Realm, channel.Origin, tile.Level, from, tile.Width, cancellation);
            return [.. read.SelectMany(hash => hash.ToArray())];
        }

        var entries = await store.ReadEntriesAsync(channel.Realm, channel.Origin, from, tile.Width, cancellation);
        return tile.Level == TileId.Entries
            ? EntryBundle.Write(entries.Select(entry => entry.Entry))
            : [.. entries.SelectMany(entry => entry.Salt.Length == SaltBytes ? entry.Salt.ToArray() : throw new StoreDamagedException(channel.Origin))];
    }

    private bool IsOpen(ChannelRow channel, string party, Realm realm) => channel.Recipient == party && channel.Realm == realm
        && book.WhyClosed(channel, clock.GetUtcNow()) is null;
}
