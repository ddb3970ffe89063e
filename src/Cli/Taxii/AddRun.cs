using Entente.Cli.Stix;
using Entente.Stix;
using Entente.Taxii;

namespace Entente.Cli.Taxii;

/// <summary>Reads all input a chunk at a time and sends an envelope whenever one is full.</summary>
internal sealed class AddRun(
    ServerSession session, string collection, long contentLengthMax, int objectsMax, AdditionReport report)
{
    /// <summary>Servers may take more; our memory, and a connection that breaks, argue for less.</summary>
    private const int EnvelopeBytesMax = 16 * 1024 * 1024;

    private readonly EnvelopePacker _packer = new(Math.Min(contentLengthMax, EnvelopeBytesMax), objectsMax);

    public async Task RunAsync(IReadOnlyList<string> inputs, CancellationToken cancellation)
    {
        foreach (var input in inputs)
        {
            var splitter = new BundleSplitter();
            await foreach (var chunk in InputFiles.ChunksAsync(input, cancellation))
            {
                splitter.Push(chunk.Span);
                await TakeAsync(splitter, input, cancellation);
                if (report.IsStopped) return;
            }

            splitter.Complete();
            await TakeAsync(splitter, input, cancellation);
            if (report.IsStopped) return;
        }

        if (_packer.Objects.Count > 0) await SendAsync(cancellation);
    }

    private async Task TakeAsync(BundleSplitter splitter, string source, CancellationToken cancellation)
    {
        while (!report.IsStopped && splitter.TryTake(out var item))
        {
            if (item.Fault is { } fault)
            {
                report.Add(new UnsentObject(source, item.Offset, Place(item), fault.Code, fault.Message, fault.Hint));
                continue;
            }

            if (_packer.TryAdd(item.Bytes)) continue;
            if (_packer.Objects.Count > 0) await SendAsync(cancellation);
            if (report.IsStopped || _packer.TryAdd(item.Bytes)) continue;
            report.Add(new UnsentObject(
                source, item.Offset, Place(item), "object-too-large",
                $"the object has {item.Bytes.Length} bytes, and the server takes fewer than {contentLengthMax}", null));
        }

        string Place(BundleItem item) => $"{source}:{item.Place.Line}:{item.Place.Column}";
    }

    private async Task SendAsync(CancellationToken cancellation)
    {
        var answer = await session.Client.AddObjectsAsync(report.Root, collection, _packer.Objects, cancellation);
        if (answer.IsOk) report.Add(answer.Value);
        else report.Stop(session.FailureOf(answer.Fault));
        _packer.Clear();
    }
}
