using System.Text.Json;

namespace Entente.Stix;

/// <summary>Tells what a marking-definition is, by its id and its body and never by its name.</summary>
public static class MarkingDefinitions
{
    private const string Tlp2Extension = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d";
    private const string PapExtension = "extension-definition--f8d78575-edfd-406e-8e84-6162a8450f5b";

    /// <summary>What kind of marking a definition is, where its content does not matter.</summary>
    public static MarkingKind KindOf(StixObject markingDefinition) => KindOf(markingDefinition, out _, out _);

    /// <summary>What kind of marking a definition is.</summary>
    /// <param name="markingDefinition">The object; any other type is <see cref="MarkingKind.Other"/>.</param>
    /// <param name="known">The built-in meaning, set for a fixed id even if the body contradicts it.</param>
    /// <param name="agreement">The body, set for <see cref="MarkingKind.Agreement"/>.</param>
    /// <remarks>
    /// A TLP or PAP body under an id that is not fixed is <see cref="MarkingKind.Other"/>, and so is a statement that
    /// comes with an extension which we do not know: to ignore it could loosen what it says.
    /// </remarks>
    public static MarkingKind KindOf(
        StixObject markingDefinition,
        out KnownMarking? known,
        out AgreementMarking? agreement)
    {
        ArgumentNullException.ThrowIfNull(markingDefinition);
        known = null;
        agreement = null;
        if (markingDefinition.Kind != ObjectKind.MarkingDefinition) return MarkingKind.Other;

        using var body = JsonDocument.Parse(markingDefinition.Bytes, new JsonDocumentOptions { MaxDepth = 1000 });
        if (KnownMarkings.TryGet(markingDefinition.Id, out known))
        {
            return Contradicts(body.RootElement, known) ? MarkingKind.KnownContradicted : MarkingKind.Known;
        }

        if (markingDefinition.ExtensionIds is [EntenteExtensions.AgreementMarking])
        {
            agreement = ReadAgreement(body.RootElement);
            return agreement is null ? MarkingKind.Other : MarkingKind.Agreement;
        }

        if (markingDefinition.ExtensionIds is [IepReader.Extension])
        {
            return ReadIep(body.RootElement) is null ? MarkingKind.Other : MarkingKind.Iep;
        }

        if (markingDefinition.ExtensionIds is [EntenteExtensions.ClassificationMarking])
        {
            return ReadClassification(body.RootElement) is null ? MarkingKind.Other : MarkingKind.Classification;
        }

        return markingDefinition.ExtensionIds.IsEmpty && IsStatement(body.RootElement)
            ? MarkingKind.Statement
            : MarkingKind.Other;
    }

    /// <summary>Scheme and level of a <see cref="MarkingKind.Classification"/>; null of anything else.</summary>
    public static (string Scheme, string Level)? ClassificationOf(StixObject markingDefinition)
    {
        if (KindOf(markingDefinition) != MarkingKind.Classification) return null;
        using var body = JsonDocument.Parse(markingDefinition.Bytes, new JsonDocumentOptions { MaxDepth = 1000 });
        return ReadClassification(body.RootElement);
    }

    /// <summary>The policy of a <see cref="MarkingKind.Iep"/>; null of anything else.</summary>
    public static IepPolicy? IepOf(StixObject markingDefinition)
    {
        if (KindOf(markingDefinition) != MarkingKind.Iep) return null;
        using var body = JsonDocument.Parse(markingDefinition.Bytes, new JsonDocumentOptions { MaxDepth = 1000 });
        return ReadIep(body.RootElement);
    }

    private static IepPolicy? ReadIep(JsonElement body)
    {
        if (Find(body, "definition") is not null || Find(body, "definition_type") is not null) return null;
        return Find(body, "extensions", IepReader.Extension) is { } policy ? IepReader.Read(policy) : null;
    }

