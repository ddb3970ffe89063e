using System.CommandLine;
using Entente.Server.Hosting;

namespace Entente.Server.Commands;

/// <summary>The option <c>--data FOLDER</c>, or ENTENTE_DATA.</summary>
internal static class DataOption
{
    public static Option<DirectoryInfo?> Create() => new("--data") { Description = "the node's data folder (or ENTENTE_DATA)" };

    public static NodeFolder Open(this ParseResult parsed, Option<DirectoryInfo?> option)
    {
        var path = parsed.GetValue(option)?.FullName ?? Environment.GetEnvironmentVariable("ENTENTE_DATA");
        return path is null
            ? throw new InvalidDataException("no data folder was named; give `--data FOLDER` or set ENTENTE_DATA")
            : new NodeFolder(path);
    }
}
