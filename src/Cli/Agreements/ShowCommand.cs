using System.CommandLine;
using System.Text.Json;
using Entente.Agreements.Clauses;
using Entente.Agreements.Signatures;
using Entente.Cli.Node;
using Entente.Cli.Output;
using Spectre.Console;

namespace Entente.Cli.Agreements;

/// <summary>
/// <c>entente agreement show</c>: an agreement's clauses, how far each is enforced, and who has signed.
/// </summary>
internal static class ShowCommand
{
    public static Command Create()
    {
        var what = new Argument<string>("FILE|ID") { Description = "a file, or the id of an agreement on the node" };
        var command = new Command("show", "show an agreement: clauses, strength, signatures") { what };
        var node = NodeOptions.AddTo(command);
        command.SetAction((parsed, cancellation) => Failure.GuardAsync(async () =>
        {
            var named = parsed.GetValue(what)!;
            if (File.Exists(named)) return Print(AgreementFile.Read(new FileInfo(named)));
            using var remote = node.Open(parsed);
            var answer = await remote.GetAsync($"api/agreements/{AgreementId.InPath(named)}", cancellation);
            if (parsed.GetValue(node.Json)) return JsonPrinter.Print(answer);
            var signed = SignedAgreement.Read(JsonSerializer.SerializeToUtf8Bytes(answer), out _);
            return signed is null ? throw new Failure("node-answer", "the node's answer is no agreement") : Print(signed);
        }));
        return command;
    }

    private static int Print(SignedAgreement signed)
    {
        var document = signed.Document;
        AnsiConsole.MarkupLineInterpolated($"[bold]{document.ToString()}[/] ({document.Realm})");
        foreach (var (language, title) in document.Title) AnsiConsole.MarkupLineInterpolated($"  {language}: {title}");
        var instrument = document.Of<InstrumentClause>().FirstOrDefault();
        if (instrument is { Binding: false }) AnsiConsole.WriteLine("  not legally binding; enforced by this software all the same");
        AnsiConsole.MarkupLineInterpolated($"  sha256 {document.Digest.ToHex()}");
        var table = Tables.Create("clause", "type", "article", "applies", "acts", "our node", "partner's copy");
        foreach (var clause in document.Clauses)
        {
            table.AddRow(
                clause.Header.Id, clause.Header.Type, Markup.Escape(clause.Header.SourceArticle), Markup.Escape(Applies(clause.Header)),
                string.Join(' ', ClauseWords.Of(clause.Modes)), ClauseWords.Of(clause.OwnNode), ClauseWords.Of(clause.Beyond));
        }

        AnsiConsole.Write(table);
        return SignatureTable.Print(signed) ? ExitCode.Ok : ExitCode.No;
    }

    private static string Applies(ClauseHeader header) => header.From.IsEmpty && header.To.IsEmpty
        ? "always"
        : $"{(header.From.IsEmpty ? "any" : string.Join(", ", header.From))} to {(header.To.IsEmpty ? "any" : string.Join(", ", header.To))}";
}
