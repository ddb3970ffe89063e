namespace Entente.Matching;

/// <summary>An indicator that cannot be looked for, and why. None is dropped unsaid.</summary>
/// <param name="Id">The indicator.</param>
/// <param name="Reason">Why.</param>
public sealed record NotCompiled(string Id, string Reason);
