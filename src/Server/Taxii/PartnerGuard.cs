using System.Net;
using Entente.Server.Auth;
using Entente.Server.Hosting;
using Entente.Taxii;

namespace Entente.Server.Taxii;

/// <summary>
/// Stands before every route of the partner's site: who asks, whether that is within its measure, whether the answer's
/// media type suits it. After the route it sees to it that no error page but ours leaves.
/// </summary>
internal sealed class PartnerGuard(PartnerAuthentication authentication, RequestLimits limits, ILogger logger)
{
    private const string PartyItem = "party";

    private const string Challenge = "Basic realm=\"TAXII\", charset=\"UTF-8\", Bearer realm=\"TAXII\"";

    /// <summary>The party that the request was authenticated as.</summary>
    public static string Party(HttpContext context) => (string)context.Items[PartyItem]!;

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await GuardAsync(context, next);
        }
        catch (BadHttpRequestException refused) when (!context.Response.HasStarted)
        {
            await TaxiiAnswers.WriteAsync(context, refused.StatusCode, TitleOf(refused.StatusCode));
        }
        catch (Exception failure) when (!context.Response.HasStarted && failure is not OperationCanceledException)
        {
            NodeLog.RequestFailed(logger, failure);
            await TaxiiAnswers.WriteAsync(context, StatusCodes.Status500InternalServerError, "internal error");
        }
    }

    private async Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Request.Headers;
        var shown = await authentication.AuthenticateAsync(
            headers.Authorization, context.Connection.ClientCertificate,
            context.Connection.RemoteIpAddress ?? IPAddress.None, context.RequestAborted);
        if (shown.Party is not { } party)
        {
            // §5.1 to §5.8 name no other status for it, not even for one that was not looked at.
            context.Response.Headers.WWWAuthenticate = Challenge;
            if (shown.IsBusy) context.Response.Headers.RetryAfter = RequestLimits.RetryAfterSeconds;
            await TaxiiAnswers.WriteAsync(context, StatusCodes.Status401Unauthorized, "unauthorized");
            return;
        }

        context.Items[PartyItem] = party;
        if (!limits.TryCount(party))
        {
            await RefuseAsync(context, StatusCodes.Status429TooManyRequests, "too many requests");
            return;
        }

        using var place = await limits.EnterAsync(party, context.RequestAborted);
        if (!place.IsAcquired)
        {
            await RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "too many requests at once");
            return;
        }

        if (!TaxiiMedia.CanAnswer(headers.Accept))
        {
            await TaxiiAnswers.WriteAsync(context, StatusCodes.Status406NotAcceptable, "not acceptable");
            return;
        }

        await next(context);
        if (context.Response is { HasStarted: false, StatusCode: StatusCodes.Status405MethodNotAllowed })
        {
            // An unknown path and a path that takes other methods look alike.
            context.Response.Headers.Allow = default;
            await TaxiiAnswers.WriteAsync(context, StatusCodes.Status404NotFound, "not found");
        }
    }

    private static Task RefuseAsync(HttpContext context, int status, string title)
    {
        context.Response.Headers.RetryAfter = RequestLimits.RetryAfterSeconds;
        return TaxiiAnswers.WriteAsync(context, status, title);
    }

    private static string TitleOf(int status) => status switch
    {
        StatusCodes.Status408RequestTimeout => "the request came too slowly",
        StatusCodes.Status413PayloadTooLarge => "too large",
        _ => "bad request",
    };
}
