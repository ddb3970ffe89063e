using Entente.Exchange.Ports;
using Xunit;

namespace Entente.Tests.Storage.Conformance;

/// <summary>
/// What every store must do, told in the words of the ports: each kind of store derives these tests and gives only a
/// place. A test has a store of its own.
/// </summary>
public abstract class StoreConformance : IAsyncDisposable
{
    private readonly IStorePlace _place;

    protected StoreConformance(IStorePlace place)
    {
        _place = place;
        Store = place.Open(Faults);
    }

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected NodeStore Store { get; private set; }

    protected SwitchedFaults Faults { get; } = new();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Faults.Clear();
        await Store.DisposeAsync();
        await _place.DisposeAsync();
    }

    /// <summary>Opens the same place once more, beside the store that is open.</summary>
    protected NodeStore OpenBeside() => _place.Open(NoFaults.Instance);

    /// <summary>Closes the store and opens it again, as a restart does.</summary>
    protected async Task ReopenAsync()
    {
        await Store.DisposeAsync();
        Store = _place.Open(Faults);
    }

    /// <summary>
    /// A write that fails before its commit has done nothing, one that fails after it has done everything; both are
    /// told; and the store goes on.
    /// </summary>
    /// <param name="point">The step whose durability points are meant.</param>
    /// <param name="write">The write.</param>
    /// <param name="isDone">Whether its effect is there; everything of it, or the check fails by itself.</param>
    protected async Task IsAtomicAsync(string point, Func<Task> write, Func<Task<bool>> isDone)
    {
        Faults.FailAt($"{point}:before-commit");
        await Assert.ThrowsAsync<FaultException>(write);
        Assert.False(await isDone());
        await ReopenAsync();
        Assert.False(await isDone());
        Faults.FailAt($"{point}:after-commit");
        await Assert.ThrowsAsync<FaultException>(write);
        Assert.True(await isDone());
        await ReopenAsync();
        Assert.True(await isDone());
        Faults.Clear();
    }

    /// <summary>
    /// Starts writes that all wait for one commit: the first is held at its durability point until the others stand in
    /// line behind it.
    /// </summary>
    protected async Task<Task[]> TogetherAsync(string point, Func<Task> first, IReadOnlyList<Func<Task>> others)
    {
        var held = Faults.HoldAt($"{point}:before-commit");
        var tasks = new List<Task> { Task.Run(first, Cancellation) };
        await held.Arrived.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        foreach (var other in others) tasks.Add(other());
        held.Release();
        return [.. tasks];
    }
}
