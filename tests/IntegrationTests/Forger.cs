using System.Buffers;
using System.Text;
using Entente.Agreements.Records;
using Entente.Stix;
using Entente.Transparency;
using Xunit;

namespace Entente.IntegrationTests;

/// <summary>
/// Rewrites a partner's log, of up to 256 entries, with that partner's own key: leaves, entries and the signed checkpoint
/// agree with each other, so that only what was seen before, or what an object says, can give it away.
/// </summary>
internal sealed class Forger
{
    private readonly LyingPartner _liar;
    private readonly byte[] _leaves;
    private readonly List<ReadOnlyMemory<byte>> _entries;
    private readonly byte[] _salts;
    private (string Honest, string Served)? _object;

    private Forger(LyingPartner liar, byte[] leaves, List<ReadOnlyMemory<byte>> entries, byte[] salts) =>
        (_liar, _leaves, _entries, _salts) = (liar, leaves, entries, salts);

    /// <summary>The root that the forged leaves give.</summary>
    public Hash Root
    {
        get
        {
            var tree = new TreeAppender();
            for (var i = 0; i < _leaves.Length; i += Hash.Size) tree.Append(Hash.FromBytes(_leaves.AsSpan(i, Hash.Size)));
            return tree.Root();
        }
    }

    public static async Task<Forger> CreateAsync(Coalition pair, LyingPartner liar)
    {
        using var client = pair.Japan.PartnerClient(pair.VietNamToken);
        var log = $"live/channels/{await Partner.CollectionIdAsync(client)}";
        Assert.True(SignedNote.TryParse(await ReadAsync("checkpoint"), out var parsed, out _));
        Assert.True(Checkpoint.TryParse(parsed.Text, out var checkpoint, out _));
        var width = (int)checkpoint.Size;
        var bundle = await ReadAsync(new TileId(TileId.Entries, 0, width).ToString());
        Assert.True(EntryBundle.TryRead(bundle, out var entries));
        return new Forger(
            liar, await ReadAsync(new TileId(0, 0, width).ToString()), [.. entries],
            await ReadAsync(new TileId(TileId.Salts, 0, width).ToString()));

        Task<byte[]> ReadAsync(string name) => client.GetByteArrayAsync(new Uri($"{log}/{name}", UriKind.Relative));
    }

    /// <summary>Another history: the first entry is another one.</summary>
    public void ChangeFirstLeaf() => _leaves[0] ^= 1;

    /// <summary>The last entry commits to other bytes, and those are served.</summary>
    public void ReplaceLastObject(string honest, string served)
    {
        var last = _entries.Count - 1;
        var canonical = new ArrayBufferWriter<byte>();
        Assert.True(CanonicalJson.TryWrite(Encoding.UTF8.GetBytes(served), canonical, out _));
        var salt = _salts.AsSpan(last * Hash.Size, Hash.Size);
        var record = ReleaseRecord.Read(_entries[last], out _)!;
        var forged = record with { Commitment = Commitment.Commit(salt, canonical.WrittenSpan) };
        _entries[last] = forged.ToBytes();
        MerkleTree.HashLeaf(_entries[last].Span).ToArray().CopyTo(_leaves, last * Hash.Size);
        _object = (honest, served);
    }

    public byte[] Tell(string path, byte[] answer)
    {
        if (path.Contains("/tile/0/", StringComparison.Ordinal)) return _leaves;
        if (path.Contains("/tile/entries/", StringComparison.Ordinal)) return EntryBundle.Write(_entries);
        if (path.EndsWith("/checkpoint", StringComparison.Ordinal)) return _liar.Sign(answer, _entries.Count, Root);
        return _object is var (honest, served) && path.Contains("/objects/", StringComparison.Ordinal)
            ? Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(answer).Replace(honest, served, StringComparison.Ordinal))
            : answer;
    }
}
