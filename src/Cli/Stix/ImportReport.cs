using System.Text.Encodings.Web;
using System.Text.Json;
using Entente.Cli.Output;
using Entente.Stix;
using Entente.Stix.Upgrade;
using Spectre.Console;

namespace Entente.Cli.Stix;

/// <summary>
/// What an import did. For programs every change is written as it happens; people get a table of the kinds of changes,
/// and each refusal.
/// </summary>
internal sealed class ImportReport : IAsyncDisposable
{
    private const int ShownRefusalsMax = 200;

    private readonly TextWriter _writer;
    private readonly Stream? _stream;
    private readonly Utf8JsonWriter? _json;
    private readonly Dictionary<(string Code, UpgradeChangeKind Kind), (long Count, string Example)> _changes = [];
    private readonly List<(string Place, Diagnostic Found)> _refusals = [];
    private readonly Dictionary<UpgradeOutcome, long> _outcomes = [];
    private long _observables;
    private long _hiddenRefusals;
    private long _refusedMerges;
    private bool _isMerging;

    public ImportReport(bool asJson, bool toErrors)
    {
        _writer = toErrors ? Console.Error : Console.Out;
        if (!asJson) return;
        _stream = toErrors ? Console.OpenStandardError() : Console.OpenStandardOutput();
        _json = new Utf8JsonWriter(
            _stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        _json.WriteStartObject();
        _json.WriteStartArray("objects");
    }

    /// <summary>Notes what became of one object.</summary>
    public void Add(string source, long offset, ObjectUpgrade upgrade)
    {
        _outcomes[upgrade.Outcome] = Of(upgrade.Outcome) + 1;
        _observables += upgrade.Observables.Length;
        Count(upgrade);
        Note($"{source}:{offset}", upgrade);
        if (_json is not null) Write(upgrade, source, offset);
    }

    /// <summary>Notes an observable that several sources described; these come after all objects.</summary>
    public void AddMerged(ObjectUpgrade merged)
    {
        _outcomes[UpgradeOutcome.Merged] = Of(UpgradeOutcome.Merged) + 1;
        _refusedMerges += merged.Outcome == UpgradeOutcome.Refused ? 1 : 0;
        Count(merged);
        Note($"{merged.Id}", merged);
        if (_json is null) return;
        StartMerged();
        Write(merged, null, 0);
    }

    /// <summary>Ends the report; the exit code says whether anything was refused.</summary>
    public int Print()
    {
        var exitCode = Of(UpgradeOutcome.Refused) + _refusedMerges == 0 ? ExitCode.Ok : ExitCode.No;
        if (_json is null) PrintForPeople();
        else EndJson();
        return exitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (_json is not null) await _json.DisposeAsync();
        if (_stream is not null) await _stream.DisposeAsync();
    }

    private long Of(UpgradeOutcome outcome) => _outcomes.GetValueOrDefault(outcome);

    private long Read => Of(UpgradeOutcome.Upgraded) + Of(UpgradeOutcome.AlreadyCurrent) + Of(UpgradeOutcome.Refused);

    private void Count(ObjectUpgrade upgrade)
    {
        foreach (var change in upgrade.Changes)
        {
            var known = _changes.TryGetValue((change.Code, change.Kind), out var row) ? row : (0, change.Message);
            _changes[(change.Code, change.Kind)] = (known.Item1 + 1, known.Item2);
        }
    }

    private void Note(string place, ObjectUpgrade upgrade)
    {
        foreach (var found in upgrade.Diagnostics)
        {
            if (_refusals.Count < ShownRefusalsMax) _refusals.Add((place, found));
            else _hiddenRefusals++;
        }
    }

    private void PrintForPeople()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(_writer) });
        foreach (var (place, found) in _refusals)
        {
            Failure.Print(found.Code, $"{found.Message} (at {place}{found.Pointer})", found.Hint);
        }

        if (_hiddenRefusals > 0)
        {
            console.MarkupLineInterpolated($"{_hiddenRefusals} more errors; `--json` lists them all");
        }

        if (_changes.Count > 0)
        {
            var table = Tables.Create("change", "kind", "times", "such as");
            table.Columns[2].RightAligned();
            foreach (var ((code, kind), (count, example)) in _changes
                .OrderBy(row => row.Key.Kind).ThenBy(row => row.Key.Code, StringComparer.Ordinal))
            {
                table.AddRow(code, Colour(kind), count.ToString(), Markup.Escape(example));
            }

            console.Write(table);
        }

        var (current, refused) = (Of(UpgradeOutcome.AlreadyCurrent), Of(UpgradeOutcome.Refused));
        console.MarkupLineInterpolated(
            $"read {Read} objects: {Of(UpgradeOutcome.Upgraded)} upgraded, {current} already 2.1, {refused} refused");
        if (_observables == 0) return;
        console.MarkupLineInterpolated(
            $"{_observables} observables came out of observed data; {Of(UpgradeOutcome.Merged)} have several sources");
    }

    private static string Colour(UpgradeChangeKind kind) => kind switch
    {
        UpgradeChangeKind.Moved => "[green]moved[/]",
        UpgradeChangeKind.Kept => "[aqua]kept[/]",
        UpgradeChangeKind.Assumed => "[yellow]assumed[/]",
        _ => "[red]lost[/]",
    };

    private void StartMerged()
    {
        if (_isMerging) return;
        _isMerging = true;
        _json!.WriteEndArray();
        _json.WriteStartArray("merged");
    }

    private void EndJson()
    {
        StartMerged();
        _json!.WriteEndArray();
        _json.WriteNumber("read", Read);
        _json.WriteNumber("upgraded", Of(UpgradeOutcome.Upgraded));
        _json.WriteNumber("current", Of(UpgradeOutcome.AlreadyCurrent));
        _json.WriteNumber("refused", Of(UpgradeOutcome.Refused));
        _json.WriteNumber("observables", _observables);
        _json.WriteEndObject();
        _json.Flush();
        _stream!.Write("\n"u8);
        _stream.Flush();
    }

    private void Write(ObjectUpgrade upgrade, string? source, long offset)
    {
        JsonSerializer.Serialize(_json!, new
        {
            source,
            offset,
            type = upgrade.Type,
            id = upgrade.Id,
            outcome = upgrade.Outcome switch
            {
                UpgradeOutcome.AlreadyCurrent => "current",
                var outcome => outcome.ToString().ToLowerInvariant(),
            },
            observables = upgrade.Observables.Select(one => one.Id),
            changes = upgrade.Changes.Select(change => new
            {
                code = change.Code,
                kind = change.Kind.ToString().ToLowerInvariant(),
                pointer = change.Pointer,
                before = change.Before,
                after = change.After,
                message = change.Message,
                section = change.Section,
            }),
            diagnostics = upgrade.Diagnostics.Select(found => new
            {
                code = found.Code,
                pointer = found.Pointer,
                offset = found.Offset,
                message = found.Message,
                hint = found.Hint,
                section = found.Section,
            }),
        });
        if (_json!.BytesPending > 1 << 16) _json.Flush();
    }
}
