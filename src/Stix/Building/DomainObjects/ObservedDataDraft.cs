using System.Collections.Immutable;

namespace Entente.Stix.Building;

/// <summary>That things were observed, without a judgement of them: the <c>observed-data</c> (§4.14).</summary>
/// <remarks>
/// <see cref="LastObserved"/> must not be before <see cref="FirstObserved"/>. Exactly one of <see cref="Objects"/> and
/// <see cref="ObjectRefs"/> must be set.
/// </remarks>
public sealed record ObservedDataDraft : VersionedDraft
{
    /// <summary>When the observing began (§4.14).</summary>
    public required StixTimestamp FirstObserved { get; init; }

    /// <summary>When it ended (§4.14).</summary>
    public required StixTimestamp LastObserved { get; init; }

    /// <summary>How often each thing was seen, from 1 to 999,999,999 (§4.14).</summary>
    public required long NumberObserved { get; init; }

    /// <summary>
    /// The observables themselves by a key of their own, as STIX 2.0 wrote them; deprecated for <c>object_refs</c>
    /// (§4.14).
    /// </summary>
    public OrderedDictionary<string, StixValue>? Objects { get; init; }

    /// <summary>
    /// What was observed; names any cyber-observable, any relationship object or an object of a custom type (§4.14).
    /// </summary>
    public ImmutableArray<string> ObjectRefs { get; init; } = [];

    /// <inheritdoc/>
    public override string Type => "observed-data";

    internal override void Write(MemberWriter to)
    {
        to.Put("first_observed", FirstObserved);
        to.Put("last_observed", LastObserved);
        to.Put("number_observed", NumberObserved);
        to.Put("objects", Objects);
        to.Put("object_refs", ObjectRefs);
    }
}
