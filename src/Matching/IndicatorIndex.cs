using System.Net;
using Entente.Stix.Patterns;

namespace Entente.Matching;

/// <summary>
/// Indicators compiled for looking up: values by kind, exactly, and networks by containment. What a pattern demands
/// beyond one value (a combination, a time window) cannot be looked up and is listed as not compiled.
/// </summary>
public sealed class IndicatorIndex
{
    private readonly Dictionary<(ObservableKind Kind, string Value), List<IndicatorRule>> _values = [];
    private readonly List<(IPNetwork Network, IndicatorRule Rule)> _networks = [];
    private readonly List<NotCompiled> _notCompiled = [];

    private IndicatorIndex()
    {
    }

    /// <summary>How many indicators can be looked for.</summary>
    public int Count { get; private set; }

    /// <summary>The indicators that cannot, with reasons.</summary>
    public IReadOnlyList<NotCompiled> Skipped => _notCompiled;

    /// <summary>Compiles indicators.</summary>
    public static IndicatorIndex Compile(IEnumerable<IndicatorRule> rules)
    {
        var index = new IndicatorIndex();
        foreach (var rule in rules)
        {
            if (index.Add(rule) is { } reason) index._notCompiled.Add(new NotCompiled(rule.Id, reason));
            else index.Count++;
        }

        return index;
    }

    /// <summary>The indicators that a value satisfies, valid or not at any time.</summary>
    public IEnumerable<IndicatorRule> Find(ObservableKind kind, string value)
    {
        if (ObservableText.Canonical(kind, value) is not { } canonical) return [];
        var found = kind == ObservableKind.Domain
            ? Suffixes(canonical).SelectMany(name => Exact(kind, name))
            : Exact(kind, canonical);
        if (kind != ObservableKind.Address || _networks.Count == 0) return found;
        var address = IPAddress.Parse(canonical);
        return found.Concat(_networks.Where(item => item.Network.Contains(address)).Select(item => item.Rule));
    }

    private List<IndicatorRule> Exact(ObservableKind kind, string value) => _values.GetValueOrDefault((kind, value)) ?? [];

    /// <summary>Adds an indicator, or says why it cannot be looked for.</summary>
    private string? Add(IndicatorRule rule)
    {
        var parsed = PatternParser.Parse(rule.Pattern);
        if (parsed.Pattern is not { } pattern) return $"its pattern is malformed: {parsed.Diagnostics[0].Message}";
        if (pattern.Root is not ObservationTest test) return "its pattern combines several observations";
        var tests = new List<PropertyTest>();
        if (!Alternatives(test.Comparison, tests)) return "its pattern demands several values at once";
        var entries = new List<(ObservableKind, string)>();
        var networks = new List<IPNetwork>();
        foreach (var alternative in tests)
        {
            if (Read(alternative, entries, networks) is { } reason) return reason;
        }

        foreach (var entry in entries)
        {
            if (!_values.TryGetValue(entry, out var list)) _values[entry] = list = [];
            list.Add(rule);
        }

        _networks.AddRange(networks.Select(network => (network, rule)));
        return null;
    }

    /// <summary>A single test, or tests joined by OR: each alone is enough.</summary>
    private static bool Alternatives(ComparisonExpression expression, List<PropertyTest> tests)
    {
        switch (expression)
        {
            case PropertyTest test:
                tests.Add(test);
                return true;
            case ComparisonGroup group:
                return Alternatives(group.Inner, tests);
            case ComparisonCombination { Connective: ComparisonConnective.Or } or:
                return or.Operands.All(operand => Alternatives(operand, tests));
            default:
                return false;
        }
    }

    private static string? Read(
        PropertyTest test, List<(ObservableKind, string)> entries, List<IPNetwork> networks)
    {
        var path = test.Path.ToString();
        if (test.Negated) return "its pattern negates a comparison";
        if (ObservableText.KindOf(test.Path) is not { } kind) return $"`{path}` is not looked for";
        foreach (var constant in test.Constants)
        {
            if (constant.Kind != PatternConstantKind.String) return $"`{constant.Text}` is not text";
            var text = constant.StringValue;
            if (test.Operator == ComparisonOperator.IsSubset && kind == ObservableKind.Address)
            {
                if (!ObservableText.TryNetwork(text, out var network)) return $"`{text}` is not a network";
                networks.Add(network);
            }
            else if (test.Operator is not (ComparisonOperator.Equal or ComparisonOperator.In))
            {
                return $"`{path}` is compared with {test.Spelling}";
            }
            else if (ObservableText.TryNetwork(text, out var range) && kind == ObservableKind.Address && text.Contains('/'))
            {
                networks.Add(range);
            }
            else if (ObservableText.Canonical(kind, text) is { } value)
            {
                entries.Add((kind, value));
            }
            else
            {
                return $"`{text}` is not a value of `{path}`";
            }
        }

        return null;
    }

    /// <summary>A name and the names above it: an indicator for a domain also matches what is below it.</summary>
    private static IEnumerable<string> Suffixes(string name)
    {
        for (var at = 0; at >= 0;)
        {
            yield return name[at..];
            var dot = name.IndexOf('.', at);
            at = dot < 0 ? -1 : dot + 1;
        }
    }
}
