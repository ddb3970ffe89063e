using Entente.Exchange.Ports;
using Entente.Exchange.Pushes;
using Entente.Taxii;

namespace Entente.Server.Feeds;

/// <summary>A foreign collection that we add to, over TAXII 2.1 (§5.5, §4.3).</summary>
internal sealed class PushConnection(RemoteCollection remote, TimeProvider clock) : IPushConnection
{
    /// <summary>
    /// What is read of the refusals in one answer; the server's own count tells that there were more.
    /// </summary>
    private const int RefusalsMax = 2 * PushVerdicts.EnvelopeObjectsMax;

    private readonly RemoteServer _server = new(remote, clock);
    private long _bytesMax;

    public async Task OpenAsync(CancellationToken cancellation)
    {
        var root = Take(await _server.Client.GetApiRootAsync(_server.Address.ApiRoot, cancellation));
        var collection = Take(await _server.Client.GetCollectionAsync(
            _server.Address.ApiRoot, _server.Address.Collection, cancellation));
        _bytesMax = Math.Min(root.MaxContentLength, PushSender.EnvelopeBytesMax);
        if (!collection.CanWrite)
        {
            throw new PartnerFaultException(
                "not-writable", "the server does not let us add to this collection; ask its operator");
        }
    }

    public int CountFitting(IReadOnlyList<ReadOnlyMemory<byte>> objects)
    {
        var packer = new EnvelopePacker(_bytesMax, objects.Count);
        return objects.TakeWhile(packer.TryAdd).Count();
    }

    public async Task<PushAnswer> AddAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> objects, CancellationToken cancellation) =>
        Answer(Take(await _server.Client.AddObjectsAsync(
            _server.Address.ApiRoot, _server.Address.Collection, objects, cancellation)));

    public async Task<PushAnswer?> ReadStatusAsync(string statusId, CancellationToken cancellation)
    {
        var read = await _server.Client.GetStatusAsync(_server.Address.ApiRoot, statusId, cancellation);
        return read.Fault is { HttpStatus: 404 or 410 } ? null : Answer(Take(read));
    }

    public void Dispose() => _server.Dispose();

    private PushAnswer Answer(StatusResource status) => new(
        status.Id, status.IsComplete, status.FailureCount,
        [.. status.Failures.Take(RefusalsMax).Select(
            failed => new PushRefusal(failed.Id, failed.Version, _server.Hide(failed.Message ?? "")))]);

    private T Take<T>(TaxiiResult<T> result)
        where T : class => result.IsOk ? result.Value : throw _server.Fault(result.Fault);
}
