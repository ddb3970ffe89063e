using System.Collections.Immutable;
using System.Text.Json;
using Entente.Stix.Json;

namespace Entente.Stix;

/// <summary>Collects the head of one object while <see cref="StixReader"/> walks over it.</summary>
internal sealed class HeadReader(DiagnosticBag bag, StixLimits limits)
{
    private const string CommonSection = "STIX 2.1 §3.2";

    private readonly ReferenceCollector _references = new(bag);
    private readonly List<SelectorPlace> _selectors = [];
    private readonly ImmutableArray<string>.Builder _names = ImmutableArray.CreateBuilder<string>(16);
    private ImmutableArray<GranularMarking> _granular = [];
    private ImmutableArray<string> _labels = [];
    private ImmutableArray<string> _markings = [];
    private ImmutableArray<string> _extensions = [];
    private string? _type;
    private string? _id;
    private string? _specVersion;
    private string? _creator;
    private string? _lang;
    private StixTimestamp? _created;
    private StixTimestamp? _modified;
    private bool _revoked;
    private int? _confidence;
    private int _typeAt;
    private int _idAt;
    private int _modifiedAt;
    private HashSet<string>? _faulted;

    /// <summary>Whether the bytes held a JSON object at all.</summary>
    public bool IsObject { get; private set; }

    /// <summary>Reads all members of the object whose brace is the current token.</summary>
    public void ReadObject(ref JsonWalk walk)
    {
        IsObject = true;
        while (walk.Read() && walk.Token == JsonTokenType.PropertyName) ReadMember(ref walk);
    }

    /// <summary>Checks what only the whole head can tell.</summary>
    public void Check(JsonWalk walk)
    {
        var kind = CheckIdentity();
        var versioned = kind != ObjectKind.CyberObservable &&
            (kind != ObjectKind.Custom || _created is not null || _modified is not null);
        if (versioned && _type is not null)
        {
            if (_created is null) Missing("created");
            if (_modified is null && kind != ObjectKind.MarkingDefinition) Missing("modified");
            if (_created > _modified)
            {
                bag.Add(new Diagnostic(
                    "modified-before-created",
                    Severity.Error,
                    "/modified",
                    _modifiedAt,
                    $"`modified` {_modified} is before `created` {_created}",
                    "a version cannot be older than the object",
                    CommonSection));
            }
        }

        if (_selectors.Count > 0) SelectorCheck.Run(walk, _selectors, bag);
    }

    /// <summary>The object; only after <see cref="Check"/> found no error.</summary>
    public StixObject Build(ReadOnlyMemory<byte> utf8)
    {
        var kind = StixTypes.KindOf(_type!);
        var versioned = kind != ObjectKind.CyberObservable;
        return new StixObject
        {
            Bytes = utf8,
            Type = _type!,
            Id = _id!,
            SpecVersion = _specVersion,
            Created = versioned ? _created : null,
            Modified = versioned && kind != ObjectKind.MarkingDefinition ? _modified : null,
            CreatedByRef = _creator,
            Revoked = versioned && _revoked,
            Confidence = _confidence,
            Lang = _lang,
            Labels = _labels,
            ObjectMarkingRefs = _markings,
            ExtensionIds = _extensions,
            PropertyNames = _names.DrainToImmutable(),
            GranularMarkings = _granular,
            References = _references.ToImmutable(),
            Kind = kind,
        };
    }

    private void ReadMember(ref JsonWalk walk)
    {
        var name = walk.IsEscaped ? walk.Text() : PropertyNames.Intern(walk.Raw);
        _names.Add(name);
        if (!walk.Read()) return;
        switch (name)
        {
            case "type":
                ReadType(ref walk);
                break;
            case "id":
                (_id, _idAt) = (ReadText(ref walk), walk.Start);
                break;
            case "spec_version":
                ReadSpecVersion(ref walk);
                break;
            case "created":
                _created = ReadTimestamp(ref walk);
                break;
            case "modified":
                (_modified, _modifiedAt) = (ReadTimestamp(ref walk), walk.Start);
                break;
            case "created_by_ref":
                _creator = _references.ReadOne(ref walk, null);
                break;
            case "object_marking_refs":
                _markings = _references.ReadMany(ref walk, "marking-definition");
                break;
            case "revoked":
                _revoked = ReadFlag(ref walk);
                break;
            case "confidence":
                _confidence = ReadConfidence(ref walk);
                break;
            case "lang":
                _lang = ReadText(ref walk);
                break;
            case "labels":
                _labels = ReadTexts(ref walk);
                break;
            case "granular_markings":
                ReadGranularMarkings(ref walk);
                break;
            case "extensions":
                ReadExtensions(ref walk);
                break;
            default:
                ReadOther(ref walk, name);
                break;
        }
    }

