namespace Entente.Agreements.Decisions;

/// <summary>One agreement, one discloser, one recipient, one realm.</summary>
/// <param name="AgreementId">The agreement.</param>
/// <param name="Discloser">Who discloses.</param>
/// <param name="Recipient">Who receives.</param>
/// <param name="Realm">live or exercise.</param>
public sealed record ChannelTerms(string AgreementId, string Discloser, string Recipient, string Realm)
{
    /// <summary>
    /// What is guaranteed of the way; null when nothing is known, which is not enough for any clause about it.
    /// </summary>
    public ChannelSecurity? Security { get; init; }
}
