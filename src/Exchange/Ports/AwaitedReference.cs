namespace Entente.Exchange.Ports;

/// <summary>
/// A withheld object whose decision depends on another one: it is decided again whenever that one is.
/// </summary>
/// <param name="TargetId">The id it refers to.</param>
/// <param name="ObjectId">The withheld object.</param>
/// <param name="Version">Its version.</param>
/// <param name="IsUndecided">
/// Whether the target was still to be decided, so that any decision about it is news. Where it was withheld, only one
/// by which the recipient has it is: or what a recipient may not see would decide when something else leaves.
/// </param>
public sealed record AwaitedReference(string TargetId, string ObjectId, string Version, bool IsUndecided = false);
