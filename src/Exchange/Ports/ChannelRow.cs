namespace Entente.Exchange.Ports;

/// <summary>An outgoing channel: one agreement, one discloser (we), one recipient, one realm.</summary>
/// <param name="Realm">The realm.</param>
/// <param name="ChannelId">A random UUID (version 4); also the id of the TAXII collection that the recipient reads.</param>
/// <param name="AgreementId">The agreement that the channel carries out.</param>
/// <param name="Discloser">Our party id.</param>
/// <param name="Recipient">The partner's party id.</param>
/// <param name="Origin">The origin line of the channel's log.</param>
/// <param name="OpenedAt">When the channel was opened.</param>
public sealed record ChannelRow(
    Realm Realm,
    string ChannelId,
    string AgreementId,
    string Discloser,
    string Recipient,
    string Origin,
    DateTimeOffset OpenedAt);
