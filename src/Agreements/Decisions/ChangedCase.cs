using Entente.Agreements.Compilation;

namespace Entente.Agreements.Decisions;

/// <summary>What a decision is made from, as it is or as it could be.</summary>
internal sealed record ChangedCase(ReleaseFacts Facts, AgreementSet Agreements, DateTimeOffset Now)
{
    public Verdict Decide(ChannelTerms channel) => DecisionEngine.Decide(Facts, channel, Agreements, Now);
}
