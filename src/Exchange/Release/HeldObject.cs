using Entente.Exchange.Ports;

namespace Entente.Exchange.Release;

/// <summary>An object that waits for a releaser, and what would leave.</summary>
/// <param name="Channel">Where it would go.</param>
/// <param name="Object">The object version as it is stored.</param>
/// <param name="Held">The decision by which it waits.</param>
/// <param name="Preview">What would be decided now with an approval.</param>
public sealed record HeldObject(ChannelRow Channel, ObjectRow Object, DecisionRow Held, Decision Preview)
{
    /// <summary>
    /// The bytes that would leave, to the last one but the times of a derivative, which are those of its release; null
    /// when something else keeps it here, approval or not.
    /// </summary>
    public ReadOnlyMemory<byte>? Bytes => Preview.Leaves ? Preview.DerivativeBytes ?? Object.Bytes : null;
}
