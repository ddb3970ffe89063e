using Entente.Stix;

namespace Entente.Tests.Agreements;

/// <summary>
/// A slow and obvious evaluator of markings, written from the rules as people read them and from nothing in the
/// product: one question after the other.
/// </summary>
internal static class ReferenceEvaluator
{
    /// <summary>Levels from loose to strict, as FIRST and the PAP taxonomy order them.</summary>
    private static readonly List<string> TlpOrder =
        ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"];

    private static readonly List<string> PapOrder = ["PAP:CLEAR", "PAP:GREEN", "PAP:AMBER", "PAP:RED"];

    public static bool MayLeave(
        IEnumerable<string> labels,
        string? tlpCeiling,
        string? papCeiling,
        bool recipientInCommunity)
    {
        var tlp = labels.Where(label => label.StartsWith("TLP", StringComparison.Ordinal)).ToList();
        var pap = labels.Where(label => label.StartsWith("PAP", StringComparison.Ordinal)).ToList();

        // No marking at all: most restrictive.
        if (tlp.Count == 0 && pap.Count == 0) return false;

        // A scheme that the agreement does not take can't be honoured.
        if (tlp.Count > 0 && tlpCeiling is null) return false;
        if (pap.Count > 0 && papCeiling is null) return false;

        // Every scheme must permit, by its strictest level.
        foreach (var level in tlp)
        {
            if (TlpOrder.IndexOf(level) > TlpOrder.IndexOf(tlpCeiling!)) return false;
            if (level == "TLP:RED") return false;
        }

        foreach (var level in pap)
        {
            if (PapOrder.IndexOf(level) > PapOrder.IndexOf(papCeiling!)) return false;
        }

        // GREEN stays in the community; what is stricter as well goes to the organisation that was named.
        var strictest = tlp.MaxBy(TlpOrder.IndexOf);
        return strictest != "TLP:GREEN" || recipientInCommunity;
    }

    public static IReadOnlyList<string> AllTlp => TlpOrder;

    public static IReadOnlyList<string> AllPap => PapOrder;

    public static string IdOf(string label) =>
        KnownMarkings.All.First(marking => marking.Label == label).Id;
}
