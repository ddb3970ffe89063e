namespace Entente.Exchange.Ports;

/// <summary>What a server says against one object. Nothing in it is trusted.</summary>
/// <param name="ObjectId">The object.</param>
/// <param name="Version">The version, as the server writes it.</param>
/// <param name="Message">Why; empty when it does not say.</param>
public sealed record PushRefusal(string ObjectId, string Version, string Message);
