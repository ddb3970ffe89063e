using System.Text.Json.Nodes;
using Entente.Stix.Json;
using Entente.Stix.Validation;

namespace Entente.Stix.Upgrade;

/// <summary>
/// Custom properties whose name means something in STIX 2.1, or is not lawful there, and which do not fit: they make
/// room and stay under a custom name of ours.
/// </summary>
internal static class CustomNames
{
    /// <summary>Stands in ids while only their form matters.</summary>
    public const string AnyUuid = "00000000-0000-4000-8000-000000000000";

    // Restrictions and identity are never moved out of the way.
    private static readonly string[] Fixed =
        ["type", "id", "created", "modified", "created_by_ref", "object_marking_refs", "granular_markings"];

    /// <summary>Renames what stands in the way of a valid object.</summary>
    /// <param name="draft">The object.</param>
    /// <param name="probe">Writes it as it will be, for a validator.</param>
    /// <param name="limits">The limits.</param>
    public static void Settle(UpgradeDraft draft, Func<UpgradeDraft, JsonObject> probe, StixLimits limits)
    {
        if (!draft.Body.Any(member => IsCustom(draft, member.Key))) return;
        var options = ValidationOptions.Default with { Limits = limits, SpecVersion = "2.1" };
        var wrong = StixValidator.Validate(UpgradeJson.Write(probe(draft)), options).Diagnostics
            .Where(found => found.Severity == Severity.Error && found.Pointer.Length > 0)
            .Select(found => JsonPointer.Parse(found.Pointer)[0]).Distinct(StringComparer.Ordinal)
            .Where(name => draft.Body.ContainsKey(name) && IsCustom(draft, name)).ToList();
        foreach (var name in wrong) draft.Keep(name, "STIX 2.1 §11.1");
    }

    private static bool IsCustom(UpgradeDraft draft, string name) =>
        !Fixed.Contains(name) && !draft.IsOurs(name) && !Changes21.IsStandard20(draft.Type, name, draft.IsObservable);
}
