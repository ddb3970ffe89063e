using System.Text.Json;

namespace Entente.Stix;

/// <summary>
/// Reads the policy that a marking-definition carries. Strict: what is not a whole policy of version 2.0, such as a
/// reference to one, is no policy, and an unknown marking is never releasable.
/// </summary>
internal static class IepReader
{
    public const string Extension = "extension-definition--762e2e97-ee51-43e5-a9ea-165fbb862c4a";

    private static readonly string[] Members =
    [
        "extension_type", "name", "description", "iep_id", "iep_version", "start_date", "end_date", "encrypt_in_transit",
        "permitted_actions", "affected_party_notifications", "tlp", "provider_attribution", "unmodified_resale",
        "external_references",
    ];

    public static IepPolicy? Read(JsonElement policy)
    {
        if (policy.ValueKind != JsonValueKind.Object) return null;
        if (policy.EnumerateObject().Any(member => !Members.Contains(member.Name))) return null;
        if (!policy.TryGetProperty("iep_version", out var version) || version.ValueKind != JsonValueKind.Number) return null;
        if (!version.TryGetDecimal(out var number) || number != 2) return null;
        Tlp? tlp = Word(policy, "tlp") switch
        {
            "red" => Tlp.Red,
            "amber" => Tlp.Amber,
            "green" => Tlp.Green,
            "white" => Tlp.Clear,
            _ => null,
        };
        var actions = IepPolicy.ActionOrder.ToList().IndexOf(Word(policy, "permitted_actions") ?? "");
        var attribution = Word(policy, "provider_attribution");
        var (encrypt, notify, resell) = (
            Word(policy, "encrypt_in_transit"), Word(policy, "affected_party_notifications"), Word(policy, "unmodified_resale"));
        if (!StixTimestamp.TryParse(Word(policy, "start_date"), out var start)) return null;
        DateTimeOffset? end = null;
        if (policy.TryGetProperty("end_date", out _))
        {
            if (!StixTimestamp.TryParse(Word(policy, "end_date"), out var last)) return null;
            end = last.ToInstant();
        }

        if (tlp is null || actions < 0 || attribution is not ("may" or "must" or "must-not")) return null;
        if (encrypt is not ("may" or "must") || notify is not ("may" or "must-not")) return null;
        return resell is "may" or "must-not"
            ? new IepPolicy(
                start.ToInstant(), end, tlp.Value, actions, attribution, encrypt == "must", notify == "may", resell == "may")
            : null;
    }

    private static string? Word(JsonElement policy, string name) =>
        policy.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
