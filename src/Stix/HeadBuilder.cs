using System.Collections.Immutable;
using System.Text.Json;

namespace Entente.Stix;

/// <summary>Collects an object's head while its tokens pass by, and checks it at the end.</summary>
internal sealed class HeadBuilder(ReadOnlyMemory<byte> bytes)
{
    private readonly ImmutableArray<Diagnostic>.Builder _diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
    private readonly ImmutableArray<string>.Builder _labels = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<string>.Builder _markings = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<string>.Builder _extensions = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<string>.Builder _names = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<GranularMarking>.Builder _granular = ImmutableArray.CreateBuilder<GranularMarking>();
    private readonly ImmutableArray<StixReference>.Builder _references = ImmutableArray.CreateBuilder<StixReference>();
    private readonly List<string> _selectors = [];

    private string? _markingRef;
    private string? _markingLang;
    private string? _type;
    private string? _id;
    private string? _specVersion;
    private string? _createdBy;
    private string? _lang;
    private int? _confidence;
    private bool _revoked;
    private StixTimestamp? _created;
    private StixTimestamp? _modified;
    private bool _failed;

    public void Error(string code, string pointer, long offset, string message, string? section = null)
    {
        _failed = true;
        _diagnostics.Add(new Diagnostic(code, Severity.Error, pointer, offset, message, null, section));
    }

    public void Property(string name, long offset)
    {
        if (_names.Contains(name)) Error("duplicate-key", $"/{name}", offset, $"`{name}` stands twice", "RFC 7493 §2.3");
        else _names.Add(name);
    }

    public void Extension(string id) => _extensions.Add(id);

    /// <summary>A value at <paramref name="path"/>; containers are announced with their opening token.</summary>
    public void Value(ref Utf8JsonReader reader, PathTracker path)
    {
        if (path.Depth == 1) TopValue(ref reader, path);
        else if (path.Top == "granular_markings") GranularValue(ref reader, path);
        else if (path is { Depth: 2, Top: "labels" or "object_marking_refs" }) ListValue(ref reader, path);
        var property = path.Property;
        if (reader.TokenType != JsonTokenType.String) return;
        if (property.EndsWith("_ref", StringComparison.Ordinal) || property.EndsWith("_refs", StringComparison.Ordinal))
        {
            Reference(ref reader, path, property);
        }
    }

    /// <summary>One entry of <c>granular_markings</c> is complete.</summary>
    public void EndGranular()
    {
        _granular.Add(new GranularMarking(_markingRef, _markingLang, [.. _selectors]));
        _selectors.Clear();
        _markingRef = null;
        _markingLang = null;
    }

    public ReadResult Build()
    {
        if (!_failed) Check();
        if (_failed) return new ReadResult(null, _diagnostics.ToImmutable());
        var made = new StixObject
        {
            Bytes = bytes,
            Type = _type!,
            Id = _id!,
            Kind = StixTypes.KindOf(_type!),
            SpecVersion = _specVersion,
            Created = _created,
            Modified = _modified,
            CreatedByRef = _createdBy,
            Revoked = _revoked,
            Confidence = _confidence,
            Lang = _lang,
            Labels = _labels.ToImmutable(),
            ObjectMarkingRefs = _markings.ToImmutable(),
            GranularMarkings = _granular.ToImmutable(),
            ExtensionIds = _extensions.ToImmutable(),
            PropertyNames = _names.ToImmutable(),
            References = _references.ToImmutable(),
        };
        return new ReadResult(made, _diagnostics.ToImmutable());
    }

    private void TopValue(ref Utf8JsonReader reader, PathTracker path)
    {
        switch (path.Current)
        {
            case "type":
                _type = Text(ref reader, path);
                break;
            case "id":
                _id = Text(ref reader, path);
                break;
            case "spec_version":
                _specVersion = Text(ref reader, path);
                break;
            case "created_by_ref":
                _createdBy = Text(ref reader, path);
                break;
            case "lang":
                _lang = Text(ref reader, path);
                break;
            case "created":
                _created = Timestamp(ref reader, path);
                break;
            case "modified":
                _modified = Timestamp(ref reader, path);
                break;
            case "revoked":
                if (reader.TokenType is JsonTokenType.True or JsonTokenType.False) _revoked = reader.GetBoolean();
                else WrongType(ref reader, path, "a boolean");
                break;
            case "confidence":
                if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var confidence) && confidence is >= 0 and <= 100)
                {
                    _confidence = confidence;
                }
                else
                {
                    WrongType(ref reader, path, "a whole number from 0 to 100");
                }

