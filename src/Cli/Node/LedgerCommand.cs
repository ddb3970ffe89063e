using System.CommandLine;
using Entente.Cli.Output;
using Entente.Transparency;
using Spectre.Console;

namespace Entente.Cli.Node;

/// <summary>
/// <c>entente ledger export FOLDER --to PARTY</c>: copies the log of what was disclosed to a party, and
/// its receipt, for <c>entente verify FOLDER</c> on any machine.
/// </summary>
internal static class LedgerCommand
{
    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("FOLDER") { Description = "where the copy goes; new or empty" };
        var to = new Option<string>("--to") { Description = "the party that received", Required = true };
        var agreement = new Option<string?>("--agreement") { Description = "the agreement, if the party has several channels" };
        var export = new Command("export", "copy a log's checkpoint, tiles and entries, to be verified offline") { folder, to, agreement };
        var node = NodeOptions.AddTo(export);
        export.SetAction((parsed, cancellation) => Failure.GuardAsync(async () =>
        {
            using var client = node.Open(parsed);
            var target = parsed.GetValue(folder)!;
            if (target.Exists && target.EnumerateFileSystemInfos().Any())
            {
                throw new Failure("folder-not-empty", $"`{target.FullName}` is not empty", "an old log between the files would not verify");
            }

            var channel = await ChannelAsync(client, parsed.GetValue(to)!, parsed.GetValue(agreement), cancellation);
            var size = await SaveAsync(client, $"api/channels/{channel}/", target.FullName, cancellation);
            var hasReceipt = await SaveReceiptAsync(client, $"api/channels/{channel}/receipt", target.FullName, cancellation);
            var receipt = hasReceipt ? "with its receipt" : "which has not cosigned a receipt yet";
            AnsiConsole.MarkupLineInterpolated($"{size} entries to {parsed.GetValue(to)}, {receipt}, are in {target.FullName}");
            return ExitCode.Ok;
        }));
        return new Command("ledger", "the logs of what was disclosed") { export };
    }

    private static async Task<string> ChannelAsync(
        NodeClient client, string party, string? agreement, CancellationToken cancellation)
    {
        var status = await client.GetAsync("api/status", cancellation);
        var found = status.GetProperty("channels").EnumerateArray()
            .Where(channel => channel.GetProperty("recipient").GetString() == party)
            .Where(channel => agreement is null || channel.GetProperty("agreement").GetString() == agreement).ToList();
        return found switch
        {
            [] => throw new Failure("channel-unknown", $"there is no channel to `{party}`", "`entente status` lists them", ExitCode.No),
            [var one] => one.GetProperty("collection").GetString()!,
            _ => throw new Failure(
                "channel-ambiguous",
                $"`{party}` has {found.Count} channels",
                "name one: " + string.Join(", ", found.Select(one => $"--agreement {one.GetProperty("agreement").GetString()}")),
                ExitCode.No),
        };
    }

    /// <summary>
    /// All tiles that a log of the checkpoint's size has (C2SP tlog-tiles): full ones, and the partial at the edge.
    /// </summary>
    private static async Task<long> SaveAsync(
        NodeClient client, string root, string folder, CancellationToken cancellation)
    {
        var note = await client.GetBytesAsync(root + "checkpoint", cancellation);
        if (!SignedNote.TryParse(note, out var signed, out var fault) || !Checkpoint.TryParse(signed.Text, out var checkpoint, out fault))
        {
            throw new Failure("checkpoint-malformed", fault);
        }

        await WriteAsync(folder, "checkpoint", note, cancellation);
        foreach (var tile in TileLayout.TilesOf(TileId.Entries, checkpoint.Size).Concat(TileLayout.Tiles(checkpoint.Size)))
        {
            await WriteAsync(folder, tile.ToString(), await client.GetBytesAsync($"{root}{tile}", cancellation), cancellation);
        }

        return checkpoint.Size;
    }

    private static async Task<bool> SaveReceiptAsync(
        NodeClient client, string path, string folder, CancellationToken cancellation)
    {
        try
        {
            await WriteAsync(folder, "receipt", await client.GetBytesAsync(path, cancellation), cancellation);
            return true;
        }
        catch (Failure missing) when (missing.Code == "receipt-missing")
        {
            return false;
        }
    }

    private static async Task WriteAsync(string folder, string name, byte[] bytes, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, bytes, cancellation);
    }
}
