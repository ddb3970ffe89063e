using System.Text.Json;
using Entente.Stix.Json;
using Entente.Stix.Validation.Schema;
using Entente.Stix.Validation.Tables;

namespace Entente.Stix.Validation;

/// <summary>Walks one object against its table.</summary>
internal sealed class ObjectChecker
{
    private readonly Standard _standard;
    private readonly ObjectPreview _preview;
    private readonly ValidationOptions _options;
    private readonly Findings _findings;
    private readonly ValueChecker _values;
    private readonly CustomContent _custom;
    private readonly ObservableScope? _scope;
    private Shape? _shape;

    public ObjectChecker(
        Standard standard,
        ObjectPreview preview,
        ValidationOptions options,
        Findings findings,
        ObservableScope? scope = null)
    {
        _standard = standard;
        _preview = preview;
        _options = options;
        _findings = findings;
        _scope = scope;
        _custom = new CustomContent(findings, options, preview, standard.IsVersion20);
        _values = new ValueChecker(this, findings, scope);
    }

    public bool IsVersion20 => _standard.IsVersion20;

    public string Section => _shape?.Section ?? "§11";

    /// <summary>Checks the object whose brace is the current token; null if it is cut off or not an object.</summary>
    public Members? Check(ref JsonWalk walk)
    {
        var type = _preview.Type ?? "";
        var shape = _scope is null ? _standard.Find(type) : StixTypes.KindOf(type) == ObjectKind.CyberObservable
            ? _standard[type] : null;
        if (shape is null)
        {
            if (!_custom.CheckType(walk, type, _scope is not null)) return null;
            shape = _standard[_scope is not null ? "local-observable" : _preview.IsObservable
                ? "common-observable" : "common-domain"];
        }

        return CheckMembers(ref walk, shape);
    }

    /// <summary>Checks an inner object or an extension by the name of its table.</summary>
    public void CheckMembers(ref JsonWalk walk, string table) => CheckMembers(ref walk, _standard[table]);

    /// <summary>Checks the extensions of the object.</summary>
    public void CheckExtensions(ref JsonWalk walk)
    {
        var count = 0;
        for (; walk.Read() && walk.Token == JsonTokenType.PropertyName; count++)
        {
            var key = walk.Text();
            if (!walk.Read()) return;
            var owner = ObservableExtensionTables.OwnerOf(key);
            if (walk.Token != JsonTokenType.StartObject)
            {
                _findings.Error(walk, "property-type", "an extension is not an object", "write an object", "§7.3.3");
                walk.Skip();
            }
            else if (owner is not null && (owner == _preview.Type ||
                StixTypes.KindOf(_preview.Type ?? "") == ObjectKind.Custom))
            {
                CheckMembers(ref walk, _standard[key]);
            }
            else if (!IsVersion20 && StixId.IsOfType(key, "extension-definition"))
            {
                CheckDefinedExtension(ref walk, key);
            }
            else
            {
                _custom.CheckExtensionKey(walk, key);
                _values.CheckAny(ref walk);
            }
        }

        if (count == 0)
        {
            _findings.Error(
                walk, "dictionary-empty", "a dictionary is empty", "leave `extensions` out instead", "§2.4");
        }
    }

    /// <summary>Checks one object of the dictionary in observed data.</summary>
    public void CheckObservable(ref JsonWalk walk)
    {
        var inner = walk.Inside();
        var inside = _findings.Inside(walk.Pointer(), walk.Start);
        walk.Skip();
        var preview = ObjectPreview.Of(inner);
        if (!inner.Read()) return;
        if (preview.Type is null)
        {
            inside.Error(
                inner,
                "property-missing",
                "the required property `type` is missing",
                "add `type`",
                "STIX 2.0 part 3 §2.1");
            return;
        }

        new ObjectChecker(Standard.Version20, preview, _options, inside, LocalScope).Check(ref inner);
    }

    /// <summary>What the references of this object's observables can name.</summary>
    public ObservableScope LocalScope { get; set; } = new(new Dictionary<string, string>());

    /// <summary>Hash names that STIX 2.0 spells in its own way.</summary>
    public bool IsHash20(string algorithm) => IsVersion20 && algorithm is "ssdeep" or "RIPEMD-160" or "SHA-224" or
        "SHA-384" or "SHA3-224" or "SHA3-384" or "WHIRLPOOL" or "MD6";

    private Members CheckMembers(ref JsonWalk walk, Shape shape)
    {
        var outer = _shape;
        _shape = shape;
        var start = walk.Start;
        var isTop = walk.Depth == 0;
        var members = new Members();
        while (walk.Read() && walk.Token == JsonTokenType.PropertyName)
        {
            var rule = shape.Find(walk.TextUtf8);
            var name = rule?.Name ?? walk.Text();
            if (!walk.Read()) break;
            var (token, at) = (walk.Token, walk.Start);
            if (rule is not null)
            {
                _values.Check(ref walk, rule.Type);
            }
            else
            {
                _custom.CheckProperty(walk, name, shape, isTop);
                _values.CheckAny(ref walk, isProperty: true);
            }

            members.Add(name, new Member(token, at, walk.End));
        }

        RowRules.Check(walk, shape, members, start, _findings);
        if (shape.Name == "external-reference") ExternalReferences.Check(walk, members, start, _findings);
        _shape = outer;
        return members;
    }

    private void CheckDefinedExtension(ref JsonWalk walk, string key)
    {
        var (start, pointer) = (walk.Start, walk.Pointer());
        Member? type = null;
        while (walk.Read() && walk.Token == JsonTokenType.PropertyName)
        {
            var isType = walk.TextIs("extension_type"u8);
            var name = walk.Text();
            if (!walk.Read()) return;
            if (isType)
            {
                _values.Check(ref walk, _standard["extension"].Properties[name].Type);
                type = new Member(walk.Token, walk.Start, walk.End);
            }
            else
            {
                _values.CheckAny(ref walk);
            }
        }

        _custom.CheckExtensionType(type?.Text(walk.Bytes), key, pointer, start);
    }
}
