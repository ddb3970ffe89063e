using System.Net.Sockets;
using System.Text;
using Entente.Taxii;

namespace Entente.Tests.Taxii;

/// <summary>One request as it came over the wire, and the means to answer it.</summary>
internal sealed record WireRequest(string Target, string[] Headers, NetworkStream Stream, CancellationToken Stop)
{
    public string Method { get; init; } = "";

    public string Body { get; init; } = "";

    public string? Header(string name) => Headers
        .FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
        ?[(name.Length + 1)..].Trim();

    public async Task RawAsync(string text) => await Stream.WriteAsync(Encoding.UTF8.GetBytes(text), Stop);

    public Task JsonAsync(string body, int status = 200, params string[] headers)
    {
        string[] ours = [$"Content-Type: {TaxiiMedia.Taxii21}", $"Content-Length: {Encoding.UTF8.GetByteCount(body)}"];
        return RawAsync(Head(status, [.. ours, .. headers]) + body);
    }

    public static string Head(int status, params string[] headers) =>
        $"HTTP/1.1 {status} Status\r\nConnection: close\r\n{string.Concat(headers.Select(line => line + "\r\n"))}\r\n";
}
