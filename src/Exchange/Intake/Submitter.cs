namespace Entente.Exchange.Intake;

/// <summary>Who hands an object in, as the edge has authenticated them.</summary>
/// <param name="Name">An account of ours, a feed, or the partner's party id.</param>
/// <param name="Party">The partner; null when it is one of us.</param>
/// <param name="AgreementId">The agreement under which the partner gave it; null without one.</param>
public sealed record Submitter(string Name, string? Party, string? AgreementId)
{
    /// <summary>An account of our own organisation.</summary>
    public static Submitter Own(string account) => new(account, null, null);

    /// <summary>A partner, under one agreement.</summary>
    public static Submitter Partner(string party, string agreementId) => new(party, party, agreementId);

    /// <summary>
    /// A feed under no agreement: our own account takes it in, and who gave it is recorded all the same. Nobody has
    /// consented to its going on, so no agreement releases it.
    /// </summary>
    public static Submitter Feed(string name, string party) => new($"feed:{name}", party, null);
}
