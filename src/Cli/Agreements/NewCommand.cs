using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Entente.Cli.Output;
using Spectre.Console;

namespace Entente.Cli.Agreements;

/// <summary>
/// <c>entente agreement new TEMPLATE</c>: fills a template with the parties' keys and its framework's digest.
/// </summary>
internal static class NewCommand
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Create()
    {
        var template = new Argument<FileInfo>("TEMPLATE") { Description = "agreement/1 without the parties' keys" };
        var parties = new Option<FileInfo[]>("--party") { Description = "a party's party.json; repeatable", Required = true };
        var parent = new Option<FileInfo?>("--parent") { Description = "the framework that it carries out" };
        var target = new Option<FileInfo>("--out", "-o") { Description = "where the document goes", Required = true };
        var command = new Command("new", "draw up an agreement from a template") { template, parties, parent, target };
        command.SetAction(parsed => Failure.GuardAsync(() =>
        {
            var document = JsonNode.Parse(File.ReadAllBytes(parsed.GetValue(template)!.FullName))?.AsObject()
                ?? throw new Failure("template-malformed", "the template is not a JSON object");
            foreach (var file in parsed.GetValue(parties)!) FillParty(document, file);
            if (parsed.GetValue(parent) is { } framework) FillParent(document, framework);
            var bytes = JsonSerializer.SerializeToUtf8Bytes(document, Readable);
            var read = AgreementFile.ReadDocument(bytes);
            File.WriteAllBytes(parsed.GetValue(target)!.FullName, bytes);
            AnsiConsole.MarkupLineInterpolated($"{read.ToString()} with {read.Clauses.Length} clauses, sha256 {read.Digest.ToHex()}");
            return Task.FromResult(ExitCode.Ok);
        }));
        return command;
    }

    private static void FillParty(JsonObject document, FileInfo file)
    {
        var given = JsonNode.Parse(File.ReadAllBytes(file.FullName))!.AsObject();
        var id = given["id"]!.GetValue<string>();
        var listed = Clauses(document, "parties").SelectMany(clause => clause["parties"]!.AsArray())
            .FirstOrDefault(party => party!["id"]!.GetValue<string>() == id)
            ?? throw new Failure("party-not-listed", $"the template lists no party `{id}`", "take the template of another agreement");
        listed["keys"] = given["keys"]!.DeepClone();
        listed["origin"] = given["origin"]!.DeepClone();
        listed["identity"] = given["identity"]!.DeepClone();
    }

    private static void FillParent(JsonObject document, FileInfo framework)
    {
        var parent = AgreementFile.Read(framework).Document;
        foreach (var instrument in Clauses(document, "instrument"))
        {
            instrument["parent"] = new JsonObject
            {
                ["id"] = parent.Id,
                ["version"] = parent.Version,
                ["sha256"] = parent.Digest.ToHex(),
            };
        }
    }

    private static IEnumerable<JsonObject> Clauses(JsonObject document, string type) => document["clauses"]!.AsArray()
        .Where(clause => clause!["type"]!.GetValue<string>() == type).Select(clause => clause!["parameters"]!.AsObject());
}
