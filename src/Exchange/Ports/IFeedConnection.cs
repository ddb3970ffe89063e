using Entente.Stix;

namespace Entente.Exchange.Ports;

/// <summary>
/// A collection of a foreign server, open for reading. Nothing that comes is trusted. Failures are
/// <see cref="PartnerFaultException"/>, and every call may be repeated.
/// </summary>
public interface IFeedConnection : IDisposable
{
    /// <summary>
    /// Reads one page. Its objects are given to <paramref name="take"/> in order, some at a time, while the page is
    /// still coming; when this returns, all of them have been taken.
    /// </summary>
    /// <param name="question">Which page.</param>
    /// <param name="take">Takes some objects, with their offsets in the page.</param>
    /// <param name="cancellation">Stops the reading.</param>
    Task<FeedPage> ReadPageAsync(
        FeedQuestion question, Func<IReadOnlyList<BundleItem>, Task> take, CancellationToken cancellation);
}
