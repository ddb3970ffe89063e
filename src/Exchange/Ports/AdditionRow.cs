namespace Entente.Exchange.Ports;

/// <summary>What a partner is told about the objects of one request (TAXII 2.1 §4.3).</summary>
/// <param name="Realm">The realm.</param>
/// <param name="AdditionId">A random UUID (version 4): the id of the status resource.</param>
/// <param name="Party">Who added.</param>
/// <param name="AgreementId">Under which agreement.</param>
/// <param name="ReceivedAt">When the request arrived.</param>
/// <param name="Items">The objects, in the order of the request.</param>
public sealed record AdditionRow(
    Realm Realm,
    string AdditionId,
    string Party,
    string AgreementId,
    DateTimeOffset ReceivedAt,
    IReadOnlyList<AdditionItem> Items);
