namespace Entente.Stix.Upgrade;

/// <summary>Where something went that selectors may name.</summary>
/// <param name="From">Its path, as the steps of a selector.</param>
/// <param name="To">Where it is now: an object, and the path there.</param>
internal sealed record Move(string[] From, (UpgradeDraft Object, string[] Path)[] To);
