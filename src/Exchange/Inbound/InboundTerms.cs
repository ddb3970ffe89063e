using Entente.Transparency;

namespace Entente.Exchange.Inbound;

/// <summary>What the agreement in force says about a channel in which we are the recipient.</summary>
/// <param name="Realm">The realm.</param>
/// <param name="Origin">The origin of the discloser's log.</param>
/// <param name="AgreementId">The agreement.</param>
/// <param name="AgreementVersion">Its version.</param>
/// <param name="Discloser">The partner.</param>
/// <param name="Recipient">Our party id.</param>
/// <param name="LogKey">The discloser's log key, from the signed agreement.</param>
/// <param name="Obligations">What we owe for everything received here, one text each.</param>
public sealed record InboundTerms(
    Realm Realm,
    string Origin,
    string AgreementId,
    int AgreementVersion,
    string Discloser,
    string Recipient,
    VerificationKey LogKey,
    IReadOnlyList<string> Obligations);
