using System.Runtime.CompilerServices;
using Entente.Cli.Output;

namespace Entente.Cli.Stix;

/// <summary>Which files are read, how, and where a bundle goes.</summary>
internal static class InputFiles
{
    public const string StandardInput = "-";

    private const int ChunkBytes = 256 * 1024;

    private static readonly string[] Endings = [".json", ".jsonl", ".ndjson"];

    /// <summary>The files to read, folders looked through in the order of names.</summary>
    /// <param name="named">What was named: files, folders, <c>-</c>.</param>
    /// <param name="output">Never read, even if it lies in one of the folders.</param>
    public static IReadOnlyList<string> Find(IReadOnlyList<string> named, FileInfo? output = null)
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

    /// <summary>Opens a file or standard input.</summary>
    public static Stream Open(string input) =>
        input == StandardInput ? Console.OpenStandardInput() : File.OpenRead(input);

    /// <summary>Reads an input piece by piece; each piece is valid until the next is asked for.</summary>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> ChunksAsync(
        string input, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var stream = Open(input);
        var chunk = new byte[ChunkBytes];
        int length;
        while ((length = await stream.ReadAsync(chunk, cancellation)) > 0) yield return chunk.AsMemory(0, length);
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
