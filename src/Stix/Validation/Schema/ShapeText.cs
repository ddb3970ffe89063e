using System.Collections.Frozen;
using System.Globalization;

namespace Entente.Stix.Validation.Schema;

/// <summary>
/// Reads property tables written in the words of the standard. A table starts with <c># name §section</c>, or for
/// STIX 2.0 <c># name 2.0/part§section</c>, optionally
/// <c>+ group</c> for the common properties it includes; each row is <c>name [required] type</c>; rules follow as
/// <c>- rule</c>, and <c>.. names</c> continues one.
/// </summary>
internal static class ShapeText
{
    /// <summary>All tables of some texts, by name; a later text can include the groups of an earlier one.</summary>
    public static FrozenDictionary<string, Shape> Parse(params ReadOnlySpan<string> texts)
    {
        var drafts = new Dictionary<string, Draft>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            Draft? draft = null;
            foreach (var line in text.Split(
                '\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                if (line[0] == '#') draft = Start(drafts, line);
                else if (line.StartsWith("..", StringComparison.Ordinal)) draft!.Continue(line[2..]);
                else Add(draft!, line);
            }
        }

        return drafts.Values.Select(draft => draft.ToShape()).ToFrozenDictionary(
            shape => shape.Name, StringComparer.Ordinal);
    }

    private static Draft Start(Dictionary<string, Draft> drafts, string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var draft = new Draft(words[1], Section(words[2]));
        foreach (var group in words.Skip(3).Where(word => word != "+"))
        {
            foreach (var property in drafts[group].Properties) draft.Properties[property.Key] = property.Value;
            draft.Rules.AddRange(drafts[group].Rules);
        }

        return drafts[draft.Name] = draft;
    }

    /// <summary>STIX 2.0 has five documents, which number their sections each from 1.</summary>
    private static string Section(string place) => place.Split('/', '§') is ["2.0", var part, var number]
        ? $"STIX 2.0 part {part} §{number}"
        : $"STIX 2.1 {place}";

    private static void Add(Draft draft, string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words[0] == "-")
        {
            draft.Rules.Add(Rule(words[1..]));
            return;
        }

        var required = words[1] == "required";
        draft.Properties[words[0]] = new PropertyRule(words[0], Type(words.AsSpan(required ? 2 : 1)), required);
    }

    private static RowRule Rule(string[] words) => words switch
    {
        ["at", "least", "one", "of", .. var names] => new RowRule(RowRuleKind.AtLeastOne, [.. names]),
        ["exactly", "one", "of", .. var names] => new RowRule(RowRuleKind.ExactlyOne, [.. names]),
        ["not", "together", .. var names] => new RowRule(RowRuleKind.NotTogether, [.. names]),
        ["should", "have", .. var names] => new RowRule(RowRuleKind.Should, [.. names]),
        [var early, "<=", var late] => new RowRule(RowRuleKind.NotBefore, [early, late]),
        [var early, "<", var late] => new RowRule(RowRuleKind.After, [early, late]),
        [var name, "needs", var other] => new RowRule(RowRuleKind.Needs, [name, other]),
        [var name, "should", "need", .. var others] => new RowRule(RowRuleKind.ShouldNeed, [name, .. others]),
        [var flag, "=", var value, "forbids", var other] => new RowRule(
            RowRuleKind.Forbids, [flag, other], value == "true"),
        [var flag, "=", var value, "needs", var other] => new RowRule(
            RowRuleKind.Demands, [flag, other], value == "true"),
        _ => throw new FormatException($"`{string.Join(' ', words)}` is not a rule"),
    };

    private static DataType Type(ReadOnlySpan<string> words) => words switch
    {
        ["list", "of", .. var item] => new DataType(ValueKind.List, Item: Type(item)),
        ["dictionary", "of", .. var item] => new DataType(ValueKind.Dictionary, Item: Type(item)),
        ["dictionary"] => new DataType(ValueKind.Dictionary, Item: new DataType(ValueKind.Any)),
        ["identifier"] => new DataType(ValueKind.Identifier, Targets: []),
        ["identifier", "to", .. var targets] => new DataType(ValueKind.Identifier, Targets: [.. targets]),
        ["open-vocab", var name] => new DataType(ValueKind.OpenVocabulary, name),
        ["enum", var name] => new DataType(ValueKind.Enumeration, name),
        ["object", var name] => new DataType(ValueKind.Object, name),
        ["format", var name] => new DataType(ValueKind.Format, name),
        ["integer", var range] => Ranged(ValueKind.Integer, range),
        ["float", var range] => Ranged(ValueKind.Float, range),
        [var kind] => new DataType(Enum.Parse<ValueKind>(kind, ignoreCase: true)),
        _ => throw new FormatException($"`{string.Join(' ', words.ToArray())}` is not a type"),
    };

    private static DataType Ranged(ValueKind kind, string range)
    {
        var ends = range.Split("..");
        var min = double.Parse(ends[0], CultureInfo.InvariantCulture);
        var max = ends[1].Length == 0 ? double.PositiveInfinity : double.Parse(ends[1], CultureInfo.InvariantCulture);
        return new DataType(kind, Min: min, Max: max);
    }

    private sealed class Draft(string name, string section)
    {
        public string Name { get; } = name;

        public Dictionary<string, PropertyRule> Properties { get; } = new(StringComparer.Ordinal);

        public List<RowRule> Rules { get; } = [];

        /// <summary>Adds names to the rule of the line before.</summary>
        public void Continue(string names) => Rules[^1] = Rules[^1] with
        {
            Names = [.. Rules[^1].Names, .. names.Split(' ', StringSplitOptions.RemoveEmptyEntries)],
        };

        public Shape ToShape() =>
            new(Name, section, Properties.ToFrozenDictionary(StringComparer.Ordinal), [.. Rules]);
    }
}
