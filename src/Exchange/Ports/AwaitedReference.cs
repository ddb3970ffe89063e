namespace Entente.Exchange.Ports;

/// <summary>
/// A withheld object whose decision depends on another one: it is decided again whenever that one is.
/// </summary>
/// <param name="TargetId">The id it refers to.</param>
/// <param name="ObjectId">The withheld object.</param>
/// <param name="Version">Its version.</param>
public sealed record AwaitedReference(string TargetId, string ObjectId, string Version);
