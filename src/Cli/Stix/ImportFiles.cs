using Entente.Cli.Output;

namespace Entente.Cli.Stix;

/// <summary>Which files are read, and where the bundle goes.</summary>
internal static class ImportFiles
{
    public const string StandardInput = "-";

    private static readonly string[] Endings = [".json", ".jsonl", ".ndjson"];

    /// <summary>The files to read, folders looked through in the order of names.</summary>
    /// <param name="named">What was named: files, folders, <c>-</c>.</param>
    /// <param name="output">Never read, even if it lies in one of the folders.</param>
    public static IReadOnlyList<string> Find(IReadOnlyList<string> named, FileInfo? output)
    {
        var found = new List<string>();
        foreach (var name in named)
        {
            if (name == StandardInput || File.Exists(name)) found.Add(name);
            else if (Directory.Exists(name)) found.AddRange(In(name));
            else throw new Failure("file-missing", $"`{name}` does not exist", "name a file, a folder or `-`");
        }

        found.RemoveAll(name => output is not null && Path.GetFullPath(name) == output.FullName);
        if (found.Count > 0) return found;
        throw new Failure("file-missing", "there is nothing to read", "folders are looked through for *.json");
    }

    /// <summary>
    /// Writes a file beside the one that is wanted and puts it in its place when it is whole, so that nobody takes half
    /// a bundle for one; or writes to standard output.
    /// </summary>
    public static async Task WriteAsync(FileInfo? output, Func<Stream, Task> write)
    {
        if (output is null)
        {
            await using var standard = Console.OpenStandardOutput();
            await write(standard);
            return;
        }

        var partial = output.FullName + ".partial";
        try
        {
            await using (var file = File.Create(partial)) await write(file);
            File.Move(partial, output.FullName, overwrite: true);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }

    private static IOrderedEnumerable<string> In(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => Endings.Contains(Path.GetExtension(file).ToLowerInvariant()))
            .Order(StringComparer.Ordinal);
}
