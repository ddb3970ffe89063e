using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace Entente.IntegrationTests.Taxii;

/// <summary>
/// A TAXII 2.1 server of another make, over TLS: one API root, one collection, objects that it decides about later, and
/// texts that would like to be terminal commands. Everybody who shows the password or a certificate may do everything.
/// </summary>
internal sealed class ForeignServer : IAsyncDisposable
{
    public const string Collection = "91a7b528-80eb-42ed-a74d-c6fbd5a26116";
    public const string User = "analyst";
    public const string Password = "páss word";

    private const string Taxii = "application/taxii+json;version=2.1";

    private readonly WebApplication _site;
    private readonly X509Certificate2 _certificate;
    private readonly Dictionary<string, (List<string> Ids, int Asked)> _statuses = [];

    private ForeignServer(WebApplication site, X509Certificate2 certificate) => (_site, _certificate) = (site, certificate);

    /// <summary>What is in the collection, each with the second in which it was added.</summary>
    public List<(string Json, int Second)> Held { get; } = [];

    /// <summary>The envelopes that were posted.</summary>
    public List<string> Posted { get; } = [];

    public List<string> Asked { get; } = [];

    /// <summary>How often a status is pending before it is complete.</summary>
    public int PendingAnswers { get; set; }

    public int ContentLengthMax { get; set; } = 100_000;

    /// <summary>Whether the second page of objects breaks off.</summary>
    public bool BreaksOff { get; set; }

    public Uri Address => new(_site.Urls.Single());

    public string CollectionAddress => $"{Address}api/collections/{Collection}/";

    public string Pin => $"sha256/{Convert.ToBase64String(SHA256.HashData(_certificate.PublicKey.ExportSubjectPublicKeyInfo()))}";

    public string CertificatePem => _certificate.ExportCertificatePem();

