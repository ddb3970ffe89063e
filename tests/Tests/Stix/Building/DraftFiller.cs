using System.Collections.Immutable;
using Entente.Stix;
using Entente.Stix.Building;
using Entente.Stix.Validation;
using Entente.Stix.Validation.Schema;

namespace Entente.Tests.Stix.Building;

/// <summary>
/// Makes drafts with some of the properties of their table, such that the rules below the table hold. What it reads of
/// the tables is what a person would read in the standard.
/// </summary>
internal sealed class DraftFiller
{
    private readonly Choices _choices;
    private readonly DraftSamples _samples;
    private readonly HashSet<string> _avoided = [];

    /// <param name="choices">Where chance comes from.</param>
    /// <param name="isPlain">Whether every property that can be there is there, with text that is easy to read.</param>
    public DraftFiller(Choices choices, bool isPlain = false)
    {
        _choices = choices;
        _samples = new DraftSamples(choices, this);
        IsPlain = isPlain;
    }

    public bool IsPlain { get; }

    /// <summary>Whether this is the object that has what another one could not have.</summary>
    public bool IsSecond { get; private set; }

    /// <summary>Leaves properties out where others can stand in for them.</summary>
    public void Avoid(string table, IEnumerable<string> properties)
    {
        IsSecond = true;
        _avoided.UnionWith(properties.Select(property => $"{table} {property}"));
    }

    public StixDraft Draft(string type) => (StixDraft)Fill(type);

    /// <summary>A draft, or a part of one.</summary>
    public object Fill(string table)
    {
        var shape = Standard.Version21[table];
        if (table == "granular-marking") throw new InvalidOperationException("markings follow the content");
        var values = new SortedDictionary<string, object>(StringComparer.Ordinal);
        foreach (var rule in shape.Properties.Values.OrderBy(rule => rule.Name, StringComparer.Ordinal))
        {
            if (rule.Name is "type" or "spec_version" or "id" or "granular_markings") continue;
            var wanted = IsPlain ? !_avoided.Contains($"{table} {rule.Name}") : _choices.Flag();
            if (rule.IsRequired || wanted) Put(rule.Name);
        }

        foreach (var rule in shape.Rules.Concat(shape.Rules)) Obey(rule);
        OrderTimes(shape, values);
        ObeyText(values);
        return Make();

        void Put(string name) => values.TryAdd(name, _samples.Of(name, shape.Properties[name].Type));

        void Obey(RowRule rule)
        {
            var (first, others) = (rule.Names[0], rule.Names.Where(values.ContainsKey).ToList());
            switch (rule.Kind)
            {
                case RowRuleKind.AtLeastOne when others.Count == 0:
                    Put(rule.Names.First(name => name != "extensions"));
                    break;
                case RowRuleKind.ExactlyOne when others.Count == 0:
                    Put(rule.Names.First(name => !_avoided.Contains($"{table} {name}")));
                    break;
                case RowRuleKind.ExactlyOne:
                    var kept = _choices.Of(others);
                    foreach (var name in others.Where(name => name != kept)) values.Remove(name);
                    break;
                case RowRuleKind.Needs when values.ContainsKey(first):
                    Put(rule.Names[1]);
                    break;
                case RowRuleKind.Demands when values.GetValueOrDefault(first) is bool flag && flag == rule.Flag:
                    Put(rule.Names[1]);
                    break;
                case RowRuleKind.Forbids when values.GetValueOrDefault(first) is bool flag && flag == rule.Flag:
                    values.Remove(rule.Names[1]);
                    break;
            }
        }

        object Make()
        {
            var type = DraftTypes.TypeOf(table);
            var made = Activator.CreateInstance(type)!;
            foreach (var (name, value) in values) DraftTypes.MemberOf(type, name)!.SetValue(made, value);
            if (made is not StixDraft draft) return made;
            AddExtensions(draft);
            Identify(draft);
            Mark(draft, [.. values.Keys]);
            return draft;
        }
    }

    private void OrderTimes(Shape shape, SortedDictionary<string, object> values)
    {
        var pairs = shape.Rules.Where(rule => rule.Kind is RowRuleKind.NotBefore or RowRuleKind.After)
            .Select(rule => (rule.Names[0], rule.Names[1])).Append(("created", "modified"));
        foreach (var (early, late) in pairs)
        {
            if (!values.TryGetValue(early, out var start) || !values.ContainsKey(late)) continue;
            var gap = TimeSpan.FromMilliseconds(1 + _choices.Next(1000));
            values[late] = StixTimestamp.FromInstant(((StixTimestamp)start).ToInstant() + gap);
        }
    }

    /// <summary>What the standard says in its text and no table can say.</summary>
    private static void ObeyText(SortedDictionary<string, object> values)
    {
        if (values.ContainsKey("definition"))
        {
            values["definition"] = new OrderedDictionary<string, StixValue> { ["statement"] = "© Acme" };
        }

        if (values.ContainsKey("extension_properties"))
        {
            values["extension_types"] = (ImmutableArray<ExtensionType>)
                [ExtensionType.NewSdo, ExtensionType.ToplevelPropertyExtension];
        }
    }

    private void AddExtensions(StixDraft draft)
    {
        var extensions = DraftTypes.ExtensionsOf(draft.Type).Select(shape => shape.Name);
        foreach (var name in extensions.Where(_ => IsPlain || _choices.Flag()))
        {
            draft.GetType().GetProperty(DraftTypes.ExtensionMember(name))!.SetValue(draft, Fill(name));
        }

        if (!IsPlain && _choices.Flag()) return;
        Set(draft, nameof(StixDraft.Custom), _samples.Values("x_acme_score", "x_acme_tags"));
    }

    private void Identify(StixDraft draft)
    {
        if (draft is ObservableDraft { Id: not null }) return;
        Set(draft, nameof(VersionedDraft.Uuid), _samples.Uuid());
    }

    private void Mark(StixDraft draft, string[] present)
    {
        if (!IsPlain && _choices.Flag()) return;
        var marking = StixId.Format("marking-definition", _samples.Uuid());
        string[] names = ["id", .. present];
        Set(draft, nameof(StixDraft.GranularMarkings), (ImmutableArray<GranularMarking>)
        [
            new(marking, null, [_choices.Of(names), "type"]),
            new(null, "vi", [_choices.Of(names)]),
        ]);
    }

    private static void Set(object target, string member, object value) =>
        target.GetType().GetProperty(member)!.SetValue(target, value);
}
