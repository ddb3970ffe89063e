using System.Text.Json.Nodes;
using Entente.Lab.Samples.Campaign;

namespace Entente.Lab.Samples.Telemetry;

/// <summary>One record that is set among the harmless ones on purpose.</summary>
/// <param name="Log">The log whose record is changed.</param>
/// <param name="Trace">The value it shows, or only seems to show.</param>
/// <param name="Field">Where a matcher must find it (hit) or must not (decoy).</param>
/// <param name="Variant">The way the value is spelled or hidden.</param>
/// <param name="Decoy">True when a match here would be false.</param>
/// <param name="Change">Sets the record's fields.</param>
/// <param name="Respell">Changes the finished line, for spellings that a JSON writer does not make.</param>
internal sealed record Plant(
    string Log,
    Trace Trace,
    string Field,
    string Variant,
    bool Decoy,
    Action<JsonObject> Change,
    Func<string, string>? Respell = null);
