using Entente.Server.Auth;
using Entente.Server.Hosting;
using Entente.Server.Web;

namespace Entente.Server.Api;

/// <summary>
/// What this machine reaches: the operator's interface and the pages, on loopback only. The interface needs the
/// operator's token, the pages the viewer's; a request under a foreign host name is refused (DNS rebinding).
/// </summary>
internal static class LocalSite
{
    /// <summary>Imports of large bundles come in here; their objects have limits of their own.</summary>
    private const long ImportBytesMax = 4L * 1024 * 1024 * 1024;

    public static WebApplication Build(Node node)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "entente-node" });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = ImportBytesMax;
            Listen.On(kestrel, new Uri(node.Settings.LocalAddress), _ => { });
        });
        builder.Services.AddSingleton(node);
        builder.Services.AddRazorComponents();
        builder.Services.AddLocalization();
        var app = builder.Build();
        var tokens = new LocalTokens(node.Folder);
        app.Use(RefuseForeignHosts);
        app.UseRequestLocalization(options => options
            .SetDefaultCulture(Languages.Default)
            .AddSupportedCultures(Languages.All)
            .AddSupportedUICultures(Languages.All));
        HeldApi.Map(app.MapGroup("/api/held").Guard(node, tokens, forReleasers: true), node);
        var api = app.MapGroup("/api").Guard(node, tokens, forReleasers: false);
        AgreementApi.Map(api.MapGroup("/agreements"), node);
        ObjectApi.Map(api, node);
        ExplainApi.Map(api, node);
        FeedApi.Map(api.MapGroup("/feeds"), node);
        PushApi.Map(api.MapGroup("/pushes"), node);
        LedgerApi.Map(api.MapGroup("/channels"), node);
        api.MapPost("/pull", (HttpRequest request) => PullAsync(node, request));
        api.MapGet("/status", async (CancellationToken cancellation) => ApiAnswers.Ok(await StatusReport.ReadAsync(node, cancellation)));
        Pages.Map(app, tokens);
        return app;
    }

    private static async Task<IResult> PullAsync(Node node, HttpRequest request)
    {
        var reports = await node.PullAsync(request.Query["from"].FirstOrDefault(), request.HttpContext.RequestAborted);
        return ApiAnswers.Ok(reports.Select(report => new
        {
            origin = report.Origin,
            size = report.Size,
            stored = report.Stored,
            receipted = report.Receipted,
            fault = report.Fault?.ToString(),
        }));
    }

    private static Task RefuseForeignHosts(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Host.Host is "127.0.0.1" or "localhost" or "[::1]") return next(context);
        context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        return Task.CompletedTask;
    }
}
