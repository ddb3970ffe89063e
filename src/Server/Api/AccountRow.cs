namespace Entente.Server.Api;

/// <summary>One row of the account.</summary>
/// <param name="Outcome">released, transformed, held or withheld.</param>
/// <param name="Count">How many object versions.</param>
/// <param name="Types">Their types, the most frequent first.</param>
/// <param name="Clause">The clause it rests on, with its article; empty when no clause speaks.</param>
/// <param name="Reason">The code, and the detail where it is the same for all.</param>
internal sealed record AccountRow(string Outcome, long Count, string Types, string Clause, string Reason);
