using System.Text.RegularExpressions;
using Entente.Stix.Json;

namespace Entente.Stix.Validation;

/// <summary>
/// External references to the two registries whose spelling the standard fixes (STIX 2.1 §4.1, §4.19).
/// </summary>
internal static partial class ExternalReferences
{
    public static void Check(in JsonWalk walk, Dictionary<string, Member> members, int start, Findings findings)
    {
        var source = members.GetValueOrDefault("source_name").Text(walk.Bytes) ?? "";
        var id = members.GetValueOrDefault("external_id").Text(walk.Bytes);
        var (name, form) = source.ToLowerInvariant() switch
        {
            "cve" => ("cve", CveId()),
            "capec" => ("capec", CapecId()),
            _ => (null, null),
        };
        if (name is null || (source == name && id is not null && form!.IsMatch(id))) return;
        findings.Add(
            Severity.Error,
            "external-reference-id",
            walk.Pointer(),
            start,
            $"a reference to `{source}` needs the source `{name}` and an id of its form",
            "write `cve` and `CVE-2016-1234`, or `capec` and `CAPEC-163`",
            "§2.5");
    }

    [GeneratedRegex(@"^CVE-\d{4}-(0\d{3}|[1-9]\d{3,})\z", RegexOptions.NonBacktracking)]
    private static partial Regex CveId();

    [GeneratedRegex(@"^CAPEC-\d+\z", RegexOptions.NonBacktracking)]
    private static partial Regex CapecId();
}
