using System.Security.Cryptography;
using System.Text;
using Entente.Stix;

namespace Entente.Cli.Stix;

/// <summary>
/// Writes a bundle object by object (STIX 2.1 §8). Its id is made of its content and therefore stands at the end; the
/// same objects in the same order are the same bytes.
/// </summary>
internal sealed class BundleWriter(Stream output) : IAsyncDisposable
{
    private readonly BufferedStream _output = new(output, 64 * 1024);
    private readonly IncrementalHash _digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private bool _hasObjects;

    public async Task WriteAsync(ReadOnlyMemory<byte> utf8)
    {
        await TextAsync(_hasObjects ? ",\n" : "{\"type\":\"bundle\",\"objects\":[\n");
        _hasObjects = true;
        _digest.AppendData(utf8.Span);
        await _output.WriteAsync(utf8);
    }

    public async Task CompleteAsync()
    {
        var id = StixId.Format("bundle", StixId.Shape(_digest.GetHashAndReset(), version: 4));

        // A list must not be empty, so a bundle of nothing has none (§2.12).
        await TextAsync(_hasObjects ? $"\n],\"id\":\"{id}\"}}\n" : $"{{\"type\":\"bundle\",\"id\":\"{id}\"}}\n");
        await _output.FlushAsync();
    }

    public ValueTask DisposeAsync()
    {
        // The stream below belongs to who opened it.
        _digest.Dispose();
        return ValueTask.CompletedTask;
    }

    private ValueTask TextAsync(string text) => _output.WriteAsync(Encoding.UTF8.GetBytes(text));
}
