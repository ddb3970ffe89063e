using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Entente.Stix;

/// <summary>
/// The fourteen marking-definitions with fixed ids: TLP 2.0, TLP 1.0 (STIX 2.1 §7.2.1.4) and PAP. Plausible but false
/// ids circulate, so only these exact ones count.
/// </summary>
public static class KnownMarkings
{
    /// <summary>All of them: current before legacy, loose before strict.</summary>
    public static ImmutableArray<KnownMarking> All { get; } =
    [
        OfTlp("94868c89-83c2-464b-929b-a1a8aa3c8487", Tlp.Clear, "TLP:CLEAR"),
        OfTlp("bab4a63c-aed9-4cf5-a766-dfca5abac2bb", Tlp.Green, "TLP:GREEN"),
        OfTlp("55d920b0-5e8b-4f79-9ee9-91f868d9b421", Tlp.Amber, "TLP:AMBER"),
        OfTlp("939a9414-2ddd-4d32-a0cd-375ea402b003", Tlp.AmberStrict, "TLP:AMBER+STRICT"),
        OfTlp("e828b379-4e03-4974-9ac4-e53a884c97c1", Tlp.Red, "TLP:RED"),
        OfPap("ad15a0cd-55b6-4588-a14c-a66105329b92", Pap.Clear, "PAP:CLEAR"),
        OfPap("c43594d1-4b11-4c59-93ab-1c9b14d53ce9", Pap.Green, "PAP:GREEN"),
        OfPap("60f8932b-e51e-4458-b265-a2e8be9a80ab", Pap.Amber, "PAP:AMBER"),
        OfPap("740d36e5-7714-4c30-961a-3ae632ceee0e", Pap.Red, "PAP:RED"),
        OfTlp("613f2e26-407d-48c7-9eca-b8e91df99dc9", Tlp.Clear, "TLP:WHITE") with { IsLegacy = true },
        OfTlp("34098fce-860f-48ae-8e50-ebd3cc5e41da", Tlp.Green, "TLP:GREEN") with { IsLegacy = true },
        OfTlp("f88d31f6-486f-44da-b317-01333bde0b82", Tlp.Amber, "TLP:AMBER") with { IsLegacy = true },
        OfTlp("5e57c739-391a-4eb3-b6be-7d15ca92d5ed", Tlp.Red, "TLP:RED") with { IsLegacy = true },
        OfPap("a3bea94c-b469-41dc-9cfe-d6e7daba7730", Pap.Clear, "PAP:WHITE") with { IsLegacy = true },
    ];

    private static readonly FrozenDictionary<string, KnownMarking> ById =
        All.ToFrozenDictionary(marking => marking.Id, StringComparer.Ordinal);

    /// <summary>The marking with exactly this id.</summary>
    public static bool TryGet(string id, [NotNullWhen(true)] out KnownMarking? marking) =>
        ById.TryGetValue(id, out marking);

    /// <summary>The current marking with this label, such as <c>TLP:GREEN</c>, or else the legacy one.</summary>
    public static bool TryGetByLabel(string label, [NotNullWhen(true)] out KnownMarking? marking)
    {
        marking = All.FirstOrDefault(known => known.Label == label);
        return marking is not null;
    }

    /// <summary>The TLP 2.0 id of a level.</summary>
    public static string IdOf(Tlp level) => All.First(marking => marking.Tlp == level && !marking.IsLegacy).Id;

    /// <summary>The PAP id of a level.</summary>
    public static string IdOf(Pap level) => All.First(marking => marking.Pap == level && !marking.IsLegacy).Id;

    /// <summary>The label of a level.</summary>
    public static string LabelOf(Tlp level) => All.First(marking => marking.Tlp == level).Label;

    /// <summary>The label of a level.</summary>
    public static string LabelOf(Pap level) => All.First(marking => marking.Pap == level).Label;

    private static KnownMarking OfTlp(string uuid, Tlp level, string label) =>
        new($"marking-definition--{uuid}", MarkingScheme.Tlp, level, null, label);

    private static KnownMarking OfPap(string uuid, Pap level, string label) =>
        new($"marking-definition--{uuid}", MarkingScheme.Pap, null, level, label);
}