    private void ReadOther(ref JsonWalk walk, string name)
    {
        var suffix = ReferenceCollector.SuffixOf(name);
        if (suffix == ReferenceSuffix.One && !IsCustom(name)) _references.ReadOne(ref walk, null);
        else if (suffix == ReferenceSuffix.Many && !IsCustom(name)) _references.ReadMany(ref walk, null);
        else _references.ReadValue(ref walk, suffix);
    }

    // Names such as `x_vendor_ref` are not the standard's, so what stands there need not be an id.
    private static bool IsCustom(string name) => name.StartsWith("x_", StringComparison.Ordinal);

    private ObjectKind CheckIdentity()
    {
        if (_type is null) Missing("type");
        if (_id is null) Missing("id");
        if (_type is null || _id is null) return ObjectKind.Custom;
        if (_type == "bundle")
        {
            Fault(
                "object-is-bundle",
                "/type",
                _typeAt,
                "this is a bundle, not an object",
                "read its `objects` one by one");
        }
        else if (!StixId.IsTypeName(_type))
        {
            Fault("type-name", "/type", _typeAt, $"`{_type}` is not a type name", "use 3 to 250 of a-z, 0-9 and `-`");
        }
        else if (!StixId.IsValid(_id))
        {
            Fault("id-form", "/id", _idAt, $"`{_id}` is not an identifier", "write `type--uuid` in lower case");
        }
        else if (!StixId.IsOfType(_id, _type))
        {
            Fault("id-type", "/id", _idAt, $"the id `{_id}` is not of type `{_type}`", $"start it with `{_type}--`");
        }

        return StixTypes.KindOf(_type);
    }

    private void ReadType(ref JsonWalk walk)
    {
        _typeAt = walk.Start;
        if (walk.Token == JsonTokenType.String && !walk.IsEscaped) _type = StixTypes.Intern(walk.Raw);
        else _type = ReadText(ref walk);
    }

    private void ReadSpecVersion(ref JsonWalk walk)
    {
        var at = walk.Start;
        if (walk.TextIs("2.1"u8)) _specVersion = "2.1";
        else if (walk.TextIs("2.0"u8)) _specVersion = "2.0";
        else if (ReadText(ref walk) is { } other)
        {
            Fault("spec-version", "/spec_version", at, $"`{other}` is not a version of STIX", "use `2.1`");
        }
    }

    private string? ReadText(ref JsonWalk walk)
    {
        if (walk.Token == JsonTokenType.String) return walk.Text();
        WrongType(ref walk, "a string");
        return null;
    }

    private bool ReadFlag(ref JsonWalk walk)
    {
        if (walk.Token is JsonTokenType.True or JsonTokenType.False) return walk.Token == JsonTokenType.True;
        WrongType(ref walk, "`true` or `false`");
        return false;
    }

    private int? ReadConfidence(ref JsonWalk walk)
    {
        if (walk.Token == JsonTokenType.Number && walk.TryGetInt64(out var value) && value is >= 0 and <= 100)
        {
            return (int)value;
        }

        WrongType(ref walk, "a whole number from 0 to 100");
        return null;
    }

    private StixTimestamp? ReadTimestamp(ref JsonWalk walk)
    {
        if (walk.Token == JsonTokenType.String)
        {
            if (!walk.IsEscaped && StixTimestamp.TryParse(walk.Raw, out var timestamp)) return timestamp;
            if (StixTimestamp.TryParse(walk.Text(), out timestamp)) return timestamp;
            Blame(walk);
            bag.Add(walk.Error(
                "timestamp-form",
                $"`{walk.Text()}` is not a timestamp",
                "write UTC as `2016-01-20T12:31:12.123Z`",
                "STIX 2.1 §2.16"));
            return null;
        }

        WrongType(ref walk, "a timestamp");
        return null;
    }

    private ImmutableArray<string> ReadTexts(ref JsonWalk walk)
    {
        if (walk.Token != JsonTokenType.StartArray)
        {
            WrongType(ref walk, "a list of strings");
            return [];
        }

        var texts = ImmutableArray.CreateBuilder<string>();
        while (walk.Read() && walk.Token != JsonTokenType.EndArray)
        {
            if (ReadText(ref walk) is { } text) texts.Add(text);
        }

        return texts.ToImmutable();
    }

