using System.Formats.Tar;
using System.IO.Compression;
using Entente.Lab.Samples;

namespace Entente.Lab.Fuzz;

/// <summary>
/// Inputs that earlier, longer searches kept because each reached something new: <c>tests/Lab/Fuzz/Corpora/NAME.tar.gz</c>.
/// A short search that starts from them sees in seconds what took an hour to find.
/// </summary>
/// <remarks>
/// To renew one: run with <c>--seconds 3600 --corpus FOLDER</c>, then
/// <c>tar --sort=name --mtime=@0 --owner=0 --group=0 -C FOLDER -czf NAME.tar.gz .</c>
/// </remarks>
internal static class Corpora
{
    public static IEnumerable<byte[]> Read(string name)
    {
        var path = Path.Combine(SamplesVerb.CheckoutRoot(), "tests", "Lab", "Fuzz", "Corpora", $"{name}.tar.gz");
        if (!File.Exists(path)) yield break;
        using var archive = new TarReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (archive.GetNextEntry(copyData: true) is { } entry)
        {
            if (entry.DataStream is not { } data) continue;
            var input = new byte[data.Length];
            data.ReadExactly(input);
            yield return input;
        }
    }
}
