using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Entente.Stix.Upgrade;

/// <summary>
/// Upgrades a stream of objects, as <see cref="BundleSplitter"/> cuts them. Objects leave as they come; observables
/// wait for the end, because another source may say more of them, or mark them more strictly. They leave once each, by
/// id, with the markings of all sources.
/// </summary>
/// <remarks>
/// Observables that came as STIX 2.1 wait too, and leave untouched if nothing else is said of them. Memory grows with
/// the observables alone, up to the limit.
/// </remarks>
/// <param name="limits">What one object may cost; <see cref="StixLimits.Default"/> if null.</param>
/// <param name="observableBytesMax">
/// Most bytes of observables that wait. Beyond it observed data is refused; default 1 GiB.
/// </param>
public sealed class BundleUpgrader(
    StixLimits? limits = null, long observableBytesMax = BundleUpgrader.ObservableBytesMaxDefault)
{
    /// <summary>The default of <c>observableBytesMax</c>: 1 GiB.</summary>
    public const long ObservableBytesMaxDefault = 1L << 30;

    private readonly StixLimits _limits = limits ?? StixLimits.Default;
    private readonly Dictionary<string, List<ReadOnlyMemory<byte>>> _observables = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Queue<ReadOnlyMemory<byte>> _ready = new();
    private long _observableBytes;

    /// <summary>Takes an item and says what became of it.</summary>
    public ObjectUpgrade Add(BundleItem item)
    {
        if (item.Fault is { } fault)
        {
            return new ObjectUpgrade(UpgradeOutcome.Refused, null, null, default, [], [], [fault]);
        }

        var upgrade = ObjectUpgrader.Upgrade(item.Bytes, _limits);
        if (upgrade.Outcome == UpgradeOutcome.Refused) return upgrade;
        if (upgrade.Outcome == UpgradeOutcome.AlreadyCurrent && IsObservable(upgrade))
        {
            // One that has no room to wait is not lost, only never merged.
            if (HasRoom(upgrade.Bytes.Length)) Hold(upgrade.Id!, upgrade.Bytes);
            else _ready.Enqueue(upgrade.Bytes);
            return upgrade;
        }

        if (!HasRoom(upgrade.Observables.Sum(one => (long)one.Bytes.Length))) return RefuseFull(upgrade);
        foreach (var observable in upgrade.Observables) Hold(observable.Id, observable.Bytes);
        _ready.Enqueue(upgrade.Bytes);
        return upgrade;
    }

    /// <summary>
    /// Says that there are no more items; the observables can be taken after it. Returns those that several sources
    /// described, those refused that are over the limits together.
    /// </summary>
    public ImmutableArray<ObjectUpgrade> Complete()
    {
        var merged = ImmutableArray.CreateBuilder<ObjectUpgrade>();
        foreach (var (id, variants) in _observables.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var changes = new List<UpgradeChange>();
            var bytes = ObservableMerge.Of(variants, changes, _limits);
            if (variants.Count == 1)
            {
                _ready.Enqueue(bytes);
                continue;
            }

            // Thousands of sources can mark one observable; what no reader would take is not written.
            var read = StixReader.Read(bytes, _limits);
            var (outcome, written) = read.Object is null
                ? (UpgradeOutcome.Refused, default) : (UpgradeOutcome.Merged, bytes);
            if (outcome == UpgradeOutcome.Merged) _ready.Enqueue(written);
            StixId.TryGetType(id, out var type);
            merged.Add(new ObjectUpgrade(outcome, type.ToString(), id, written, [], [.. changes], read.Diagnostics));
        }

        _observables.Clear();
        return merged.ToImmutable();
    }

    /// <summary>Takes the next object out; false if there is none yet.</summary>
    public bool TryTake(out ReadOnlyMemory<byte> utf8) => _ready.TryDequeue(out utf8);

    // Custom types that an extension declares as observables have no version either.
    private static bool IsObservable(ObjectUpgrade upgrade) =>
        StixTypes.KindOf(upgrade.Type!) is ObjectKind.CyberObservable ||
        (StixTypes.KindOf(upgrade.Type!) is ObjectKind.Custom &&
            StixReader.Read(upgrade.Bytes).Object is { Version: null });

    private bool HasRoom(long bytes) => _observableBytes + bytes <= observableBytesMax;

    private void Hold(string id, ReadOnlyMemory<byte> bytes)
    {
        if (!_observables.TryGetValue(id, out var variants)) _observables[id] = variants = [];
        if (!_known.Add(Convert.ToHexString(SHA256.HashData(bytes.Span)))) return;
        variants.Add(bytes);
        _observableBytes += bytes.Length;
    }

    private ObjectUpgrade RefuseFull(ObjectUpgrade upgrade) => new(
        UpgradeOutcome.Refused,
        upgrade.Type,
        upgrade.Id,
        default,
        [],
        [],
        [
            new Diagnostic(
                "limit-observable-bytes",
                Severity.Error,
                "/objects",
                0,
                $"the observables of the input are longer than {observableBytesMax} bytes together",
                "import the input in parts"),
        ]);
}
