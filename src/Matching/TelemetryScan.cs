namespace Entente.Matching;

/// <summary>Looks for indicators in telemetry, line by line. A broken line costs only itself and is counted.</summary>
public sealed class TelemetryScan
{
    private readonly IndicatorIndex _index;
    private readonly List<Observable> _observables = [];
    private readonly HashSet<string> _found = new(StringComparer.Ordinal);

    /// <summary>A scan with compiled indicators.</summary>
    public TelemetryScan(IndicatorIndex index) => _index = index;

    /// <summary>How many lines were read.</summary>
    public long Lines { get; private set; }

    /// <summary>How many of them were no events.</summary>
    public long Broken { get; private set; }

    /// <summary>
    /// Reads one line; gives each indicator that it shows once. An indicator counts only for events inside its validity.
    /// </summary>
    public IReadOnlyList<Hit> Read(ReadOnlyMemory<byte> line)
    {
        Lines++;
        if (line.Span.Trim((byte)' ').IsEmpty) return [];
        if (!ZeekMapping.TryRead(line, _observables, out var time))
        {
            Broken++;
            return [];
        }

        List<Hit>? hits = null;
        _found.Clear();
        foreach (var observable in _observables)
        {
            foreach (var rule in _index.Find(observable.Kind, observable.Value))
            {
                if (time < rule.ValidFrom || time >= rule.ValidUntil || !_found.Add(rule.Id)) continue;
                (hits ??= []).Add(new Hit(rule.Id, Lines, time, observable.Kind, observable.Value, observable.Field));
            }
        }

        return hits ?? [];
    }
}
