namespace Entente.Cli.Verify;

/// <summary>Something in a log that does not verify.</summary>
internal sealed record LogFault(string Code, long Index, string Detail);
