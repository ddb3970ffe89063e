using System.Collections.Immutable;
using Entente.Agreements.Decisions;
using Entente.Agreements.Redaction;
using Entente.Exchange.Ports;
using Entente.Exchange.Release;

namespace Entente.Exchange;

/// <summary>Why an object does or does not go to a party, for our operator.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Now">What would be decided now.</param>
/// <param name="Logged">What was decided before, newest version first.</param>
/// <param name="WhatIf">What would have to be otherwise for it to leave; empty when it leaves.</param>
public sealed record Explanation(
    ChannelRow Channel,
    Decision Now,
    IReadOnlyList<DecisionRow> Logged,
    ImmutableArray<Counterfactual> WhatIf)
{
    /// <summary>What is otherwise in the derivative that would leave; empty when none would.</summary>
    public ImmutableArray<PropertyChange> Redactions => Now.DerivativeBytes is null
        ? []
        : PropertyChange.Between(Now.Object.Canonical, Now.ReleasedCanonical());
}
