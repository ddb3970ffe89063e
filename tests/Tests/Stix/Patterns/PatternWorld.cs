using System.Globalization;
using System.Text.Json;
using CsCheck;
using Entente.Stix.Patterns;

namespace Entente.Tests.Stix.Patterns;

/// <summary>
/// Small patterns over small observations, so that random ones often match, often nearly match, and often mean the
/// same. Objects are of type <c>a</c> or <c>b</c> with properties <c>x</c> and <c>y</c> from 0 to 3.
/// </summary>
internal static class PatternWorld
{
    private static readonly Gen<string> Atom =
        from type in Gen.OneOf("a", "a", "b")
        from property in Gen.OneOf("x", "y", "'x'")
        from not in Gen.OneOf("", "", "NOT ")
        from test in Gen.OneOf(
            Gen.Int[0, 3].Select(v => $"= {v}"),
            Gen.Int[0, 3].Select(v => $"!= {v}.0"),
            Gen.Int[0, 3].Select(v => $"< {v}"),
            Gen.Int[0, 3].Select(v => $">= {v}"),
            Gen.Int[0, 3].List[0, 3].Select(vs => $"IN ({string.Join(", ", vs)})"))
        select $"{type}:{property} {not}{test}";

    /// <summary>A comparison expression, up to three levels.</summary>
    public static Gen<string> Comparison { get; } = Nested(Atom, ["AND", "OR"], 3);

    /// <summary>A whole pattern; qualifiers fit both dialects.</summary>
    public static Gen<string> Pattern { get; } = Observations(3, Comparison.Select(c => $"[{c}]"));

    /// <summary>A pattern whose tests are single comparisons, for questions of binding and time.</summary>
    public static Gen<string> Binding { get; } =
        Observations(3, Gen.Int[0, 3].List[1, 3].Select(vs => $"[a:x IN ({string.Join(", ", vs)})]"));

    /// <summary>Up to six observed-data objects of the 2.0 kind.</summary>
    public static Gen<string[]> Observed { get; } =
        (from first in Gen.Int[0, 8]
         from length in Gen.OneOf(0, 0, 0, 2)
         from times in Gen.OneOf(1, 1, 1, 2)
         from objects in (from type in Gen.OneOf("a", "a", "b")
                          from x in Gen.Int[0, 3]
                          from y in Gen.Int[0, 3]
                          select $$"""{"type":"{{type}}","x":{{x}},"y":{{y}} }""").Array[1, 2]
         select ObservedData(first, first + length, times, objects)).Array[0, 6];

    public static Pattern Read(string text) => PatternParser.Parse(text).Pattern
        ?? throw new InvalidOperationException($"{text}: {string.Join("; ", PatternParser.Parse(text).Diagnostics)}");

    public static bool IsMatch(Pattern pattern, string[] observed)
    {
        var match = PatternEvaluator.Evaluate(pattern, observed.Select(json => JsonDocument.Parse(json).RootElement));
        if (match.Fault is not null) throw new InvalidOperationException(match.Fault.Message);
        return match.IsMatch;
    }

    /// <summary>An observed-data object of the 2.0 kind, times in seconds of the year 2020.</summary>
    public static string ObservedData(int first, int last, int times, params string[] objects)
    {
        var members = string.Join(",", objects.Select((json, i) => $"\"{i}\":{json}"));
        return $$"""
            {"type":"observed-data","first_observed":"{{Time(first)}}","last_observed":"{{Time(last)}}",
             "number_observed":{{times}},"objects":{ {{members}} } }
            """;
    }

    public static string Time(int second) =>
        new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(second)
            .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static Gen<string> Nested(Gen<string> leaf, string[] joints, int depth)
    {
        if (depth == 0) return leaf;
        var inner = Nested(leaf, joints, depth - 1);
        var joined =
            from joint in Gen.OneOf(joints)
            from parts in inner.Array[2, 3]
            select $"({string.Join($" {joint} ", parts)})";
        return Gen.Frequency((3, leaf), (2, joined));
    }

    private static Gen<string> Observations(int depth, Gen<string> test)
    {
        if (depth == 0) return test;
        var inner = Observations(depth - 1, test);
        var joined =
            from joint in Gen.OneOf("AND", "OR", "FOLLOWEDBY")
            from parts in inner.Array[2, 3]
            select $"({string.Join($" {joint} ", parts)})";
        var qualified =
            from part in inner
            from qualifier in Gen.OneOf(
                Gen.Int[1, 3].Select(n => $"REPEATS {n} TIMES"),
                Gen.Int[1, 5].Select(n => $"WITHIN {n} SECONDS"),
                Gen.Select(Gen.Int[0, 5], Gen.Int[0, 9], (a, b) => $"START t'{Time(a)}' STOP t'{Time(b)}'"))
            select $"({part}) {qualifier}";
        return Gen.Frequency((2, test), (3, joined), (2, qualified));
    }
}
