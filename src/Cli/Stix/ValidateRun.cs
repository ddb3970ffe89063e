using System.Collections.Immutable;
using Entente.Stix;
using Entente.Stix.Validation;

namespace Entente.Cli.Stix;

/// <summary>
/// Validates inputs object by object, however large they are. In memory are one object, one chunk of input, and a
/// digest of each version seen.
/// </summary>
internal sealed class ValidateRun(ValidationOptions options, ValidateReport report)
{
    /// <summary>Reads one input to its end.</summary>
    public async Task RunAsync(string source, CancellationToken cancellation)
    {
        var splitter = new BundleSplitter(options.Limits, withBundles: true);
        var input = new Input(source, options, report);
        await foreach (var chunk in InputFiles.ChunksAsync(source, cancellation))
        {
            splitter.Push(chunk.Span);
            report.BytesRead += chunk.Length;
            input.Take(splitter);
            await report.FlushAsync();
        }

        splitter.Complete();
        input.Take(splitter);
        await report.FlushAsync();
    }

    private readonly record struct Judged(
        BundleItem Item, ImmutableArray<Diagnostic> Found, ObjectHead Head, UInt128 Content);

    private sealed class Input(string source, ValidationOptions options, ValidateReport report)
    {
        private readonly VersionMemory _versions = new();
        private long _index;
        private long _lastItem = -1;

        public void Take(BundleSplitter splitter)
        {
            var items = new List<BundleItem>();
            while (splitter.TryTake(out var item)) items.Add(item);
            foreach (var judged in Batch.Of(items, Judge))
            {
                if (judged.Item.Fault is { } fault) TakeFault(judged.Item, fault);
                else if (judged.Item.Gap is { } gap) TakeBundle(judged, gap);
                else TakeObject(judged);
            }
        }

        private Judged Judge(BundleItem item)
        {
            if (item.Fault is not null) return new Judged(item, [], default, default);
            var found = StixValidator.Validate(item.Bytes, options).Diagnostics;
            return new Judged(
                item, found, ObjectHead.Of(item.Bytes.Span), VersionMemory.ContentOf(item.Bytes.Span));
        }

        private void TakeFault(BundleItem item, Diagnostic fault)
        {
            report.Add(new Finding(source, item.Place, item.Offset, null, null, fault));

            // An item that cannot be cut out still has its number.
            if (fault.Code is not ("bundle-item" or "limit-object-bytes")) return;
            _index++;
            _lastItem = item.Offset;
        }

        private void TakeObject(Judged judged)
        {
            var (item, found, head, content) = judged;
            if (_versions.Meet(head, content) is { } twice) found = found.Add(twice);
            report.AddObject(found);
            var (place, at) = (item.Place, 0);
            foreach (var diagnostic in found.OrderBy(one => one.Offset))
            {
                var next = (int)Math.Clamp(diagnostic.Offset, 0, item.Bytes.Length);
                place = place.After(item.Bytes.Span[at..next]);
                at = next;
                report.Add(new Finding(source, place, item.Offset + next, _index, head.Id, diagnostic));
            }

            _index++;
            _lastItem = item.Offset;
        }

        private void TakeBundle(Judged judged, BundleGap gap)
        {
            var item = judged.Item;
            var hasObjects = _lastItem > item.Offset;
            foreach (var diagnostic in judged.Found)
            {
                // The list is empty here because its items were taken out.
                if (hasObjects && diagnostic is { Code: "list-empty", Pointer: "/objects" or "" }) continue;
                var at = (int)Math.Clamp(diagnostic.Offset, 0, item.Bytes.Length);
                var utf8 = item.Bytes.Span;
                var isBehind = at >= gap.At && gap.Bytes > 0;
                var place = isBehind ? gap.Place.After(utf8[gap.At..at]) : item.Place.After(utf8[..at]);
                var offset = item.Offset + at + (isBehind ? gap.Bytes : 0);
                report.Add(new Finding(source, place, offset, null, judged.Head.Id, diagnostic));
            }
        }
    }
}
