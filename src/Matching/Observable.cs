namespace Entente.Matching;

/// <summary>A value that an event shows, as the mapping of its format says.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">The value, as it stands there.</param>
/// <param name="Field">The field; <c>host+uri</c> when two fields make it together.</param>
public readonly record struct Observable(ObservableKind Kind, string Value, string Field);
