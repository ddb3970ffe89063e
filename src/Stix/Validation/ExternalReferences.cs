using System.Text.RegularExpressions;
using Entente.Stix.Json;

namespace Entente.Stix.Validation;

/// <summary>
/// External references to the two registries whose spelling the standard fixes (STIX 2.1 §4.1, §4.19).
/// </summary>
internal static partial class ExternalReferences
{
    public static void Check(in JsonWalk walk, Members members, int start, Findings findings)
    {
        var source = members["source_name"];
        if (source.End - source.Start > "\"capec\"".Length) return;
        var registry = source.Text(walk.Bytes) ?? "";
        var id = members["external_id"].Text(walk.Bytes);
        var (name, form) = registry.ToLowerInvariant() switch
        {
            "cve" => ("cve", CveId()),
            "capec" => ("capec", CapecId()),
            _ => (null, null),
        };
        if (name is null || (registry == name && id is not null && form!.IsMatch(id))) return;
        findings.Add(
            Severity.Error,
            "external-reference-id",
            walk.Pointer(),
            start,
            $"a reference to `{registry}` needs the source `{name}` and an id of its form",
            "write `cve` and `CVE-2016-1234`, or `capec` and `CAPEC-163`",
            "§2.5");
    }

    [GeneratedRegex(@"^CVE-\d{4}-(0\d{3}|[1-9]\d{3,})\z", RegexOptions.NonBacktracking)]
    private static partial Regex CveId();

    [GeneratedRegex(@"^CAPEC-\d+\z", RegexOptions.NonBacktracking)]
    private static partial Regex CapecId();
}
