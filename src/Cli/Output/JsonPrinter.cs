using System.Text.Encodings.Web;
using System.Text.Json;

namespace Entente.Cli.Output;

/// <summary>Prints answers for programs.</summary>
internal static class JsonPrinter
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static int Print(JsonElement answer, int exitCode = ExitCode.Ok)
    {
        Console.Out.WriteLine(JsonSerializer.Serialize(answer, Readable));
        return exitCode;
    }
}
