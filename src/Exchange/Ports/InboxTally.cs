namespace Entente.Exchange.Ports;

/// <summary>What has come into an inbox.</summary>
/// <param name="Realm">The realm.</param>
/// <param name="Party">Whose inbox it is.</param>
/// <param name="AgreementId">Under which agreement.</param>
/// <param name="Taken">Objects taken, repetitions included.</param>
/// <param name="Refused">Objects refused.</param>
/// <param name="LastAt">When the last request arrived.</param>
/// <param name="KeptBytes">How much is kept of it, as <see cref="IInboxStore.AddAsync"/> counts it.</param>
public sealed record InboxTally(
    Realm Realm, string Party, string AgreementId, long Taken, long Refused, DateTimeOffset LastAt, long KeptBytes);
