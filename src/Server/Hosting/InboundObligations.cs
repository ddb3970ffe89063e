using Entente.Agreements.Clauses;
using Entente.Agreements.Compilation;
using Entente.Agreements.Decisions;
using Entente.Stix;

namespace Entente.Server.Hosting;

/// <summary>What we owe for everything that comes through a channel, as our own copy of the agreement says.</summary>
internal static class InboundObligations
{
    public static IReadOnlyList<string> Of(CompiledAgreement agreement, ChannelTerms channel)
    {
        var obligations = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var clause in agreement.Document.Clauses.Where(clause => clause.Header.AppliesTo(channel.Discloser, channel.Recipient)))
        {
            if (clause is MarkingClause marking) obligations.Add($"handling:{KnownMarkings.LabelOf(marking.TlpFloor)}");
            if (clause is OnwardReleaseClause) obligations.Add("onward:deny");
            if (clause is PurposeClause) obligations.Add($"purpose:{agreement.Find(channel.Recipient)!.DeclaredPurpose}");
        }

        return [.. obligations];
    }
}
