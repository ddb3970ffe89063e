using Entente.Exchange.Ports;

namespace Entente.Tests.Storage.Conformance;

/// <summary>Where one test's store lives: all that the suite knows about a kind of store.</summary>
public interface IStorePlace : IAsyncDisposable
{
    /// <summary>Opens the store: empty the first time, with what was written afterwards. May be open more than once.</summary>
    NodeStore Open(IFaultHook faults);
}
