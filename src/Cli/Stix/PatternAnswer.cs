using System.Text.Json;
using Entente.Cli.Output;
using Entente.Stix.Patterns;

namespace Entente.Cli.Stix;

/// <summary>All that <c>entente pattern</c> says of one pattern, or of two that are compared.</summary>
internal sealed class PatternAnswer
{
    private readonly PatternText _text;
    private readonly PatternResult _result;
    private readonly PatternText? _otherText;
    private readonly PatternResult? _other;
    private readonly PatternVersion _version;

    private PatternAnswer(PatternText text, PatternText? otherText, PatternVersion version)
    {
        (_text, _otherText, _version) = (text, otherText, version);
        _result = PatternParser.Parse(text.Text, version);
        _other = otherText is null ? null : PatternParser.Parse(otherText.Text, version);
        if (_result.Pattern is { } first && _other?.Pattern is { } second)
        {
            IsSame = PatternEquivalence.AreEquivalent(first, second);
        }
    }

    public int ExitCode => _result.Pattern is null || (_other is not null && IsSame != true)
        ? Output.ExitCode.No : Output.ExitCode.Ok;

    /// <summary>Null if there is nothing to compare, or one of the two is no pattern.</summary>
    private bool? IsSame { get; }

    private string VersionName => _version == PatternVersion.V20 ? "2.0" : "2.1";

    public static PatternAnswer Of(PatternText text, PatternText? other, PatternVersion version) =>
        new(text, other, version);

    public void Print(TextWriter output)
    {
        PatternFindings.Print(output, _text, _result.Diagnostics);
        if (_other is not null) PatternFindings.Print(output, OtherNamed(), _other.Diagnostics);
        if (_result.Pattern is null || _other is { Pattern: null }) return;
        output.WriteLine($"valid STIX {VersionName} pattern{(_other is null ? "" : "s")}");
        if (IsSame is { } same)
        {
            output.WriteLine(same ? "both mean the same" : "they do not mean the same, or it could not be shown");
            output.WriteLine($"  {PlainText.Of(NormalOf(_result.Pattern) ?? "")}");
            if (!same) output.WriteLine($"  {PlainText.Of(NormalOf(_other!.Pattern!) ?? "")}");
            return;
        }

        output.WriteLine($"canonical: {PlainText.Of(PatternPrinter.PrintCanonical(_result.Pattern))}");
        output.WriteLine($"needs:     {string.Join(", ", PatternKinds.Of(_result.Pattern))}");
        output.WriteLine("matches:");
        foreach (var line in PatternExplanation.Of(_result.Pattern)) output.WriteLine($"  {PlainText.Of(line)}");
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        FindingJson.WriteVerdictMembers(json, _result.Pattern is not null, _result.Diagnostics);
        json.WriteString("version", VersionName);
        if (_result.Pattern is { } pattern) WriteMeaning(json, pattern);
        if (_other is not null)
        {
            if (IsSame is { } same) json.WriteBoolean("same", same);
            else json.WriteNull("same");
            json.WriteStartObject("other");
            FindingJson.WriteVerdictMembers(json, _other.Pattern is not null, _other.Diagnostics);
            if (_other.Pattern is { } second) WriteSpellings(json, second);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteMeaning(Utf8JsonWriter json, Pattern pattern)
    {
        WriteSpellings(json, pattern);
        json.WriteStartArray("types");
        foreach (var type in PatternKinds.Of(pattern)) json.WriteStringValue(type);
        json.WriteEndArray();
        json.WriteStartArray("explanation");
        foreach (var line in PatternExplanation.Of(pattern)) json.WriteStringValue(line);
        json.WriteEndArray();
    }

    private static void WriteSpellings(Utf8JsonWriter json, Pattern pattern)
    {
        json.WriteString("canonical", PatternPrinter.PrintCanonical(pattern));
        json.WriteString("normal", NormalOf(pattern));
    }

    // Two patterns on the command line would both be called `pattern`.
    private PatternText OtherNamed() =>
        _otherText!.Source == "pattern" ? _otherText with { Source = "--same-as" } : _otherText;

    private static string? NormalOf(Pattern pattern) =>
        PatternNormalizer.TryNormalize(pattern, out var normal, out _) ? PatternPrinter.Print(normal) : null;
}
