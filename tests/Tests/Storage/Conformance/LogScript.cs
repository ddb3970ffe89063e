using System.Globalization;
using System.Text;
using Entente.Exchange;
using Entente.Exchange.Ports;
using Entente.Transparency;

namespace Entente.Tests.Storage.Conformance;

/// <summary>The one writer of a log: makes appends that fit one another, with the real tree.</summary>
internal sealed class LogScript(Realm realm, string origin, LogKind kind)
{
    private readonly TreeAppender _tree = new();
    private readonly List<TileHash> _hashes = [];
    private readonly List<LogEntryRow> _entries = [];

    public LogScript(ChannelRow channel)
        : this(channel.Realm, channel.Origin, LogKind.Channel)
    {
    }

    public long Size => _tree.Size;

    public Hash Root => _tree.Root();

    /// <summary>Every entry so far.</summary>
    public IReadOnlyList<LogEntryRow> Entries => _entries;

    /// <summary>Every tile hash so far, of all levels.</summary>
    public IReadOnlyList<TileHash> Hashes => _hashes;

    /// <summary>The time of an entry; by default one microsecond after another.</summary>
    public Func<long, DateTimeOffset> Time { get; init; } = Rows.At;

    /// <summary>An append that releases these objects as they are.</summary>
    public LogAppend Append(params IReadOnlyList<ObjectRow> objects) =>
        Append([.. objects.Select(row => (row, row.ObjectId, row.Version, (string?)null))]);

    /// <summary>An append that releases objects under an id and version, with bytes of their own where given.</summary>
    public LogAppend Append(params IReadOnlyList<(ObjectRow Source, string Id, string Version, string? Body)> releases)
    {
        var before = Size;
        var added = new List<LogEntryRow>();
        foreach (var (source, id, version, body) in releases)
        {
            var index = before + added.Count;
            var entry = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{origin} {index} {id}"));
            var row = new LogEntryRow(
                index, entry, MerkleTree.HashLeaf(entry), Time(index), Enumerable.Repeat((byte)(index % 256), 32).ToArray(), id,
                version, source.Type, source.ObjectId, source.Version,
                body is null ? (ReadOnlyMemory<byte>?)null : Encoding.UTF8.GetBytes(body));
            _tree.Append(row.Leaf);
            added.Add(row);
        }

        var hashes = _tree.NewHashes.ToList();
        _tree.ForgetNewHashes();
        _hashes.AddRange(hashes);
        _entries.AddRange(added);
        return new LogAppend(
            realm, origin, kind, before, added, [.. hashes.Where(hash => hash.Level > 0)], Root,
            string.Create(CultureInfo.InvariantCulture, $"{origin}\n{Size}\n"));
    }
}
