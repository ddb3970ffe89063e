namespace Entente.Exchange.Inboxes;

/// <summary>
/// Where a partner adds what it discloses to us under one agreement: a collection that it may only write to.
/// </summary>
/// <param name="Realm">The realm.</param>
/// <param name="InboxId">
/// The collection's id, a version 4 UUID; the same for as long as the agreement has its id.
/// </param>
/// <param name="AgreementId">The agreement.</param>
/// <param name="Discloser">The partner.</param>
/// <param name="Recipient">Our party id.</param>
public sealed record Inbox(Realm Realm, string InboxId, string AgreementId, string Discloser, string Recipient);
