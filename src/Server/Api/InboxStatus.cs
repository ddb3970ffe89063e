using Entente.Exchange;
using Entente.Exchange.Ports;

namespace Entente.Server.Api;

/// <summary>What a partner has added under an agreement.</summary>
/// <param name="Party">The partner.</param>
/// <param name="Agreement">The agreement.</param>
/// <param name="Realm">live or exercise.</param>
/// <param name="Accepted">Objects taken, repetitions included.</param>
/// <param name="Refused">Objects refused.</param>
/// <param name="LastAddition">When the last request came.</param>
/// <param name="KeptBytes">How much is kept of it.</param>
/// <param name="IsFull">Whether hardly any room is left for this partner, under whatever agreement.</param>
internal sealed record InboxStatus(
    string Party, string Agreement, string Realm, long Accepted, long Refused, DateTimeOffset LastAddition,
    long KeptBytes, bool IsFull)
{
    /// <summary>The inboxes in the order of the tallies.</summary>
    /// <param name="tallies">What has come into each inbox.</param>
    /// <param name="keptBytesMax">How much is kept of each partner in each realm; 0 for no limit.</param>
    public static IReadOnlyList<InboxStatus> List(IReadOnlyList<InboxTally> tallies, long keptBytesMax)
    {
        var kept = tallies.GroupBy(tally => (tally.Party, tally.Realm))
            .ToDictionary(group => group.Key, group => group.Sum(tally => tally.KeptBytes));
        return
        [
            .. tallies.Select(tally => new InboxStatus(
                tally.Party, tally.AgreementId, tally.Realm.Write(), tally.Taken, tally.Refused, tally.LastAt,
                tally.KeptBytes, keptBytesMax > 0 && kept[(tally.Party, tally.Realm)] > keptBytesMax / 100 * 99)),
        ];
    }
}
