using System.CommandLine;
using System.Text;
using System.Text.Json;
using Entente.Cli.Node;
using Entente.Cli.Output;
using Spectre.Console;

namespace Entente.Cli.Agreements;

/// <summary>
/// <c>entente agreement activate FILE</c>: hands a signed agreement to our node, which checks everything.
/// </summary>
internal static class ActivateCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "the agreement, signed by all parties" };
        var texts = new Option<string[]>("--text") { Description = "LANGUAGE=FILE: an authentic text, to be checked; repeatable" };
        var command = new Command("activate", "activate a signed agreement on our node") { file, texts };
        var node = NodeOptions.AddTo(command);
        command.SetAction((parsed, cancellation) => Failure.GuardAsync(async () =>
        {
            using var client = node.Open(parsed);
            var signed = AgreementFile.Read(parsed.GetValue(file)!);
            using var body = new MemoryStream();
            using (var json = new Utf8JsonWriter(body))
            {
                json.WriteStartObject();
                json.WritePropertyName("signed");
                json.WriteRawValue(signed.ToBytes());
                json.WriteStartObject("texts");
                foreach (var text in parsed.GetValue(texts) ?? []) WriteText(json, text);
                json.WriteEndObject();
                json.WriteEndObject();
            }

            using var content = new StringContent(Encoding.UTF8.GetString(body.ToArray()), Encoding.UTF8, "application/json");
            var answer = await client.PostAsync("api/agreements/activate", content, cancellation);
            if (parsed.GetValue(node.Json)) return JsonPrinter.Print(answer);
            AnsiConsole.MarkupLineInterpolated(
                $"{answer.GetProperty("id").GetString()} version {answer.GetProperty("version")} is active, {answer.GetProperty("state").GetString()}");
            return ExitCode.Ok;
        }));
        return command;
    }

    private static void WriteText(Utf8JsonWriter json, string given)
    {
        var at = given.IndexOf('=', StringComparison.Ordinal);
        if (at < 1) throw new Failure("text-malformed", $"`{given}` is not LANGUAGE=FILE", "such as `--text en=arrangement.en.txt`");
        json.WriteBase64String(given[..at], File.ReadAllBytes(given[(at + 1)..]));
    }
}
