namespace Entente.Matching;

/// <summary>An indicator to look for.</summary>
/// <param name="Id">Its STIX id.</param>
/// <param name="Pattern">Its pattern.</param>
/// <param name="ValidFrom">From when on it holds.</param>
/// <param name="ValidUntil">Until when it holds, exclusive; null for no end.</param>
public sealed record IndicatorRule(string Id, string Pattern, DateTimeOffset ValidFrom, DateTimeOffset? ValidUntil);
