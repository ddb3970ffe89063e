using Entente.Matching;

namespace Entente.Exchange.Sightings;

/// <summary>What looking through telemetry came to.</summary>
/// <param name="Lines">Lines read.</param>
/// <param name="Broken">Lines that were no events.</param>
/// <param name="Indicators">Indicators that were looked for.</param>
/// <param name="Skipped">Indicators that could not be, with reasons.</param>
/// <param name="Found">One draft an indicator that was found, in order of first appearance.</param>
/// <param name="Sightings">The ids of the sightings that were made of them.</param>
public sealed record WatchReport(
    long Lines,
    long Broken,
    int Indicators,
    IReadOnlyList<NotCompiled> Skipped,
    IReadOnlyList<SightingDraft> Found,
    IReadOnlyList<string> Sightings);