    private static (string Scheme, string Level)? ReadClassification(JsonElement body)
    {
        // What else it says could change what it means.
        if (Find(body, "definition") is not null || Find(body, "definition_type") is not null) return null;
        if (Find(body, "extensions", EntenteExtensions.ClassificationMarking) is not { } extension ||
            extension.ValueKind != JsonValueKind.Object ||
            extension.EnumerateObject().Any(member => member.Name is not ("extension_type" or "scheme" or "level")) ||
            Find(extension, "scheme") is not { ValueKind: JsonValueKind.String } scheme ||
            Find(extension, "level") is not { ValueKind: JsonValueKind.String } level)
        {
            return null;
        }

        var (named, said) = (scheme.GetString()!, level.GetString()!);
        return named.Length > 0 && said.Length > 0 ? (named, said) : null;
    }

    private static bool Contradicts(JsonElement body, KnownMarking known)
    {
        var tlp2 = Find(body, "extensions", Tlp2Extension, "tlp_2_0");
        var pap = Find(body, "extensions", PapExtension, "pap");
        var tlp1 = Find(body, "definition", "tlp");
        var level = known.Label[(known.Label.IndexOf(':', StringComparison.Ordinal) + 1)..];
        var expected = level.ToLowerInvariant();

        // Each edition says its level in its own place; a level in another edition's place is a contradiction.
        var isTlp = known.Scheme == MarkingScheme.Tlp;
        return Differs(tlp2, isTlp && !known.IsLegacy ? expected : null) ||
            Differs(tlp1, isTlp && known.IsLegacy ? expected : null) ||
            Differs(pap, isTlp ? null : expected) ||
            Find(body, "definition", "statement") is not null ||
            Find(body, "extensions", EntenteExtensions.ClassificationMarking) is not null ||
            Find(body, "extensions", IepReader.Extension) is not null ||
            NameContradicts(body, known);

        static bool Differs(JsonElement? said, string? expected) =>
            said is { } value && (value.ValueKind != JsonValueKind.String || expected is null ||
                !value.ValueEquals(expected));
    }

    // A name that is another level's label would mislead every person who reads it.
    private static bool NameContradicts(JsonElement body, KnownMarking known) =>
        Find(body, "name") is { ValueKind: JsonValueKind.String } name &&
        KnownMarkings.All.FirstOrDefault(other => name.ValueEquals(other.Label)) is { } named &&
        (named.Tlp != known.Tlp || named.Pap != known.Pap);

    private static bool IsStatement(JsonElement body) =>
        Find(body, "definition_type") is { ValueKind: JsonValueKind.String } type && type.ValueEquals("statement") &&
        Find(body, "definition", "statement") is { ValueKind: JsonValueKind.String };

    private static AgreementMarking? ReadAgreement(JsonElement body)
    {
        if (Find(body, "definition") is not null || Find(body, "definition_type") is not null) return null;
        if (Find(body, "extensions", EntenteExtensions.AgreementMarking) is not { } extension) return null;
        if (Find(extension, "agreement_id") is not { ValueKind: JsonValueKind.String } id ||
            Find(extension, "document_sha256") is not { ValueKind: JsonValueKind.String } digest ||
            Find(extension, "agreement_version") is not { ValueKind: JsonValueKind.Number } number ||
            Find(extension, "clauses") is not { ValueKind: JsonValueKind.Array } clauses)
        {
            return null;
        }

        var sha256 = digest.GetString()!;
        if (sha256.Length != 64 || !sha256.All(char.IsAsciiHexDigitLower)) return null;
        if (!number.TryGetInt32(out var version) || version < 1) return null;
        if (clauses.EnumerateArray().Any(clause => clause.ValueKind != JsonValueKind.String)) return null;
        return new AgreementMarking(
            id.GetString()!,
            version,
            sha256,
            [.. clauses.EnumerateArray().Select(clause => clause.GetString()!)]);
    }

    private static JsonElement? Find(JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element)) return null;
        }

        return element;
    }
}
