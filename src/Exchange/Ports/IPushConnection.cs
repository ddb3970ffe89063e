namespace Entente.Exchange.Ports;

/// <summary>
/// A collection of a foreign server, open for adding. Nothing that comes is trusted. Failures are
/// <see cref="PartnerFaultException"/>, and every call may be repeated: a server takes an object that it has already
/// for taken.
/// </summary>
public interface IPushConnection : IDisposable
{
    /// <summary>
    /// Asks whether we may add, and how large an envelope may be. Called once, before anything is sent.
    /// </summary>
    Task OpenAsync(CancellationToken cancellation);

    /// <summary>How many of the first objects go into one envelope; 0 when the first alone is too large.</summary>
    int CountFitting(IReadOnlyList<ReadOnlyMemory<byte>> objects);

    /// <summary>Sends one envelope.</summary>
    Task<PushAnswer> AddAsync(IReadOnlyList<ReadOnlyMemory<byte>> objects, CancellationToken cancellation);

    /// <summary>What became of an envelope; null when the server does not know any more.</summary>
    Task<PushAnswer?> ReadStatusAsync(string statusId, CancellationToken cancellation);
}
