using System.Security.Cryptography.X509Certificates;
using System.Text;
using Entente.Taxii;

namespace Entente.Tests.Taxii;

/// <summary>One request as it came over the wire, and the means to answer it.</summary>
internal sealed record WireRequest(string Target, string[] Headers, Stream Stream, CancellationToken Stop)
{
    public string Method { get; init; } = "";

    public string Body { get; init; } = "";

    public X509Certificate2? ClientCertificate { get; init; }

    public string? Header(string name) => Headers
        .FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
        ?[(name.Length + 1)..].Trim();

    public async Task RawAsync(string text) => await Stream.WriteAsync(Encoding.UTF8.GetBytes(text), Stop);

    public async Task PackedAsync(string coding, byte[] body, int status = 200)
    {
        await RawAsync(Head(
            status, $"Content-Type: {TaxiiMedia.Taxii21}", $"Content-Encoding: {coding}", $"Content-Length: {body.Length}"));
        await Stream.WriteAsync(body, Stop);
    }

    public Task JsonAsync(string body, int status = 200, params string[] headers)
    {
        string[] ours = [$"Content-Type: {TaxiiMedia.Taxii21}", $"Content-Length: {Encoding.UTF8.GetByteCount(body)}"];
        return RawAsync(Head(status, [.. ours, .. headers]) + body);
    }

    public static string Head(int status, params string[] headers) =>
        $"HTTP/1.1 {status} Status\r\nConnection: close\r\n{string.Concat(headers.Select(line => line + "\r\n"))}\r\n";
}
