using System.Text.Json;
using Entente.Stix.Json;
using Entente.Stix.Validation.Schema;

namespace Entente.Stix.Validation;

/// <summary>Checks the rules over several properties, once an object has been walked.</summary>
internal static class RowRules
{
    public static void Check(
        in JsonWalk walk, Shape shape, Members members, int start, Findings findings)
    {
        foreach (var name in shape.Required)
        {
            if (members.Has(name)) continue;
            findings.Add(
                Severity.Error,
                "property-missing",
                walk.Pointer(),
                start,
                $"the required property `{name}` is missing",
                $"add `{name}`",
                shape.Section);
        }

        foreach (var rule in shape.Rules)
        {
            if (!IsBroken(rule, members, walk.Bytes)) continue;
            var isAdvice = rule.Kind is RowRuleKind.Should or RowRuleKind.ShouldNeed;
            findings.Add(
                isAdvice ? Severity.Warning : Severity.Error,
                Code(rule),
                walk.Pointer(),
                start,
                Message(rule, members, walk.Bytes),
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

    private static bool IsBroken(RowRule rule, Members members, ReadOnlySpan<byte> utf8)
    {
        var (names, present) = (rule.Names, 0);
        foreach (var name in names)
        {
            if (members.Has(name)) present++;
        }

        return rule.Kind switch
        {
            RowRuleKind.AtLeastOne => present == 0,
            RowRuleKind.ExactlyOne => present != 1,
            RowRuleKind.NotTogether => present == names.Length,
            RowRuleKind.Should => present < names.Length,
            RowRuleKind.Needs or RowRuleKind.ShouldNeed => present < names.Length && members.Has(names[0]),
            RowRuleKind.Forbids => Holds(rule, members) && members.Has(names[1]),
            RowRuleKind.Demands => Holds(rule, members) && !members.Has(names[1]),
            _ => present == names.Length && IsOutOfOrder(rule, members, utf8),
        };
    }

    private static string Message(RowRule rule, Members members, ReadOnlySpan<byte> utf8)
    {
        var all = string.Join(", ", rule.Names.Select(name => $"`{name}`"));
        var (first, second) = (rule.Names[0], rule.Names.Length > 1 ? rule.Names[1] : "");
        return rule.Kind switch
        {
            RowRuleKind.AtLeastOne => $"at least one of {all} must be present",
            RowRuleKind.ExactlyOne => $"exactly one of {all} must be present",
            RowRuleKind.NotTogether => $"{all} must not be present together",
            RowRuleKind.Should => $"{all} should be present",
            RowRuleKind.Needs => $"`{first}` needs `{second}`",
            RowRuleKind.ShouldNeed => $"`{first}` should have {all} beside it",
            RowRuleKind.Forbids => $"`{second}` must not be present with this `{first}`",
            RowRuleKind.Demands => $"`{second}` must be present with this `{first}`",
            _ => $"`{second}` {members[second].Time(utf8)} must be " +
                $"{(rule.Kind == RowRuleKind.After ? "after" : "at or after")} `{first}` {members[first].Time(utf8)}",
        };
    }

    private static bool Holds(RowRule rule, Members members) =>
        members[rule.Names[0]].Token == (rule.Flag ? JsonTokenType.True : JsonTokenType.False);

    private static bool IsOutOfOrder(RowRule rule, Members members, ReadOnlySpan<byte> utf8)
    {
        if (members[rule.Names[0]].Time(utf8) is not { } early || members[rule.Names[1]].Time(utf8) is not { } late)
        {
            return false;
        }

        return late < early || (late == early && rule.Kind != RowRuleKind.NotBefore);
    }
}
