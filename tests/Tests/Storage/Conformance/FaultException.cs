namespace Entente.Tests.Storage.Conformance;

/// <summary>The failure that a test asked for.</summary>
public sealed class FaultException(string point) : Exception($"failed at {point}, as asked");
