using System.Reflection;
using Entente.Server.Auth;
using Microsoft.AspNetCore.Localization;

namespace Entente.Server.Web;

/// <summary>The pages: who may see them, in which language, with which headers.</summary>
internal static class Pages
{
    private const string Csp =
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void Map(WebApplication app, LocalTokens tokens)
    {
        var style = ReadStyle();
        app.Use((context, next) => GuardAsync(context, next, tokens));
        app.UseAntiforgery();
        app.MapGet("/app.css", () => Results.Bytes(style, "text/css; charset=utf-8"));
        app.MapGet("/language/{culture}", (HttpContext context, string culture) => SetLanguage(context, culture));
        app.MapRazorComponents<App>();
    }

    /// <summary>A page opens with the viewer's token once; from then on a cookie stands for it.</summary>
    private static Task GuardAsync(HttpContext context, RequestDelegate next, LocalTokens tokens)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Csp;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        if (context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)) return next(context);
        if (tokens.IsViewer(context.Request.Query["token"]))
        {
            context.Response.Cookies.Append(LocalTokens.CookieName, context.Request.Query["token"]!, new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Strict,
                IsEssential = true,
            });
            context.Response.Redirect(context.Request.Path);
            return Task.CompletedTask;
        }

        if (tokens.IsViewer(context.Request.Cookies[LocalTokens.CookieName]) || context.Request.Path == "/app.css") return next(context);
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return context.Response.WriteAsync("This page needs its link. On the node's machine, run: entente-node url --data FOLDER\n");
    }

    private static IResult SetLanguage(HttpContext context, string culture)
    {
        if (!Languages.All.Contains(culture)) return Results.NotFound();
        context.Response.Cookies.Append(
            CookieRequestCultureProvider.DefaultCookieName,
            CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture)),
            new CookieOptions { SameSite = SameSiteMode.Strict, MaxAge = TimeSpan.FromDays(365) });
        return Results.LocalRedirect("/");
    }

    private static byte[] ReadStyle()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Entente.Server.Web.app.css")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
