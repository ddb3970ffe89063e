namespace Entente.Agreements.Signatures;

/// <summary>Whether a party has signed.</summary>
/// <param name="Party">The party.</param>
/// <param name="Fault">The code of what is wrong; null when its signature verifies.</param>
/// <param name="Detail">What was found; empty when nothing is wrong.</param>
public sealed record PartySignature(string Party, string? Fault, string Detail);
