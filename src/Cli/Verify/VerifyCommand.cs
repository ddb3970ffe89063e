using System.CommandLine;
using Entente.Cli.Output;
using Entente.Transparency;
using Spectre.Console;

namespace Entente.Cli.Verify;

/// <summary>
/// <c>entente verify FOLDER</c>: checks a log offline, from a copy of its tiles and the discloser's public key, without
/// trusting any server: signature, tree, every entry, and the recipient's cosignature if its key is given.
/// </summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("FOLDER") { Description = "checkpoint and tile/… as the log serves them" };
        var party = new Option<FileInfo?>("--party") { Description = "the discloser's party.json" };
        var key = new Option<string?>("--key") { Description = "or the log's public key: base64, or a vkey" };
        var cosigner = new Option<FileInfo?>("--cosigner") { Description = "the recipient's party.json, to check its receipt" };
        var json = new Option<bool>("--json") { Description = "print JSON for programs" };
        var command = new Command("verify", "check a log offline: signatures, tree, entries") { folder, party, key, cosigner, json };
        command.SetAction(parsed => Failure.GuardAsync(() =>
        {
            var tiles = new TileFolder(parsed.GetValue(folder)!.FullName);
            var note = tiles.ReadCheckpoint();
            var origin = OriginOf(note);
            var log = LogKey(parsed.GetValue(party), parsed.GetValue(key), origin);
            var witness = parsed.GetValue(cosigner) is { } file ? PartyFile.Read(file).Witness : null;
            var receipt = witness is null ? null : Receipt.Verify(tiles.ReadReceipt() ?? note, note, log, witness, tiles);
            var summary = new LogCheck(tiles).Run(note, log, []);
            if (summary.Verdict.Checkpoint is not { } checkpoint)
            {
                throw new Failure(summary.Faults[0].Code, summary.Faults[0].Message, null, ExitCode.No);
            }

            return Task.FromResult(parsed.GetValue(json)
                ? Json(checkpoint, receipt, summary)
                : Print(checkpoint, receipt, summary));
        }));
        return command;
    }

    private static int Print(Checkpoint checkpoint, Receipt? receipt, LogSummary summary)
    {
        foreach (var fault in summary.Faults)
        {
            Failure.Print(fault.Code, fault.Index is { } at ? $"{fault.Message} (at entry {at})" : fault.Message, null);
        }

        AnsiConsole.MarkupLineInterpolated($"log      {checkpoint.Origin}");
        AnsiConsole.MarkupLineInterpolated($"size     {checkpoint.Size}");
        AnsiConsole.MarkupLineInterpolated($"root     {checkpoint.Root.ToBase64()}");
        if (receipt is not null)
        {
            AnsiConsole.MarkupLineInterpolated(
                $"receipt  {receipt.At.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC for {receipt.Size} of {checkpoint.Size} entries");
        }

        foreach (var (action, count) in summary.Actions) AnsiConsole.MarkupLineInterpolated($"{action,-8} {count}");
        foreach (var (clause, count) in summary.Clauses) AnsiConsole.MarkupLineInterpolated($"  clause {clause}: {count}");
        if (summary.Faults.Count == 0) AnsiConsole.MarkupLine("[green]verified[/]: signature, tree and every entry");
        return summary.Faults.Count == 0 ? ExitCode.Ok : ExitCode.No;
    }

    private static int Json(Checkpoint checkpoint, Receipt? receipt, LogSummary summary) => JsonPrinter.Print(
        System.Text.Json.JsonSerializer.SerializeToElement(new
        {
            origin = checkpoint.Origin,
            size = checkpoint.Size,
            root = checkpoint.Root.ToBase64(),
            cosignedAt = receipt?.At,
            cosignedSize = receipt?.Size,
            actions = summary.Actions,
            clauses = summary.Clauses,
            faults = summary.Faults.Select(fault => new { code = fault.Code, entry = fault.Index, detail = fault.Message }),
            verified = summary.Faults.Count == 0,
        }),
        summary.Faults.Count == 0 ? ExitCode.Ok : ExitCode.No);

    private static string OriginOf(byte[] note)
    {
        if (!SignedNote.TryParse(note, out var parsed, out var fault)) throw new Failure("checkpoint-malformed", fault, null, ExitCode.No);
        return Checkpoint.TryParse(parsed.Text, out var checkpoint, out fault)
            ? checkpoint.Origin
            : throw new Failure("checkpoint-malformed", fault, null, ExitCode.No);
    }

    /// <summary>The key, and with a party file also that the log is that party's.</summary>
    private static NoteVerifier LogKey(FileInfo? party, string? key, string origin)
    {
        if (party is not null)
        {
            var read = PartyFile.Read(party);
            return origin.StartsWith(read.Origin + "/", StringComparison.Ordinal)
                ? NoteVerifier.ForLog(origin, read.Log)
                : throw new Failure("checkpoint-origin", $"`{origin}` is not a log of `{read.Origin}`", null, ExitCode.No);
        }

        if (key is null) throw new Failure("key-unknown", "no key was given", "give `--party FILE` or `--key KEY`");
        // Base64 has `+` too; only a vkey names the log before it.
        if (VerificationKey.TryParseBase64(key, out var bare)) return NoteVerifier.ForLog(origin, bare);
        return NoteVerifier.TryParse(key, out var named)
            ? OfLog(named, origin)
            : throw new Failure("key-malformed", $"`{key}` is not a public key", "base64 of 32 bytes, or a vkey `NAME+ID+KEY`");
    }

    private static NoteVerifier OfLog(NoteVerifier named, string origin)
    {
        if (named.IsCosigner) throw new Failure("key-malformed", $"`{named}` is a cosigner's key, not a log's");
        return named.Name == origin
            ? named
            : throw new Failure("checkpoint-origin", $"`{origin}` is not the log `{named.Name}`", null, ExitCode.No);
    }
}
