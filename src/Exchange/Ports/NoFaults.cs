namespace Entente.Exchange.Ports;

/// <summary>The hook of an ordinary run: it does nothing.</summary>
public sealed class NoFaults : IFaultHook
{
    /// <summary>The only one needed.</summary>
    public static NoFaults Instance { get; } = new();

    private NoFaults()
    {
    }

    /// <inheritdoc/>
    public void Reached(string point)
    {
    }
}
