using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Entente.Transparency;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Entente.IntegrationTests;

/// <summary>
/// A partner whose node turned against us: it holds every key of the real node, stands at its address, passes requests on
/// to it, and changes the answers.
/// </summary>
internal sealed class LyingPartner : IAsyncDisposable
{
    private readonly WebApplication _site;
    private readonly HttpClient _honest;
    private readonly string _keys;

    private LyingPartner(WebApplication site, HttpClient honest, string keys) =>
        (_site, _honest, _keys) = (site, honest, keys);

    /// <summary>What is done to an answer: the path and query asked, the honest bytes, and what is served.</summary>
    public Func<string, byte[], byte[]> Lie { get; set; } = Honest;

    /// <summary>Whether receipts end here: the honest node would see that its key signed another history.</summary>
    public bool KeepsReceipts { get; set; }

    public static byte[] Honest(string path, byte[] answer) => answer;

    /// <summary>Moves a running node to another port and takes its place.</summary>
    public static async Task<LyingPartner> ReplaceAsync(TestNode node)
    {
        await node.KillAsync();
        var address = new Uri(node.PartnerAddress);
        var settings = Path.Combine(node.Data, "node.json");
        var json = JsonNode.Parse(await File.ReadAllTextAsync(settings))!;
        json["partnerAddress"] = $"https://127.0.0.1:{FreePorts.Take()}";
        await File.WriteAllTextAsync(settings, json.ToJsonString());
        await node.ServeAsync();
        var keys = Path.Combine(node.Data, "keys");
        var certificate = X509Certificate2.CreateFromPemFile(Path.Combine(keys, "tls.pem"), Path.Combine(keys, "tls.key"));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, address.Port, listen => listen.UseHttps(certificate)));
        var liar = new LyingPartner(builder.Build(), node.PartnerClient(null), keys);
        liar._site.Run(liar.AnswerAsync);
        await liar._site.StartAsync();
        return liar;
    }

    /// <summary>A checkpoint with the log's own signature over whatever size and leaves.</summary>
    public byte[] Sign(byte[] honest, long size, Hash root)
    {
        Assert.True(SignedNote.TryParse(honest, out var note, out _));
        Assert.True(Checkpoint.TryParse(note!.Text, out var checkpoint, out _));
        Assert.True(PrivateKeyText.TryParse(File.ReadAllText(Path.Combine(_keys, "log.key")).Trim(), out _, out var key));
        var log = NoteSigner.ForLog(checkpoint!.Origin, key!);
        return SignedCheckpoints.Sign(checkpoint with { Size = size, Root = root }, log).ToBytes();
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        _honest.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = $"{context.Request.Path}{context.Request.QueryString}";
        if (KeepsReceipts && path.EndsWith("/receipt", StringComparison.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), path);
        if (context.Request.ContentLength > 0) request.Content = new StreamContent(context.Request.Body);
        foreach (var name in new[] { "Authorization", "Accept" })
        {
            if (context.Request.Headers.TryGetValue(name, out var values)) request.Headers.TryAddWithoutValidation(name, [.. values]);
        }

        using var response = await _honest.SendAsync(request, context.RequestAborted);
        var answer = await response.Content.ReadAsByteArrayAsync(context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
        foreach (var (name, values) in response.Headers.Where(header => header.Key.StartsWith("X-TAXII", StringComparison.OrdinalIgnoreCase)))
        {
            context.Response.Headers[name] = values.ToArray();
        }

        var served = response.IsSuccessStatusCode ? Lie(path, answer) : answer;
        if (served.Length > 0) await context.Response.Body.WriteAsync(served, context.RequestAborted);
    }
}
