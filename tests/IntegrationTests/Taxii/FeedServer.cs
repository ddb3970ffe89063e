using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Entente.Taxii;
using Entente.Taxii.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace Entente.IntegrationTests.Taxii;

/// <summary>
/// A TAXII 2.1 server of another make, over HTTPS: one API root with one collection, as well or as badly behaved as a
/// test says. It holds what it was given over a restart.
/// </summary>
internal sealed class FeedServer : IAsyncDisposable
{
    public const string Collection = "91a7b528-80eb-42ed-a74d-c6fbd5a26116";
    public const string User = "entente";
    public const string Password = "correct horse";

    private readonly X509Certificate2 _certificate = Certificate();
    private readonly int _port = FreePorts.Take();
    private readonly Dictionary<string, (int PollsLeft, List<(string Id, string Version)> Items)> _statuses = [];
    private X509Certificate2? _clientAuthority;
    private WebApplication? _site;

    public string Url => $"https://127.0.0.1:{_port}/api/collections/{Collection}/";

    public string Pin => PublicKeyPin.Of(_certificate);

    /// <summary>What it holds, in the order of being added; dates may be equal.</summary>
    public List<(DateTimeOffset At, string Object)> Objects { get; } = [];

    /// <summary>Method, path and query of every request with the right credential.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>How many objects it received in each envelope.</summary>
    public List<int> Envelopes { get; } = [];

    /// <summary>Every body that it was sent and read, whatever became of it.</summary>
    public List<string> Bodies { get; } = [];

    public int PageMax { get; set; } = 1_000;

    public bool GivesNext { get; set; } = true;

    public long ContentLengthMax { get; set; } = 1_000_000;

    /// <summary>Answers a request in place of the server when it gives true.</summary>
    public Func<HttpContext, bool> Trouble { get; set; } = _ => false;

    /// <summary>How often a status is asked for before it is complete.</summary>
    public int PendingPolls { get; set; }

    /// <summary>The reason against an object that is added; null for none.</summary>
    public Func<string, string?> Refuses { get; set; } = _ => null;

    /// <summary>
    /// Starts it; with an authority, whoever shows a certificate of that one is let in, and nobody else.
    /// </summary>
    public static async Task<FeedServer> StartAsync(X509Certificate2? clientAuthority = null)
    {
        var server = new FeedServer { _clientAuthority = clientAuthority };
        await server.UpAsync();
        return server;
    }

    /// <summary>Forgets every status that it gave, as a server may after a day.</summary>
    public void Forget() => _statuses.Clear();

    /// <summary>Fills it with indicators, so many at each second.</summary>
    public void Fill(string name, int count, int atOnce = 1)
    {
        var from = Objects.Count;
        for (var i = 0; i < count; i++)
        {
            var at = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds((from + i) / atOnce);
            Objects.Add((at, IntegrationTests.Objects.Indicator(name, i, IntegrationTests.Objects.Green)));
        }
    }

