using System.Text.Json;
using Entente.Stix.Json;
using Entente.Stix.Validation.Schema;

namespace Entente.Stix.Validation;

/// <summary>Checks the rules over several properties, once an object has been walked.</summary>
internal static class RowRules
{
    public static void Check(
        in JsonWalk walk, Shape shape, Dictionary<string, Member> members, int start, Findings findings)
    {
        var pointer = walk.Pointer();
        foreach (var property in shape.Properties.Values)
        {
            if (!property.IsRequired || members.ContainsKey(property.Name)) continue;
            findings.Add(
                Severity.Error,
                "property-missing",
                pointer,
                start,
                $"the required property `{property.Name}` is missing",
                $"add `{property.Name}`",
                shape.Section);
        }

        foreach (var rule in shape.Rules)
        {
            if (Broken(rule, members, walk.Bytes) is not { } message) continue;
            var isAdvice = rule.Kind is RowRuleKind.Should or RowRuleKind.ShouldNeed;
            findings.Add(
                isAdvice ? Severity.Warning : Severity.Error,
                Code(rule),
                pointer,
                start,
                message,
                null,
                shape.Section);
        }
    }

    private static string Code(RowRule rule) => rule.Kind switch
    {
        RowRuleKind.NotBefore or RowRuleKind.After => "time-order",
        RowRuleKind.Should or RowRuleKind.ShouldNeed => "property-recommended",
        RowRuleKind.NotTogether or RowRuleKind.Forbids => "property-forbidden",
        _ => "property-combination",
    };

    private static string? Broken(RowRule rule, Dictionary<string, Member> members, ReadOnlySpan<byte> utf8)
    {
        var present = rule.Names.Count(members.ContainsKey);
        var all = string.Join(", ", rule.Names.Select(name => $"`{name}`"));
        var (first, second) = (rule.Names[0], rule.Names.Length > 1 ? rule.Names[1] : "");
        switch (rule.Kind)
        {
            case RowRuleKind.AtLeastOne:
                return present == 0 ? $"at least one of {all} must be present" : null;
            case RowRuleKind.ExactlyOne:
                return present != 1 ? $"exactly one of {all} must be present" : null;
            case RowRuleKind.NotTogether:
                return present == rule.Names.Length ? $"{all} must not be present together" : null;
            case RowRuleKind.Should:
                return present < rule.Names.Length ? $"{all} should be present" : null;
            case RowRuleKind.Needs:
                return members.ContainsKey(first) &&
                    !members.ContainsKey(second) ? $"`{first}` needs `{second}`" : null;
            case RowRuleKind.ShouldNeed:
                return members.ContainsKey(first) &&
                    present < rule.Names.Length ? $"`{first}` should have {all} beside it" : null;
            case RowRuleKind.Forbids:
                return Holds(rule, members) &&
                    members.ContainsKey(second) ? $"`{second}` must not be present with this `{first}`" : null;
            case RowRuleKind.Demands:
                return Holds(rule, members) &&
                    !members.ContainsKey(second) ? $"`{second}` must be present with this `{first}`" : null;
            default:
                return OutOfOrder(rule, members, utf8);
        }
    }

    private static bool Holds(RowRule rule, Dictionary<string, Member> members) =>
        members.TryGetValue(rule.Names[0], out var flag) &&
        flag.Token == (rule.Flag ? JsonTokenType.True : JsonTokenType.False);

    private static string? OutOfOrder(RowRule rule, Dictionary<string, Member> members, ReadOnlySpan<byte> utf8)
    {
        if (!members.TryGetValue(rule.Names[0], out var first) || !members.TryGetValue(rule.Names[1], out var second))
        {
            return null;
        }

        if (first.Time(utf8) is not { } early || second.Time(utf8) is not { } late) return null;
        if (late > early || (late == early && rule.Kind == RowRuleKind.NotBefore)) return null;
        return $"`{rule.Names[1]}` {late} must be {(rule.Kind == RowRuleKind.After
            ? "after" : "at or after")} `{rule.Names[0]}` {early}";
    }
}
