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

    private sealed class Input(string source, ValidationOptions options, ValidateReport report)
    {
        private readonly VersionMemory _versions = new();
        private long _index;
        private long _lastItem = -1;

        public void Take(BundleSplitter splitter)
        {
            while (splitter.TryTake(out var item))
            {
                if (item.Fault is { } fault) TakeFault(item, fault);
                else if (item.Gap is { } gap) TakeBundle(item, gap);
                else TakeObject(item);
            }
        }

        private void TakeFault(BundleItem item, Diagnostic fault)
        {
            report.Add(new Finding(source, item.Place, item.Offset, null, null, fault));

            // An item that cannot be cut out still has its number.
            if (fault.Code is not ("bundle-item" or "limit-object-bytes")) return;
            _index++;
            _lastItem = item.Offset;
        }

        private void TakeObject(BundleItem item)
        {
            var utf8 = item.Bytes.Span;
            var head = ObjectHead.Of(utf8);
            var found = StixValidator.Validate(item.Bytes, options).Diagnostics;
            if (_versions.Meet(head, utf8) is { } twice) found = found.Add(twice);
            report.AddObject(found);
            var (place, at) = (item.Place, 0);
            foreach (var diagnostic in found.OrderBy(one => one.Offset))
            {
                var next = (int)Math.Clamp(diagnostic.Offset, 0, utf8.Length);
                place = place.After(item.Bytes.Span[at..next]);
                at = next;
                report.Add(new Finding(source, place, item.Offset + next, _index, head.Id, diagnostic));
            }

            _index++;
            _lastItem = item.Offset;
        }

        private void TakeBundle(BundleItem item, BundleGap gap)
        {
            var id = ObjectHead.Of(item.Bytes.Span).Id;
            var hasObjects = _lastItem > item.Offset;
            foreach (var diagnostic in StixValidator.Validate(item.Bytes, options).Diagnostics)
            {
                // The list is empty here because its items were taken out.
                if (hasObjects && diagnostic is { Code: "list-empty", Pointer: "/objects" or "" }) continue;
                var at = (int)Math.Clamp(diagnostic.Offset, 0, item.Bytes.Length);
                var utf8 = item.Bytes.Span;
                var isBehind = at >= gap.At && gap.Bytes > 0;
                var place = isBehind ? gap.Place.After(utf8[gap.At..at]) : item.Place.After(utf8[..at]);
                var offset = item.Offset + at + (isBehind ? gap.Bytes : 0);
                report.Add(new Finding(source, place, offset, null, id, diagnostic));
            }
        }
    }
}
