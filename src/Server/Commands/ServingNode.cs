using System.Net.Http.Headers;
using System.Text.Json;
using Entente.Server.Hosting;

namespace Entente.Server.Commands;

/// <summary>The node that serves this data folder, asked through its operator's interface.</summary>
internal static class ServingNode
{
    /// <summary>Posts to a path; null when no node serves.</summary>
    /// <exception cref="InvalidDataException">The node refused, with its reason.</exception>
    public static async Task<JsonElement?> PostAsync(NodeFolder folder, string path, CancellationToken cancellation)
    {
        using var http = new HttpClient
        {
            // It answers when the work is done, however long that takes.
            BaseAddress = new Uri(NodeSettings.Read(folder.Settings).LocalAddress), Timeout = Timeout.InfiniteTimeSpan,
        };
        var token = (await File.ReadAllTextAsync(folder.OperatorToken, cancellation)).Trim();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var response = await http.PostAsync(new Uri(path, UriKind.Relative), null, cancellation);
            using var json = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellation));
            if (response.IsSuccessStatusCode) return json.RootElement.Clone();
            throw new InvalidDataException(
                json.RootElement.GetProperty("errors")[0].GetProperty("message").GetString());
        }
        catch (HttpRequestException failure) when (failure.HttpRequestError == HttpRequestError.ConnectionError)
        {
            return null;
        }
        catch (JsonException)
        {
            throw new InvalidDataException($"what answers at `{http.BaseAddress}` is no node");
        }
    }
}