    public async Task UpAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, _port, listen => listen.UseHttps(_certificate, https =>
            {
                if (_clientAuthority is null) return;
                https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
                https.ClientCertificateValidation = (shown, sent, _) => IsIssued(shown, sent);
            })));
        _site = builder.Build();
        _site.Run(AnswerAsync);
        await _site.StartAsync();
    }

    public async Task DownAsync()
    {
        if (_site is not null) await _site.DisposeAsync();
        _site = null;
    }

    public async ValueTask DisposeAsync()
    {
        await DownAsync();
        _certificate.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var expected = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"));
        if (_clientAuthority is null && context.Request.Headers.Authorization != expected)
        {
            await ErrorAsync(context, 401, "who are you?");
            return;
        }

        lock (Requests) Requests.Add($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
        if (Trouble(context))
        {
            await context.Response.CompleteAsync();
            return;
        }

        var path = context.Request.Path.Value!;
        if (path == "/api/")
        {
            await JsonAsync(context, $$"""{"title":"r","versions":["{{TaxiiMedia.Taxii21}}"],"max_content_length":{{ContentLengthMax}}}""");
        }
        else if (path == $"/api/collections/{Collection}/")
        {
            await JsonAsync(context, $$"""{"id":"{{Collection}}","title":"c","can_read":true,"can_write":true}""");
        }
        else if (path == $"/api/collections/{Collection}/objects/")
        {
            if (context.Request.Method == "POST") await AddAsync(context);
            else await GetAsync(context);
        }
        else if (path.StartsWith("/api/status/", StringComparison.Ordinal))
        {
            await StatusAsync(context, path["/api/status/".Length..].TrimEnd('/'));
        }
        else
        {
            await ErrorAsync(context, 404, "nothing here");
        }
    }

    /// <summary>Knows the root only: what stands between it and a client, the client must send.</summary>
    private bool IsIssued(X509Certificate2 shown, X509Chain? sent)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.CustomTrustStore.Add(_clientAuthority!);
        if (sent is not null) chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        return chain.Build(shown);
    }

    private Task GetAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var limit = Math.Min(PageMax, int.Parse(query["limit"].FirstOrDefault() ?? "1000", CultureInfo.InvariantCulture));
        var all = Objects.AsEnumerable();
        if (query["added_after"].FirstOrDefault() is { } text)
        {
            var after = DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
            all = all.Where(item => item.At > after);
        }

        var left = all.Skip(int.Parse(query["next"].FirstOrDefault() ?? "0", CultureInfo.InvariantCulture)).ToList();
        var page = left.Take(limit).ToList();
        var more = left.Count > page.Count;
        var next = more && GivesNext
            ? $",\"next\":\"{int.Parse(query["next"].FirstOrDefault() ?? "0", CultureInfo.InvariantCulture) + page.Count}\""
            : "";
        if (page.Count > 0)
        {
            context.Response.Headers["X-TAXII-Date-Added-First"] = TaxiiTimestamp.FromInstant(page[0].At).ToString();
            context.Response.Headers["X-TAXII-Date-Added-Last"] = TaxiiTimestamp.FromInstant(page[^1].At).ToString();
        }

        return JsonAsync(
            context,
            $$"""{"more":{{(more ? "true" : "false")}}{{next}},"objects":[{{string.Join(',', page.Select(item => item.Object))}}]}""");
    }

    private async Task AddAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        Bodies.Add(Encoding.UTF8.GetString(body.ToArray()));
        if (body.Length > ContentLengthMax || context.Request.ContentType != TaxiiMedia.Taxii21)
        {
            await ErrorAsync(context, body.Length > ContentLengthMax ? 413 : 415, "not like this");
            return;
        }

        using var envelope = JsonDocument.Parse(body.ToArray());
        var items = new List<(string, string)>();
        foreach (var item in envelope.RootElement.GetProperty("objects").EnumerateArray())
        {
            var id = item.GetProperty("id").GetString()!;
            items.Add((id, VersionOf(item)));
            if (Refuses(id) is not null || Objects.Any(known => known.Object == item.GetRawText())) continue;
            Objects.Add((DateTimeOffset.UnixEpoch.AddSeconds(Objects.Count), item.GetRawText()));
        }

        Envelopes.Add(items.Count);
        var status = $"00000000-0000-4000-8000-{Envelopes.Count:D12}";
        _statuses[status] = (PendingPolls, items);
        context.Response.StatusCode = 202;
        await StatusAsync(context, status);
    }

    /// <summary>TAXII 2.1 §3.4.1: the date of addition is the version of an object that has none.</summary>
    private static string VersionOf(JsonElement item) =>
        item.TryGetProperty("modified", out var modified) ? modified.GetString()!
        : item.TryGetProperty("created", out var created) ? created.GetString()!
        : "2026-06-01T00:00:00.000Z";

    private Task StatusAsync(HttpContext context, string id)
    {
        if (!_statuses.TryGetValue(id, out var status)) return ErrorAsync(context, 404, "no such status");
        var details = status.Items.ToLookup(item => Refuses(item.Id) is not null);
        _statuses[id] = (status.PollsLeft - 1, status.Items);
        return status.PollsLeft > 0
            ? JsonAsync(context, $$"""
                {"id":"{{id}}","status":"pending","total_count":{{status.Items.Count}},"success_count":0,"failure_count":0,"pending_count":{{status.Items.Count}},"pendings":[{{List(status.Items)}}]}
                """)
            : JsonAsync(context, $$"""
                {"id":"{{id}}","status":"complete","total_count":{{status.Items.Count}},"success_count":{{details[false].Count()}},"failure_count":{{details[true].Count()}},"pending_count":0,"successes":[{{List(details[false])}}],"failures":[{{List(details[true])}}]}
                """);
    }

    private string List(IEnumerable<(string Id, string Version)> items) => string.Join(',', items.Select(item =>
        $$"""{"id":"{{item.Id}}","version":"{{item.Version}}","message":{{JsonSerializer.Serialize(Refuses(item.Id) ?? "")}}}"""));

    private static Task ErrorAsync(HttpContext context, int status, string title)
    {
        context.Response.StatusCode = status;
        return JsonAsync(context, $$"""{"title":"{{title}}"}""");
    }

    private static Task JsonAsync(HttpContext context, string json)
    {
        context.Response.ContentType = TaxiiMedia.Taxii21;
        return context.Response.WriteAsync(json);
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=foreign", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(
            new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}
