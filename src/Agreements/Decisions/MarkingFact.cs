using Entente.Stix;

namespace Entente.Agreements.Decisions;

/// <summary>A marking on an object, resolved.</summary>
/// <param name="Id">Its marking definition.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Tlp">Its TLP level.</param>
/// <param name="Pap">Its PAP level.</param>
/// <param name="AgreementId">The agreement that it is the marking of.</param>
public sealed record MarkingFact(string Id, MarkingFactKind Kind, Tlp? Tlp = null, Pap? Pap = null, string? AgreementId = null)
{
    /// <summary>Its classification, in whatever scheme; null when it says none.</summary>
    public ClassificationLabel? Classification { get; init; }

    /// <summary>Its Information Exchange Policy; null when it is none.</summary>
    public IepPolicy? Iep { get; init; }

    /// <summary>The scheme of a level.</summary>
    public MarkingScheme? Scheme => Tlp is not null ? MarkingScheme.Tlp
        : Pap is not null ? MarkingScheme.Pap
        : Classification is not null ? MarkingScheme.Classification
        : Iep is not null ? MarkingScheme.Iep : null;

    /// <summary>What people call it.</summary>
    public string Label => Tlp is { } tlp ? KnownMarkings.LabelOf(tlp)
        : Pap is { } pap ? KnownMarkings.LabelOf(pap) : Classification?.ToString() ?? Id;

    /// <summary>The fact about a standard marking, or that it is unknown.</summary>
    public static MarkingFact OfKnown(string id) => KnownMarkings.TryGet(id, out var known)
        ? new MarkingFact(id, MarkingFactKind.Level, known.Tlp, known.Pap)
        : new MarkingFact(id, MarkingFactKind.Unknown);
}
