using System.Collections.Immutable;
using System.Text.Json;
using Entente.Stix;
using Entente.Stix.Validation;

namespace Entente.Lab.Fuzz;

/// <summary>What the reader and the validator keep on any bytes.</summary>
internal static class ObjectLaws
{
    public static void Check(byte[] input)
    {
        var read = StixReader.Read(input);
        CheckPlaces(read.Diagnostics, input);
        var refused = read.Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error);
        LawBrokenException.Unless(read.Object is null == refused, "an object is refused by errors and nothing else");
        var report = StixValidator.Validate(input);
        CheckPlaces(report.Diagnostics, input);
        if (read.Object is not { } item)
        {
            LawBrokenException.Unless(report.Object is null, "validator and reader agree on what can be read");
            return;
        }

        CheckObject(item, input, report);
        var canonical = new System.Buffers.ArrayBufferWriter<byte>();
        if (!CanonicalJson.TryWrite(input, canonical, out _)) return;
        var again = StixReader.Read(canonical.WrittenMemory).Object;
        LawBrokenException.Unless(again is not null, "the canonical form of an object can be read");
        LawBrokenException.Unless(
            (again!.Id, again.Type, again.Version) == (item.Id, item.Type, item.Version) &&
            Targets(again).SequenceEqual(Targets(item)), "the canonical form says the same");
    }

    private static void CheckObject(StixObject item, byte[] input, ValidationReport report)
    {
        LawBrokenException.Unless(report.Object?.Id == item.Id, "validator and reader read the same object");
        LawBrokenException.Unless(
            StixId.IsOfType(item.Id, item.Type) && StixId.IsTypeName(item.Type), "an id is of its object's type");
        using var document = JsonDocument.Parse(input);
        LawBrokenException.Unless(
            item.PropertyNames.SequenceEqual(document.RootElement.EnumerateObject().Select(member => member.Name)),
            "the names are those of the object");
        foreach (var reference in item.References)
        {
            var reader = new Utf8JsonReader(input.AsSpan((int)reference.Offset), isFinalBlock: false, default);
            LawBrokenException.Unless(
                reader.Read() && reader.TokenType == JsonTokenType.String && reader.GetString() == reference.TargetId,
                "a reference stands where its offset says");
            LawBrokenException.Unless(
                Follow(document.RootElement, reference.Pointer)?.GetString() == reference.TargetId,
                "a reference stands where its pointer says");
        }
    }

    private static void CheckPlaces(ImmutableArray<Diagnostic> diagnostics, byte[] input)
    {
        foreach (var diagnostic in diagnostics)
        {
            LawBrokenException.Unless(
                diagnostic.Offset >= 0 && diagnostic.Offset <= input.Length, $"`{diagnostic.Code}` lies inside");
            LawBrokenException.Unless(
                diagnostic.Pointer.Length == 0 || diagnostic.Pointer[0] == '/', $"`{diagnostic.Code}` has a pointer");
            LawBrokenException.Unless(diagnostic.Message.Length > 0, $"`{diagnostic.Code}` says what is wrong");
        }
    }

    private static IEnumerable<string> Targets(StixObject item) =>
        item.References.Select(reference => reference.TargetId).Order(StringComparer.Ordinal);

    private static JsonElement? Follow(JsonElement element, string pointer)
    {
        foreach (var step in pointer.Split('/').Skip(1).Select(part => part.Replace("~1", "/").Replace("~0", "~")))
        {
            if (element.ValueKind == JsonValueKind.Array) element = element[int.Parse(step)];
            else if (!element.TryGetProperty(step, out element)) return null;
        }

        return element.ValueKind == JsonValueKind.String ? element : null;
    }
}
