namespace Entente.Stix.Upgrade;

/// <summary>A cyber-observable that stood inside observed data and is an object of its own now.</summary>
/// <param name="Id">Its id; the same content has the same id wherever the standard gives it one.</param>
/// <param name="Bytes">The object.</param>
public sealed record UpgradedObservable(string Id, ReadOnlyMemory<byte> Bytes);
