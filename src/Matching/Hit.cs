namespace Entente.Matching;

/// <summary>An indicator that an event shows.</summary>
/// <param name="IndicatorId">The indicator.</param>
/// <param name="Line">The line in the input, from 1.</param>
/// <param name="Time">The event's time; null when the event has none that can be read.</param>
/// <param name="Kind">What was found.</param>
/// <param name="Value">The value as the event has it.</param>
/// <param name="Field">Where it stands.</param>
public sealed record Hit(
    string IndicatorId, long Line, DateTimeOffset? Time, ObservableKind Kind, string Value, string Field);
