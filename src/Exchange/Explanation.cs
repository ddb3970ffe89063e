using Entente.Exchange.Ports;
using Entente.Exchange.Release;

namespace Entente.Exchange;

/// <summary>Why an object does or does not go to a party, for our operator.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Now">What would be decided now.</param>
/// <param name="Logged">What was decided before, newest version first.</param>
public sealed record Explanation(ChannelRow Channel, Decision Now, IReadOnlyList<DecisionRow> Logged);
