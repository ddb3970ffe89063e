using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text.Json;
using Entente.Cli.Output;

namespace Entente.Cli.Node;

/// <summary>The operator's interface of a node, over HTTP on loopback.</summary>
internal sealed class NodeClient : IDisposable
{
    /// <summary>Imports of large bundles take minutes; nothing takes longer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    private readonly HttpClient _http;

    public NodeClient(Uri address, string token)
    {
        _http = new HttpClient { BaseAddress = address, Timeout = Patience };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public Task<JsonElement> GetAsync(string path, CancellationToken cancellation) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, path), cancellation);

    public Task<byte[]> GetBytesAsync(string path, CancellationToken cancellation) =>
        SendForBytesAsync(new HttpRequestMessage(HttpMethod.Get, path), cancellation);

    public Task<JsonElement> PostAsync(string path, HttpContent? body, CancellationToken cancellation) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = body }, cancellation);

    public Task<JsonElement> PostFileAsync(string path, Stream body, CancellationToken cancellation)
    {
        var content = new StreamContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json);
        return PostAsync(path, content, cancellation);
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonElement> SendAsync(HttpRequestMessage request, CancellationToken cancellation) =>
        JsonDocument.Parse(await SendForBytesAsync(request, cancellation)).RootElement.Clone();

    private async Task<byte[]> SendForBytesAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        using var response = await _http.SendAsync(request, cancellation);
        var body = await response.Content.ReadAsByteArrayAsync(cancellation);
        return response.IsSuccessStatusCode ? body : throw Refusal(body, (int)response.StatusCode);
    }

    /// <summary>A refusal of the node: a list of errors, each with code, place and hint.</summary>
    private static Failure Refusal(byte[] body, int status)
    {
        try
        {
            var errors = JsonDocument.Parse(body).RootElement.GetProperty("errors").EnumerateArray().ToList();
            foreach (var error in errors.SkipLast(1)) Failure.Print(Text(error, "code"), Line(error), Text(error, "hint"));
            var last = errors[^1];
            return new Failure(Text(last, "code"), Line(last), Text(last, "hint"), ExitCode.No);
        }
        catch (Exception malformed) when (malformed is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return new Failure("node-answer", $"the node answered {status} without saying why");
        }
    }

    private static string Line(JsonElement error)
    {
        var place = Text(error, "place");
        return place.Length > 0 ? $"{Text(error, "message")} (at {place})" : Text(error, "message");
    }

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
