using Entente.Agreements.Records;
using Entente.Transparency;

namespace Entente.Cli.Verify;

/// <summary>
/// What the entries of a log say, gathered while the log is verified: counts by action and clause, and whether each is
/// an entry of ours with a time after the one before.
/// </summary>
internal sealed class LogCheck(TileFolder tiles)
{
    private readonly List<LogFault> _faults = [];
    private readonly SortedDictionary<string, long> _actions = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _clauses = new(StringComparer.Ordinal);
    private string _lastTime = "";

    /// <summary>Verifies the whole log: signatures, the tree from its leaves up, every entry.</summary>
    public LogSummary Run(byte[] note, NoteVerifier log, IReadOnlyList<NoteVerifier> cosigners)
    {
        var verdict = LogVerifier.Verify(note, log, cosigners, tiles, ReadBundle);
        return new LogSummary(verdict, _actions, _clauses, [.. verdict.Faults, .. _faults]);
    }

    /// <summary>A bundle as the verifier asks for it, in order and once; its entries are read on the way.</summary>
    private ReadOnlyMemory<byte> ReadBundle(TileId bundle)
    {
        var bytes = tiles.Read(bundle);
        if (!EntryBundle.TryRead(bytes, out var entries)) return bytes;
        for (var i = 0; i < entries.Length; i++) Count(entries[i], (bundle.Number * TileId.FullWidth) + i);
        return bytes;
    }

    private void Count(ReadOnlyMemory<byte> entry, long index)
    {
        if (ReleaseRecord.Read(entry, out var fault) is { } release)
        {
            Add(_actions, release.Action);
            foreach (var clause in release.Clauses) Add(_clauses, $"{clause} of {release.AgreementId}@{release.AgreementVersion}");
            CheckTime(release.Time, index);
        }
        else if (DecisionRecord.Read(entry, out _) is { } decision)
        {
            Add(_actions, decision.Outcome);
            CheckTime(decision.Time, index);
        }
        else
        {
            Fault("entry-malformed", index, fault);
        }
    }

    private void CheckTime(string time, long index)
    {
        if (string.CompareOrdinal(time, _lastTime) <= 0) Fault("time-not-ascending", index, $"`{time}` is not after `{_lastTime}`");
        _lastTime = time;
    }

    private void Fault(string code, long index, string detail)
    {
        if (_faults.Count < LogVerifier.FaultsDefault) _faults.Add(new LogFault(code, index, detail));
    }

    private static void Add(SortedDictionary<string, long> counts, string key) => counts[key] = counts.GetValueOrDefault(key) + 1;
}