                break;
            case "labels" or "object_marking_refs" or "granular_markings":
                if (reader.TokenType != JsonTokenType.StartArray) WrongType(ref reader, path, "a list");
                break;
            case "extensions":
                if (reader.TokenType != JsonTokenType.StartObject) WrongType(ref reader, path, "an object");
                break;
            default:
                break;
        }
    }

    private void ListValue(ref Utf8JsonReader reader, PathTracker path)
    {
        if (Text(ref reader, path) is not { } text) return;
        if (path.Top == "labels") _labels.Add(text);
        else _markings.Add(text);
    }

    /// <summary>Inside granular_markings: depth 2 is the list's entries, 3 their properties, 4 the selectors.</summary>
    private void GranularValue(ref Utf8JsonReader reader, PathTracker path)
    {
        if (path.Depth == 2)
        {
            if (reader.TokenType != JsonTokenType.StartObject) WrongType(ref reader, path, "an object");
        }
        else if (path.Depth == 3)
        {
            if (path.Current == "marking_ref") _markingRef = Text(ref reader, path);
            else if (path.Current == "lang") _markingLang = Text(ref reader, path);
            else if (path.Current == "selectors" && reader.TokenType != JsonTokenType.StartArray) WrongType(ref reader, path, "a list");
        }
        else if (path.Depth == 4 && path.Property == "selectors" && Text(ref reader, path) is { } selector)
        {
            _selectors.Add(selector);
        }
    }

    private void Reference(ref Utf8JsonReader reader, PathTracker path, string property)
    {
        var target = reader.GetString()!;
        if (StixId.IsValid(target))
        {
            _references.Add(new StixReference(path.Pointer(), property, target, reader.TokenStartIndex));
        }
        else if (StixTypes.KindOf(_type ?? "") != ObjectKind.Custom && !property.StartsWith("x_", StringComparison.Ordinal))
        {
            Error("reference-malformed", path.Pointer(), reader.TokenStartIndex, $"`{target}` is not an identifier", "STIX 2.1 §2.9");
        }
    }

    private StixTimestamp? Timestamp(ref Utf8JsonReader reader, PathTracker path)
    {
        if (Text(ref reader, path) is not { } text) return null;
        if (StixTimestamp.TryParse(text, out var timestamp)) return timestamp;
        Error("timestamp-malformed", path.Pointer(), reader.TokenStartIndex, $"`{text}` is not a timestamp such as `2026-01-31T08:00:00.000Z`", "STIX 2.1 §2.16");
        return null;
    }

    private string? Text(ref Utf8JsonReader reader, PathTracker path)
    {
        if (reader.TokenType == JsonTokenType.String) return reader.GetString();
        WrongType(ref reader, path, "text");
        return null;
    }

    private void WrongType(ref Utf8JsonReader reader, PathTracker path, string expected) =>
        Error("wrong-type", path.Pointer(), reader.TokenStartIndex, $"`{path.Property}` must be {expected}", "STIX 2.1 §3.2");

    private void Check()
    {
        if (_type is null) Error("type-missing", "/type", 0, "the object has no `type`", "STIX 2.1 §3.2");
        if (_id is null) Error("id-missing", "/id", 0, "the object has no `id`", "STIX 2.1 §3.2");
        if (_type is null || _id is null) return;
        if (!StixId.TryGetType(_id, out var idType)) Error("id-malformed", "/id", 0, $"`{_id}` is not an identifier", "STIX 2.1 §2.9");
        else if (!idType.SequenceEqual(_type)) Error("id-type-mismatch", "/id", 0, $"`{_id}` is not an id of a `{_type}`", "STIX 2.1 §2.9");
        if (_specVersion is not (null or "2.1")) Error("spec-version", "/spec_version", 0, $"`{_specVersion}` is not 2.1", "STIX 2.1 §3.2");
        CheckVersioned();
        foreach (var marking in _markings.Concat(_granular.Select(entry => entry.MarkingRef).OfType<string>()))
        {
            if (!marking.StartsWith("marking-definition--", StringComparison.Ordinal))
            {
                Error("marking-ref", "/object_marking_refs", 0, $"`{marking}` is not a marking definition", "STIX 2.1 §7.2");
            }
        }

        if (_granular.Count > 0) Selectors.Check(bytes, _granular, this);
    }

    private void CheckVersioned()
    {
        var kind = StixTypes.KindOf(_type!);
        if (kind == ObjectKind.CyberObservable || (kind == ObjectKind.Custom && _created is null && _modified is null)) return;
        if (_specVersion is null) Error("spec-version-missing", "/spec_version", 0, "the object has no `spec_version`", "STIX 2.1 §3.2");
        if (_created is null) Error("created-missing", "/created", 0, "the object has no `created`", "STIX 2.1 §3.2");
        if (_modified is null && kind is not (ObjectKind.MarkingDefinition or ObjectKind.Custom))
        {
            Error("modified-missing", "/modified", 0, "the object has no `modified`", "STIX 2.1 §3.2");
        }

        if (_modified < _created) Error("modified-early", "/modified", 0, "`modified` is before `created`", "STIX 2.1 §3.6");
    }
}
