using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Entente.Stix.Patterns;

/// <summary>
/// Observed data, ready for patterns to be evaluated on. Read once, evaluate as many patterns as needed; the JSON
/// documents that the elements belong to have to stay alive as long. Immutable, safe for several threads.
/// </summary>
public sealed class PatternObservations
{
    private PatternObservations(Observation[] items) => Items = items;

    /// <summary>How many observed-data objects were read.</summary>
    public int Count => Items.Length;

    internal Observation[] Items { get; }

    /// <summary>
    /// Reads observed data. Each input is a bundle, or one observed-data object with the 2.0 <c>objects</c>
    /// dictionary. In bundles, <c>object_refs</c> (STIX 2.1 §4.14) are looked up in all bundles given; what is not
    /// found is left out, and what is not listed cannot be referred to (STIX 2.1 §9.7.4).
    /// </summary>
    /// <param name="inputs">The JSON objects.</param>
    /// <param name="observations">What was read, or null.</param>
    /// <param name="fault">Why nothing was read, or null.</param>
    /// <param name="limits">What to refuse; the defaults if null.</param>
    public static bool TryRead(
        IEnumerable<JsonElement> inputs,
        [NotNullWhen(true)] out PatternObservations? observations,
        [NotNullWhen(false)] out PatternDiagnostic? fault,
        PatternLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var reader = new ObservationReader(limits ?? PatternLimits.Default);
        fault = reader.Read(inputs);
        observations = fault is null ? new PatternObservations(reader.Observations.ToArray()) : null;
        return fault is null;
    }
}
