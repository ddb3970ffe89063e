namespace Entente.Exchange.Ports;

/// <summary>How many objects of one type met the same verdict.</summary>
/// <param name="Type">The STIX type.</param>
/// <param name="Outcome">permit, transform, hold or deny.</param>
/// <param name="Verdict">The verdict's operator rendering.</param>
/// <param name="Count">The number of object versions.</param>
public sealed record DecisionCount(string Type, string Outcome, string Verdict, long Count);
