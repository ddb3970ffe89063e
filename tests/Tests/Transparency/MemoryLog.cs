using System.Text;
using Entente.Transparency;

namespace Entente.Tests.Transparency;

/// <summary>
/// A log in memory: entries, the tile files that it serves at its size, and a signed checkpoint. The files can be
/// changed afterwards, to see whether that is noticed.
/// </summary>
internal sealed class MemoryLog : ITileReader
{
    public const string Origin = "log.example/channels/a/b/live";
    public const string WitnessName = "partner.example/witness";

    private MemoryLog(IReadOnlyList<byte[]> entries)
    {
        Entries = entries;
        Leaves = [.. entries.Select(entry => MerkleTree.HashLeaf(entry))];
        var tree = new TreeAppender();
        foreach (var leaf in Leaves) tree.Append(leaf);
        Root = tree.Root();
        foreach (var level in tree.NewHashes.GroupBy(hash => hash.Level))
        {
            foreach (var tile in level.Chunk(TileId.FullWidth))
            {
                var id = new TileId(level.Key, tile[0].Index / TileId.FullWidth, tile.Length);
                Files[id.ToString()] = [.. tile.SelectMany(hash => hash.Value.ToArray())];
            }
        }

        foreach (var bundle in TileLayout.TilesOf(TileId.Entries, Size))
        {
            var from = (int)bundle.Number * TileId.FullWidth;
            Files[bundle.ToString()] = EntryBundle.Write(
                entries.Skip(from).Take(bundle.Width).Select(entry => (ReadOnlyMemory<byte>)entry));
        }

        var signed = SignedCheckpoints.Sign(new Checkpoint(Origin, Size, Root), LogSigner);
        Note = SignedCheckpoints.Cosign(signed, WitnessSigner, CosignedAt).ToBytes();
    }

    public static DateTimeOffset CosignedAt { get; } = new(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);

    public static SigningKey LogKey { get; } = SigningKey.FromSeed(Seed(1));

    public static SigningKey WitnessKey { get; } = SigningKey.FromSeed(Seed(2));

    public static NoteSigner LogSigner { get; } = NoteSigner.ForLog(Origin, LogKey);

    public static NoteSigner WitnessSigner { get; } = NoteSigner.ForCosigner(WitnessName, WitnessKey);

    public IReadOnlyList<byte[]> Entries { get; }

    public IReadOnlyList<Hash> Leaves { get; }

    public long Size => Entries.Count;

    public Hash Root { get; }

    public byte[] Note { get; set; }

    public Checkpoint Checkpoint => new(Origin, Size, Root);

    /// <summary>Every tile and bundle by its path.</summary>
    public Dictionary<string, byte[]> Files { get; } = [];

    public static MemoryLog Of(int size, string flavour = "") =>
        new([.. Enumerable.Range(0, size).Select(i => Encoding.UTF8.GetBytes($"entry {i}{flavour}"))]);

    /// <summary>The log of these entries, in UTF-8.</summary>
    public static MemoryLog Of(IEnumerable<string> entries) => new([.. entries.Select(Encoding.UTF8.GetBytes)]);

    public static byte[] Seed(byte value) => [.. Enumerable.Repeat(value, SigningKey.SeedSize)];

    public ReadOnlyMemory<byte> ReadHashes(int level, long tile, int width)
    {
        var full = TileLayout.Width(level, tile, Size);
        return width <= full && Files.TryGetValue(new TileId(level, tile, full).ToString(), out var bytes)
            ? bytes.AsMemory(0, Math.Min(bytes.Length, width * Hash.Size))
            : ReadOnlyMemory<byte>.Empty;
    }

    public ReadOnlyMemory<byte> ReadBundle(TileId bundle) => Files.GetValueOrDefault(bundle.ToString());

    public LogVerdict Verify(int faultsMax = LogVerifier.FaultsDefault) => LogVerifier.Verify(
        Note, LogSigner.Verifier, [WitnessSigner.Verifier], this, ReadBundle, faultsMax);
}
