using System.Text.Json;
using Entente.Stix.Patterns;

namespace Entente.Stix.Validation;

/// <summary>Rules of single types that no table can say.</summary>
internal sealed class SpecificRules(
    ReadOnlyMemory<byte> utf8,
    ObjectPreview preview,
    Members members,
    Findings findings,
    ValidationOptions options,
    bool isVersion20)
{
    public void Check()
    {
        CheckIdentifier();
        CheckPrecision("created");
        CheckPrecision("modified");
        switch (preview.Type)
        {
            case "indicator":
                CheckPattern();
                break;
            case "relationship":
                CheckRelationship();
                break;
            case "marking-definition":
                CheckMarkingDefinition();
                break;
            case "extension-definition":
                CheckExtensionDefinition();
                break;
        }

        if (options.Interoperability) CheckInteroperability();
    }

    private string? Text(string name) => members[name].Text(utf8.Span);

    private void CheckIdentifier()
    {
        if (Text("id") is not { } id || !StixId.IsValid(id)) return;
        var version = StixId.UuidVersionOf(id);
        var at = members["id"].Start;
        if (!preview.IsObservable || isVersion20)
        {
            if (version != 4 && preview.Type is not ("marking-definition" or "extension-definition"))
            {
                Warn("id-uuid-version", "/id", at, $"`{id}` is not a version 4 UUID", "make the id at random", "§2.9");
            }

            return;
        }

        if (version != 5 && preview.Type != "process")
        {
            Warn(
                "id-uuid-version",
                "/id",
                at,
                $"`{id}` is not a version 5 UUID",
                "make the id from the identifying properties",
                "§2.9");
        }
        else if (version == 5 && options.CompareObservableIds &&
            ObservableIds.TryCompute(utf8, out var computed) && computed != id)
        {
            Warn(
                "id-differs",
                "/id",
                at,
                $"`{id}` is not made from the content",
                $"the standard's id is `{computed}`",
                "§2.9");
        }
    }

    /// <summary>The head of a version tells time to the millisecond at least, so that versions differ.</summary>
    private void CheckPrecision(string name)
    {
        const int MillisecondsLength = 24;
        var member = members[name];
        if (isVersion20 || preview.IsObservable || member.Time(utf8.Span) is null) return;
        if (member.End - member.Start - 2 >= MillisecondsLength) return;
        Error(
            "timestamp-precision",
            $"/{name}",
            member.Start,
            $"`{name}` is less precise than a millisecond",
            "write at least three digits after the decimal point",
            "§3.2");
    }

    private void CheckPattern()
    {
        if (Text("pattern") is not { } pattern) return;
        if (!isVersion20 && Text("pattern_type") != "stix") return;
        var at = members["pattern"].Start;
        var version = isVersion20 || Text("pattern_version") == "2.0" ? PatternVersion.V20 : PatternVersion.V21;
        var result = PatternParser.Parse(pattern, version);
        foreach (var found in result.Diagnostics)
        {
            var severity = found.IsWarning ? Severity.Warning : Severity.Error;
            findings.Add(
                severity,
                found.Code,
                "/pattern",
                at,
                $"{found.Line}:{found.Column}: {found.Message}",
                found.Hint,
                found.Section ?? "§9");
        }

        if (result.Pattern is { } parsed) PatternPaths.Check(parsed, at, findings, options);
    }

    private void CheckRelationship()
    {
        if (Text("relationship_type") is not { } verb || Text("source_ref") is not { } source ||
            Text("target_ref") is not { } target)
        {
            return;
        }

        if (!StixId.TryGetType(source, out var from) || !StixId.TryGetType(target, out var to)) return;
        var (sourceType, targetType) = (from.ToString(), to.ToString());
        if (Relationships.IsSuggested(sourceType, verb, targetType)) return;
        Warn(
            "relationship-unsuggested",
            "/relationship_type",
            members["relationship_type"].Start,
            $"`{sourceType}` `{verb}` `{targetType}` is not in the standard's summary of relationships",
            "use `related-to` if none of the summary fits",
            "appendix B");
    }

    private void CheckMarkingDefinition()
    {
        var id = Text("id") ?? "";
        if (members["object_marking_refs"] is { IsPresent: true } marks &&
            utf8.Span[marks.Start..marks.End].IndexOf(System.Text.Encoding.UTF8.GetBytes($"\"{id}\"")) >= 0)
        {
            Error(
                "marking-circular",
                "/object_marking_refs",
                marks.Start,
                "the marking marks itself",
                "take it out",
                "§7.2.1");
        }

        if (Text("definition_type") is { } type && type is not ("statement" or "tlp") && !isVersion20)
        {
            Warn(
                "custom-declared",
                "/definition_type",
                members["definition_type"].Start,
                $"the marking type `{type}` is not declared",
                "use an extension",
                "§7.2.1");
        }

        if (Text("definition_type") == "statement") CheckStatement();
        if (Text("definition_type") != "tlp") return;

        // The four TLP 1.0 objects are fixed to the last property; no other may be made.
        var definition = members["definition"];
        string[] allowed = ["type", "spec_version", "id", "created", "definition_type", "name", "definition"];
        var level = definition.Token == JsonTokenType.StartObject
            ? LevelOf(utf8[definition.Start..definition.End]) : null;
        var known = KnownMarkings.All.FirstOrDefault(marking => marking.Id == id &&
            marking is { IsLegacy: true, Tlp: not null });
        var matches = known is not null && level is not null && known.Label == $"TLP:{level.ToUpperInvariant()}" &&
            (Text("name") is not { } name || name == known.Label) &&
            StixTimestamp.TryParse(Text("created"), out var created) &&
                created.ToString() == "2017-01-20T00:00:00.000Z" &&
            members.Names.All(allowed.Contains);
        if (!matches)
        {
            Error(
                "marking-tlp",
                "/definition",
                definition.Start,
                "this is not one of the four TLP markings of the standard",
                "use the standard's object, or a TLP 2.0 marking",
                "§7.2.1.4");
        }
    }

    private void CheckStatement()
    {
        var definition = members["definition"];
        if (definition.Token != JsonTokenType.StartObject) return;
        using var parsed = JsonDocument.Parse(utf8[definition.Start..definition.End]);
        if (parsed.RootElement.TryGetProperty("statement", out var statement) &&
            statement.ValueKind == JsonValueKind.String)
        {
            return;
        }

        Error(
            "marking-statement",
            "/definition",
            definition.Start,
            "the statement is missing",
            "add `statement`",
            "§7.2.1.3");
    }

    private static string? LevelOf(ReadOnlyMemory<byte> definition)
    {
        using var parsed = JsonDocument.Parse(definition);
        return parsed.RootElement.TryGetProperty("tlp", out var level) && level.ValueKind == JsonValueKind.String &&
            parsed.RootElement.EnumerateObject().Count() == 1
            ? level.GetString()
            : null;
    }

    private void CheckExtensionDefinition()
    {
        if (members["extension_types"] is not { Token: JsonTokenType.StartArray } types) return;
        var isTopLevel = utf8.Span[types.Start..types.End].IndexOf("\"toplevel-property-extension\""u8) >= 0;
        var properties = members["extension_properties"];
        var lists = properties.IsPresent;
        if (isTopLevel && !lists)
        {
            Warn(
                "extension-properties",
                "",
                0,
                "`extension_properties` should name the new properties",
                "list them",
                "§7.3");
        }
        else if (lists && !isTopLevel)
        {
            Error(
                "extension-properties",
                "/extension_properties",
                properties.Start,
                "only a top-level property extension has `extension_properties`",
                "take it out",
                "§7.3");
        }
    }

    private void CheckInteroperability()
    {
        if (!preview.IsObservable && preview.Type is not ("marking-definition" or "bundle") &&
            !members.Has("created_by_ref"))
        {
            Error(
                "property-missing",
                "",
                0,
                "the required property `created_by_ref` is missing",
                "name the creator",
                "Interoperability");
        }

        if (members["object_marking_refs"] is not { Token: JsonTokenType.StartArray } marks) return;

        using var parsed = JsonDocument.Parse(utf8[marks.Start..marks.End]);
        var tlp = parsed.RootElement.EnumerateArray().Count(mark => mark.ValueKind == JsonValueKind.String &&
            KnownMarkings.TryGet(mark.GetString()!, out var known) && known.Scheme == MarkingScheme.Tlp);
        if (tlp > 1)
        {
            Error(
                "marking-several",
                "/object_marking_refs",
                marks.Start,
                "the object has more than one TLP marking",
                "keep one",
                "Interoperability");
        }
    }

    private void Error(string code, string pointer, int at, string message, string? hint, string section) =>
        findings.Add(Severity.Error, code, pointer, at, message, hint, section);

    private void Warn(string code, string pointer, int at, string message, string? hint, string section) =>
        findings.Add(Severity.Warning, code, pointer, at, message, hint, section);
}
