using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Entente.Cli.Output;

namespace Entente.Cli.Stix;

/// <summary>
/// Answers each line of input by one line of JSON, in order. Answers are written before more input is waited for, so a
/// program may hold a conversation; a file is answered in large pieces.
/// </summary>
internal static class LineLoop
{
    /// <summary>Longest line that is read. A bundle that is longer goes to <c>entente validate</c> as a file.</summary>
    public const int LineBytesMax = 16 * 1024 * 1024;

    private const int OutputBytesMax = 64 * 1024;

    /// <summary>Reads all inputs, each line of each.</summary>
    /// <param name="inputs">Files, or <c>-</c>.</param>
    /// <param name="judge">
    /// What to say of a line; null stands for one that is longer than <see cref="LineBytesMax"/>. Lines that arrive
    /// together are judged on all processors.
    /// </param>
    /// <param name="write">Writes what was said as one JSON value.</param>
    /// <param name="cancellation">Ends the run.</param>
    public static async Task<int> RunAsync<T>(
        IReadOnlyList<string> inputs,
        Func<ReadOnlyMemory<byte>?, T> judge,
        Action<Utf8JsonWriter, T> write,
        CancellationToken cancellation)
    {
        await using var output = Console.OpenStandardOutput();
        var buffer = new ArrayBufferWriter<byte>(OutputBytesMax);
        await using var json = new Utf8JsonWriter(
            buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        foreach (var input in inputs)
        {
            await using var stream = InputFiles.Open(input);
            var reader = new LineReader(stream, LineBytesMax);
            bool more;
            do
            {
                more = await reader.ReadAsync(cancellation);
                foreach (var answer in Batch.Of(TakeAll(reader), judge))
                {
                    write(json, answer);
                    json.Flush();
                    json.Reset();
                    buffer.Write("\n"u8);
                    if (buffer.WrittenCount >= OutputBytesMax) await WriteAsync();
                }

                await WriteAsync();
            }
            while (more);
        }

        return ExitCode.Ok;

        async Task WriteAsync()
        {
            if (buffer.WrittenCount == 0) return;
            await output.WriteAsync(buffer.WrittenMemory, cancellation);
            await output.FlushAsync(cancellation);
            buffer.ResetWrittenCount();
        }
    }

    private static List<ReadOnlyMemory<byte>?> TakeAll(LineReader reader)
    {
        var lines = new List<ReadOnlyMemory<byte>?>();
        while (reader.TryTake(out var line)) lines.Add(line);
        return lines;
    }
}
