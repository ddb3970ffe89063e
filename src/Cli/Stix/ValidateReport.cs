using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Entente.Cli.Output;
using Entente.Stix;

namespace Entente.Cli.Stix;

/// <summary>Writes what a validation finds as it is found, and counts it.</summary>
internal sealed class ValidateReport : IAsyncDisposable
{
    private const int PendingBytesMax = 64 * 1024;

    private static readonly TimeSpan RateShownFrom = TimeSpan.FromSeconds(1);

    private readonly Stream _output = Console.OpenStandardOutput();
    private readonly StreamWriter _text;
    private readonly Utf8JsonWriter? _json;
    private readonly ProgressLine _progress;
    private readonly bool _isStrict;
    private readonly bool _inColour = !Console.IsOutputRedirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
    private int _files;
    private int _unreadable;
    private long _objects;
    private long _valid;
    private long _errors;
    private long _warnings;

    /// <param name="asJson">Whether programs read it.</param>
    /// <param name="isStrict">Whether warnings, too, make the answer no.</param>
    /// <param name="progress">Says how far the run is.</param>
    public ValidateReport(bool asJson, bool isStrict, ProgressLine progress)
    {
        _isStrict = isStrict;
        _progress = progress;
        _text = new StreamWriter(_output, new UTF8Encoding(false), PendingBytesMax) { NewLine = "\n" };
        if (!asJson) return;
        _json = new Utf8JsonWriter(
            _output, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        _json.WriteStartObject();
        _json.WriteStartArray("diagnostics");
    }

    /// <summary>Bytes read so far, of all inputs.</summary>
    public long BytesRead { get; set; }

    /// <summary>Counts one object with all that was found in it.</summary>
    public void AddObject(ImmutableArray<Diagnostic> found)
    {
        _objects++;
        if (!found.Any(one => one.Severity == Severity.Error)) _valid++;
    }

    /// <summary>Writes one finding.</summary>
    public void Add(Finding finding)
    {
        if (finding.IsError) _errors++;
        else _warnings++;
        if (_json is not null) WriteJson(finding);
        else WriteText(finding);
    }

    /// <summary>Counts an input that was read to its end, or could not be.</summary>
    public void EndInput(bool wasRead)
    {
        if (wasRead) _files++;
        else _unreadable++;
    }

    /// <summary>Lets out what has been written, and shows how far the run is.</summary>
    public async Task FlushAsync()
    {
        if (_json is null)
        {
            _progress.Clear();
            await _text.FlushAsync();
        }
        else if (_json.BytesPending > PendingBytesMax)
        {
            await _json.FlushAsync();
        }

        _progress.Update(() => $"{_objects} objects, {Size(BytesRead)} read, {_errors} errors");
    }

    /// <summary>Ends the report; gives the exit code.</summary>
    public async Task<int> CompleteAsync()
    {
        _progress.Clear();
        if (_json is not null) WriteJsonSummary();
        else WriteSummary();
        await DisposeAsync();
        if (_unreadable > 0) return ExitCode.Failed;
        return _errors > 0 || (_isStrict && _warnings > 0) ? ExitCode.No : ExitCode.Ok;
    }

    public async ValueTask DisposeAsync()
    {
        if (_json is not null) await _json.DisposeAsync();
        await _text.DisposeAsync();
    }

    private void WriteText(Finding finding)
    {
        var found = finding.Found;
        var severity = finding.IsError ? "error" : "warning";
        if (_inColour) severity = finding.IsError ? $"\e[31m{severity}\e[0m" : $"\e[33m{severity}\e[0m";
        _text.Write(string.Create(
            CultureInfo.InvariantCulture, $"{finding.Source}:{finding.Place.Line}:{finding.Place.Column}: "));
        _text.Write($"{severity} {found.Code}: {PlainText.Of(found.Message)}");
        if (found.Section is { } section) _text.Write($" ({section})");
        _text.WriteLine(PlainText.Of(WhereIn(finding)));
        if (!string.IsNullOrEmpty(found.Hint)) _text.WriteLine($"    hint: {PlainText.Of(found.Hint)}");
    }

    private static string WhereIn(Finding finding)
    {
        var pointer = finding.Found.Pointer;
        var name = finding.Id is { Length: > 0 and <= 300 } id ? id : null;
        var whole = (finding.Index, name) switch
        {
            (null, null) => "",
            (null, _) => $"bundle {name}",
            ({ } index, null) => string.Create(CultureInfo.InvariantCulture, $"object {index}"),
            ({ } index, _) => string.Create(CultureInfo.InvariantCulture, $"object {index}, {name}"),
        };
        if (pointer.Length == 0) return whole.Length == 0 ? "" : $" in {whole}";
        return whole.Length == 0 ? $" at {pointer}" : $" at {pointer} in {whole}";
    }

    private void WriteSummary()
    {
        var text = new StringBuilder();
        if (_files + _unreadable != 1) text.Append(Count(_files, "file")).Append(", ");
        text.Append(Count(_objects, "object")).Append(": ").Append(_valid).Append(" valid, ")
            .Append(_objects - _valid).Append(" not; ")
            .Append(Count(_errors, "error")).Append(", ").Append(Count(_warnings, "warning"));
        if (_unreadable > 0) text.Append("; ").Append(Count(_unreadable, "file")).Append(" could not be read");
        var elapsed = _progress.Elapsed;
        if (elapsed >= RateShownFrom)
        {
            var rate = (long)(BytesRead / elapsed.TotalSeconds);
            text.Append(CultureInfo.InvariantCulture, $" ({Size(BytesRead)} in {elapsed.TotalSeconds:0.0} s")
                .Append(CultureInfo.InvariantCulture, $", {Size(rate)}/s)");
        }

        _text.WriteLine(text);
    }

    private void WriteJson(Finding finding)
    {
        _json!.WriteStartObject();
        _json.WriteString("source"u8, finding.Source);
        _json.WriteNumber("line"u8, finding.Place.Line);
        _json.WriteNumber("column"u8, finding.Place.Column);
        _json.WriteString("severity"u8, finding.IsError ? "error"u8 : "warning"u8);
        FindingJson.WriteMembers(_json, finding.Found, finding.Offset);
        if (finding.Index is { } index) _json.WriteNumber("index"u8, index);
        if (finding.Id is { } id) _json.WriteString("id"u8, id);
        _json.WriteEndObject();
    }

    private void WriteJsonSummary()
    {
        _json!.WriteEndArray();
        _json.WriteNumber("files"u8, _files);
        _json.WriteNumber("unreadable"u8, _unreadable);
        _json.WriteNumber("bytes"u8, BytesRead);
        _json.WriteNumber("objects"u8, _objects);
        _json.WriteNumber("valid"u8, _valid);
        _json.WriteNumber("errors"u8, _errors);
        _json.WriteNumber("warnings"u8, _warnings);
        _json.WriteEndObject();
        _json.Flush();
        _text.WriteLine();
    }

    private static string Count(long number, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {what}{(number == 1 ? "" : "s")}");

    private static string Size(long bytes) => bytes < 1_000_000
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.0} kB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB");
}
