using Entente.Exchange.Ports;

namespace Entente.Tests.Storage.Conformance;

/// <summary>Fails or waits at a durability point when told to; does nothing otherwise.</summary>
public sealed class SwitchedFaults : IFaultHook
{
    private volatile string? _failAt;
    private volatile Hold? _hold;

    public void FailAt(string point) => _failAt = point;

    public Hold HoldAt(string point) => _hold = new Hold(point);

    public void Clear()
    {
        _failAt = null;
        _hold?.Release();
        _hold = null;
    }

    public void Reached(string point)
    {
        if (_hold is { } hold && hold.Point == point) hold.Wait();
        if (_failAt == point) throw new FaultException(point);
    }

    /// <summary>A durability point at which the store waits, once.</summary>
    public sealed class Hold(string point)
    {
        private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Point => point;

        public Task Arrived => _arrived.Task;

        public void Wait()
        {
            _arrived.TrySetResult();
            _gate.Task.Wait(TimeSpan.FromSeconds(30));
        }

        public void Release() => _gate.TrySetResult();
    }
}
