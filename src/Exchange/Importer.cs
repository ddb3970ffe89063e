using System.Collections.Immutable;
using Entente.Exchange.Intake;
using Entente.Exchange.Ports;
using Entente.Exchange.Validation;
using Entente.Stix;

namespace Entente.Exchange;

/// <summary>
/// Steps 1 to 3 for an input of any size: splits it, validates each object, stores in batches. One bad object costs
/// only itself; a syntax error ends the input there, with everything before it stored.
/// </summary>
public sealed class Importer(IObjectStore store, TimeProvider clock, StixLimits limits)
{
    private const int BatchObjectsMax = 500;
    private const int ChunkBytes = 64 * 1024;

    /// <summary>Reads <paramref name="input"/> to its end.</summary>
    /// <param name="input">A bundle, a TAXII envelope, one object, or JSON lines.</param>
    /// <param name="submitter">Who hands it in.</param>
    /// <param name="realm">The realm of the connection.</param>
    /// <param name="assumedMarking">The id of the marking to assume for objects without any; null for none.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    public async Task<ImportReport> ImportAsync(
        Stream input, Submitter submitter, Realm realm, string? assumedMarking, CancellationToken cancellation)
    {
        var splitter = new BundleSplitter(limits);
        var tally = new Tally();
        var batch = new List<ValidObject>(BatchObjectsMax);
        var chunk = new byte[ChunkBytes];
        int count;
        do
        {
            count = await input.ReadAsync(chunk, cancellation);
            if (count > 0) splitter.Push(chunk.AsSpan(0, count));
            else splitter.Complete();
            while (splitter.TryTake(out var item))
            {
                if (Read(item, submitter, realm, assumedMarking, tally) is not { } valid) continue;
                batch.Add(valid);
                if (batch.Count == BatchObjectsMax) await StoreAsync(batch, tally, cancellation);
            }
        }
        while (count > 0);
        await StoreAsync(batch, tally, cancellation);
        return tally.Report();
    }

    /// <summary>The same for objects that are cut apart already.</summary>
    public async Task<ImportReport> ImportAsync(
        IReadOnlyList<BundleItem> items,
        Submitter submitter,
        Realm realm,
        string? assumedMarking,
        CancellationToken cancellation)
    {
        var tally = new Tally();
        var batch = new List<ValidObject>(Math.Min(items.Count, BatchObjectsMax));
        foreach (var item in items)
        {
            if (Read(item, submitter, realm, assumedMarking, tally) is not { } valid) continue;
            batch.Add(valid);
            if (batch.Count == BatchObjectsMax) await StoreAsync(batch, tally, cancellation);
        }

        await StoreAsync(batch, tally, cancellation);
        return tally.Report();
    }

    private ValidObject? Read(BundleItem item, Submitter submitter, Realm realm, string? assumedMarking, Tally tally)
    {
        tally.Read++;
        var submission = Submission.Accept(item, submitter, realm, limits, out var refusal);
        if (submission is null)
        {
            tally.Refuse(refusal!);
            return null;
        }

        var valid = ValidObject.Validate(submission, limits, assumedMarking, out var diagnostics);
        if (valid is null) tally.Refuse([.. diagnostics]);
        return valid;
    }

    private async Task StoreAsync(List<ValidObject> batch, Tally tally, CancellationToken cancellation)
    {
        if (batch.Count == 0) return;
        var now = clock.GetUtcNow();
        var outcomes = await store.PutAsync([.. batch.Select(valid => valid.ToRow(now))], cancellation);
        for (var i = 0; i < outcomes.Count; i++) tally.Count(outcomes[i], batch[i]);
        batch.Clear();
    }

    /// <summary>The report while it grows.</summary>
    private sealed class Tally
    {
        private readonly ImmutableArray<Diagnostic>.Builder _diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        private long _stored;
        private long _duplicates;
        private long _refused;
        private long _leftOut;

        public long Read { get; set; }

        public void Refuse(params ReadOnlySpan<Diagnostic> found)
        {
            _refused++;
            foreach (var diagnostic in found)
            {
                if (_diagnostics.Count < ImportReport.DiagnosticsMax) _diagnostics.Add(diagnostic);
                else _leftOut++;
            }
        }

        public void Count(PutOutcome outcome, ValidObject valid)
        {
            if (outcome == PutOutcome.Stored) _stored++;
            else if (outcome == PutOutcome.Duplicate) _duplicates++;
            else Refuse(Conflict(valid));
        }

        public ImportReport Report() =>
            new(Read, _stored, _duplicates, _refused, _diagnostics.ToImmutable(), _leftOut);

        private static Diagnostic Conflict(ValidObject valid) => new(
            "version-conflict", Severity.Error, "", valid.Submission.Offset,
            $"`{valid.Stix.Id}` with this version is stored already with other content",
            "a changed object needs a later `modified`", "STIX 2.1 §3.6");
    }
}
