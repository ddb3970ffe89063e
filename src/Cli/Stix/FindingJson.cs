using System.Collections.Immutable;
using System.Text.Json;
using Entente.Stix;
using Entente.Stix.Patterns;

namespace Entente.Cli.Stix;

/// <summary>Writes findings for programs; what is not known is left out.</summary>
internal static class FindingJson
{
    /// <summary>
    /// Code, message, pointer, offset, section and hint; the object is opened and closed by the caller.
    /// </summary>
    public static void WriteMembers(Utf8JsonWriter json, Diagnostic found, long offset)
    {
        json.WriteString("code"u8, found.Code);
        json.WriteString("message"u8, found.Message);
        json.WriteString("pointer"u8, found.Pointer);
        json.WriteNumber("offset"u8, offset);
        WriteAdvice(json, found.Section, found.Hint);
    }

    public static void Write(Utf8JsonWriter json, Diagnostic found)
    {
        json.WriteStartObject();
        WriteMembers(json, found, found.Offset);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, PatternDiagnostic found)
    {
        json.WriteStartObject();
        WriteMembers(json, found);
        json.WriteEndObject();
    }

    public static void WriteMembers(Utf8JsonWriter json, PatternDiagnostic found)
    {
        json.WriteString("code"u8, found.Code);
        json.WriteString("message"u8, found.Message);
        json.WriteNumber("position"u8, found.Position);
        json.WriteNumber("line"u8, found.Line);
        json.WriteNumber("column"u8, found.Column);
        WriteAdvice(json, found.Section, found.Hint);
    }

    /// <summary>The verdict on one object or pattern: errors make it invalid, warnings do not.</summary>
    public static void WriteVerdict(Utf8JsonWriter json, ImmutableArray<Diagnostic> found)
    {
        json.WriteStartObject();
        json.WriteBoolean("valid"u8, !found.Any(IsError));
        WriteList(json, "errors", found.Where(IsError), Write);
        WriteList(json, "warnings", found.Where(one => !IsError(one)), Write);
        json.WriteEndObject();

        static bool IsError(Diagnostic one) => one.Severity == Severity.Error;
    }

    public static void WriteVerdict(Utf8JsonWriter json, bool valid, IReadOnlyList<PatternDiagnostic> found)
    {
        json.WriteStartObject();
        WriteVerdictMembers(json, valid, found);
        json.WriteEndObject();
    }

    public static void WriteVerdictMembers(Utf8JsonWriter json, bool valid, IReadOnlyList<PatternDiagnostic> found)
    {
        json.WriteBoolean("valid"u8, valid);
        WriteList(json, "errors", found.Where(one => !one.IsWarning), Write);
        WriteList(json, "warnings", found.Where(one => one.IsWarning), Write);
    }

    private static void WriteList<T>(
        Utf8JsonWriter json, string name, IEnumerable<T> found, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var one in found) write(json, one);
        json.WriteEndArray();
    }

    private static void WriteAdvice(Utf8JsonWriter json, string? section, string? hint)
    {
        if (!string.IsNullOrEmpty(section)) json.WriteString("section"u8, section);
        if (!string.IsNullOrEmpty(hint)) json.WriteString("hint"u8, hint);
    }
}