    private void ReadExtensions(ref JsonWalk walk)
    {
        if (walk.Token != JsonTokenType.StartObject)
        {
            WrongType(ref walk, "a dictionary of extensions");
            return;
        }

        var ids = ImmutableArray.CreateBuilder<string>();
        while (walk.Read() && walk.Token == JsonTokenType.PropertyName)
        {
            ids.Add(walk.Text());
            if (walk.Read()) _references.ReadValue(ref walk, ReferenceSuffix.None);
        }

        _extensions = ids.ToImmutable();
    }

    private void ReadGranularMarkings(ref JsonWalk walk)
    {
        if (walk.Token != JsonTokenType.StartArray)
        {
            WrongType(ref walk, "a list of granular markings");
            return;
        }

        while (walk.Read() && walk.Token != JsonTokenType.EndArray)
        {
            if (walk.Token == JsonTokenType.StartObject) ReadGranularMarking(ref walk);
            else WrongType(ref walk, "a granular marking");
        }
    }

    private void ReadGranularMarking(ref JsonWalk walk)
    {
        string? marking = null, lang = null;
        ImmutableArray<string> selectors = [];
        var (start, pointer) = (walk.Start, walk.Pointer());
        var before = bag.HasErrors;
        while (walk.Read() && walk.Token == JsonTokenType.PropertyName)
        {
            var name = walk.TextUtf8;
            if (!walk.Read()) return;
            if (name.SequenceEqual("marking_ref"u8)) marking = _references.ReadOne(ref walk, "marking-definition");
            else if (name.SequenceEqual("lang"u8)) lang = ReadText(ref walk);
            else if (name.SequenceEqual("selectors"u8)) selectors = ReadSelectors(ref walk);
            else _references.ReadValue(ref walk, ReferenceCollector.SuffixOf(name));
        }

        if (walk.Fault is not null || (bag.HasErrors && !before)) return;
        _granular = _granular.Add(new GranularMarking(marking, lang, selectors));
        if (marking is null == lang is null)
        {
            bag.Add(new Diagnostic(
                "granular-marking-subject",
                Severity.Error,
                pointer,
                start,
                "a granular marking needs exactly one of `marking_ref` and `lang`",
                "write one granular marking for each",
                "STIX 2.1 §7.2.3"));
        }

        if (selectors.IsEmpty)
        {
            bag.Add(new Diagnostic(
                "granular-marking-selectors",
                Severity.Error,
                pointer,
                start,
                "a granular marking needs `selectors`",
                "name at least one part of the object",
                "STIX 2.1 §7.2.3"));
        }
    }

    private ImmutableArray<string> ReadSelectors(ref JsonWalk walk)
    {
        if (walk.Token != JsonTokenType.StartArray)
        {
            WrongType(ref walk, "a list of selectors");
            return [];
        }

        var texts = ImmutableArray.CreateBuilder<string>();
        while (walk.Read() && walk.Token != JsonTokenType.EndArray)
        {
            if (ReadText(ref walk) is not { } text) continue;
            texts.Add(text);
            if (_selectors.Count < limits.SelectorsMax)
            {
                _selectors.Add(new SelectorPlace(text, walk.Pointer(), walk.Start));
            }
            else bag.Add(walk.Error("limit-selectors", $"the object has more than {limits.SelectorsMax} selectors"));
        }

        return texts.ToImmutable();
    }

    private void WrongType(ref JsonWalk walk, string expected)
    {
        Blame(walk);
        bag.Add(walk.Error("property-type", $"the value is not {expected}", $"write {expected}", CommonSection));
        walk.Skip();
    }

    private void Blame(in JsonWalk walk) => (_faulted ??= new(StringComparer.Ordinal)).Add(walk.Step(0));

    private void Missing(string name)
    {
        // What is there but unreadable has been reported where it stands.
        if (_faulted?.Contains(name) == true) return;
        bag.Add(new Diagnostic(
            "property-missing",
            Severity.Error,
            "",
            0,
            $"the required property `{name}` is missing",
            $"add `{name}`",
            CommonSection));
    }

    private void Fault(string code, string pointer, int at, string message, string hint) =>
        bag.Add(new Diagnostic(code, Severity.Error, pointer, at, message, hint, CommonSection));
}