    public static async Task<ForeignServer> StartAsync()
    {
        var certificate = MakeCertificate("foreign");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        var port = FreePorts.Take();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen => listen.UseHttps(https =>
        {
            https.ServerCertificate = certificate;
            https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
            https.ClientCertificateValidation = (shown, _, _) => shown.Subject == "CN=client";
        })));
        var server = new ForeignServer(builder.Build(), certificate);
        server._site.Run(server.AnswerAsync);
        await server._site.StartAsync();
        return server;
    }

    public static X509Certificate2 MakeCertificate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(120));
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        _certificate.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        lock (Asked) Asked.Add($"{context.Request.Method} {path}{context.Request.QueryString}");
        var expected = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"));
        if (context.Request.Headers.Authorization != $"Basic {expected}" && context.Connection.ClientCertificate is null)
        {
            await SayAsync(context, 401, """{"title":"who are you?\u001b[2J","error_code":"no-credential"}""");
            return;
        }

        const string Objects = $"/api/collections/{Collection}/objects/";
        var answer = (context.Request.Method, path) switch
        {
            (_, "/taxii2/") => SayAsync(context, 200, $$"""
                {"title":"\u001b[31mred\u202e","default":"/api/","api_roots":["/api/","https://elsewhere.example/api/"]}
                """),
            (_, "/api/") => SayAsync(context, 200, $$"""
                {"title":"root","versions":["{{Taxii}}"],"max_content_length":{{ContentLengthMax}}}
                """),
            (_, "/api/collections/") => SayAsync(context, 200, $$"""
                {"collections":[{"id":"{{Collection}}","title":"all\u0007 we have","alias":"all","can_read":true,"can_write":true}]}
                """),
            ("POST", Objects) => AddAsync(context),
            ("GET", Objects) => GetAsync(context),
            (_, $"/api/collections/{Collection}/manifest/") => SayAsync(context, 200, $$"""
                {"objects":[{"id":"tool--1","date_added":"{{Said(1)}}","version":"{{Said(0)}}"}]}
                """),
            (_, var other) when other.EndsWith("/versions/", StringComparison.Ordinal) =>
                SayAsync(context, 200, $$"""{"versions":["{{Said(0)}}"]}"""),
            (_, var other) when other.StartsWith("/api/status/", StringComparison.Ordinal) => StatusAsync(context, other),
            _ => SayAsync(context, 404, """{"title":"not here"}"""),
        };
        await answer;
    }

    private async Task AddAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        if (Encoding.UTF8.GetByteCount(body) >= ContentLengthMax)
        {
            await SayAsync(context, 413, """{"title":"too much"}""");
            return;
        }

        lock (Posted) Posted.Add(body);
        using var envelope = JsonDocument.Parse(body);
        var ids = envelope.RootElement.GetProperty("objects").EnumerateArray()
            .Select(item => item.GetProperty("id").GetString()!).ToList();
        var id = $"00000000-0000-4000-8000-{Posted.Count:D12}";
        _statuses[id] = (ids, 0);
        await SayAsync(context, 202, Status(id));
    }

    private Task StatusAsync(HttpContext context, string path)
    {
        var id = path.Split('/')[3];
        if (!_statuses.TryGetValue(id, out var known)) return SayAsync(context, 404, """{"title":"no such status"}""");
        _statuses[id] = (known.Ids, known.Asked + 1);
        return SayAsync(context, 200, Status(id));
    }

    /// <summary>Pending without saying what; then everything is taken but the tools.</summary>
    private string Status(string id)
    {
        var (ids, asked) = _statuses[id];
        if (asked < PendingAnswers)
        {
            return $$"""
                {"id":"{{id}}","status":"pending","total_count":{{ids.Count}},"success_count":0,"failure_count":0,"pending_count":{{ids.Count}}}
                """;
        }

        var refused = ids.Where(one => one.StartsWith("tool--", StringComparison.Ordinal)).ToList();
        var details = string.Join(',', refused.Select(one =>
            $$"""{"id":"{{one}}","version":"2026-01-01T00:00:00.000000Z","message":"no tools\u001b[0m here"}"""));
        return $$"""
            {"id":"{{id}}","status":"complete","total_count":{{ids.Count}},"success_count":{{ids.Count - refused.Count}},
            "failure_count":{{refused.Count}},"pending_count":0{{(refused.Count == 0 ? "" : $",\"failures\":[{details}]")}}}
            """;
    }

    /// <summary>Two objects a page; <c>next</c> is how many were given before.</summary>
    private async Task GetAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var after = query.TryGetValue("added_after", out var text)
            ? DateTimeOffset.Parse(text!, System.Globalization.CultureInfo.InvariantCulture)
            : DateTimeOffset.MinValue;
        var skip = query.TryGetValue("next", out var next) ? int.Parse(next!, System.Globalization.CultureInfo.InvariantCulture) : 0;
        var matching = Held.Where(item => Moment(item.Second) > after).ToList();
        var page = matching.Skip(skip).Take(2).ToList();
        if (page.Count > 0)
        {
            context.Response.Headers["X-TAXII-Date-Added-First"] = Said(page[0].Second);
            context.Response.Headers["X-TAXII-Date-Added-Last"] = Said(page[^1].Second);
        }

        var more = skip + page.Count < matching.Count;
        var tail = more ? $",\"more\":true,\"next\":\"{skip + page.Count}\"" : "";
        var body = page.Count == 0 ? "{}" : $"{{\"objects\":[{string.Join(',', page.Select(item => item.Json))}]{tail}}}";
        await SayAsync(context, 200, BreaksOff && skip > 0 ? body[..^5] : body);
    }

    private static DateTimeOffset Moment(int second) => DateTimeOffset.UnixEpoch.AddYears(56).AddSeconds(second);

    private static string Said(int second) => Moment(second).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static async Task SayAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.ContentType = Taxii;
        await context.Response.WriteAsync(body, context.RequestAborted);
    }
}
