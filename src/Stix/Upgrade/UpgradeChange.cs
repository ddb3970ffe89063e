namespace Entente.Stix.Upgrade;

/// <summary>One thing that the upgrade did to an object.</summary>
/// <param name="Code">Stable code in lower case with hyphens.</param>
/// <param name="Kind">What it does to the meaning.</param>
/// <param name="Pointer">
/// RFC 6901 pointer into the object as it came in, or where something new would stand there.
/// </param>
/// <param name="Before">What stood there, as JSON; null if nothing did.</param>
/// <param name="After">What stands for it now, as JSON; null if nothing does.</param>
/// <param name="Message">The change in words: lower case, no final stop, input in backticks.</param>
/// <param name="Section">The section of the standard that asks for it.</param>
public sealed record UpgradeChange(
    string Code,
    UpgradeChangeKind Kind,
    string Pointer,
    string? Before,
    string? After,
    string Message,
    string Section);
