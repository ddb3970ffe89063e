using System.Text.Json;

namespace Entente.Stix.Patterns;

/// <summary>
/// One observed-data object: when, how often, and the objects seen, by type. References lead to
/// <paramref name="Known"/>: the object's own dictionary in 2.0, the objects listed in object_refs in 2.1.
/// </summary>
internal sealed record Observation(
    string? Id,
    decimal First,
    decimal Last,
    long Times,
    Dictionary<string, List<JsonElement>> ObjectsByType,
    Dictionary<string, JsonElement> Known);
