using System.Text;
using System.Text.Json;
using Xunit;

namespace Entente.IntegrationTests.Taxii;

/// <summary>An answer as it came over the wire.</summary>
internal sealed record Answer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public const string Taxii = "application/taxii+json;version=2.1";

    public string Text => Encoding.UTF8.GetString(Body);

    public JsonElement Json
    {
        get
        {
            using var document = JsonDocument.Parse(Body);
            return document.RootElement.Clone();
        }
    }

    /// <summary>The ids of an envelope's or a manifest's objects, in their order.</summary>
    public List<string> Ids =>
        [.. Items("objects").Select(item => item.GetProperty("id").GetString()!)];

    public string? Next => Json.TryGetProperty("next", out var next) ? next.GetString() : null;

    public bool More => Json.TryGetProperty("more", out var more) && more.GetBoolean();

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public IReadOnlyList<JsonElement> Items(string name) =>
        Json.TryGetProperty(name, out var items) ? [.. items.EnumerateArray()] : [];

    /// <summary>What holds for every answer: its media type, a body, and in a failure an error resource.</summary>
    public Answer Is(int status)
    {
        Assert.True(Status == status, $"{Status} instead of {status}: {Text}");
        Assert.Equal(Taxii, Header("Content-Type"));
        if (status < 400) return this;
        Assert.NotEqual("", Json.GetProperty("title").GetString());
        Assert.Equal($"{status}", Json.GetProperty("http_status").GetString());
        return this;
    }

    public static async Task<Answer> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var headers = response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
            .ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        return new Answer(
            (int)response.StatusCode, headers, await response.Content.ReadAsByteArrayAsync(cancellation));
    }
}
