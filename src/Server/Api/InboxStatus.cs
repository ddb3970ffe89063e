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
internal sealed record InboxStatus(
    string Party, string Agreement, string Realm, long Accepted, long Refused, DateTimeOffset LastAddition)
{
    public static InboxStatus Of(InboxTally tally) =>
        new(tally.Party, tally.AgreementId, tally.Realm.Write(), tally.Taken, tally.Refused, tally.LastAt);
}
