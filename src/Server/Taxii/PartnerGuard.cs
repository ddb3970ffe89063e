using Entente.Server.Auth;
using Entente.Server.Hosting;
using Entente.Taxii;
using Microsoft.AspNetCore.Http.Features;

namespace Entente.Server.Taxii;

/// <summary>
/// Stands before every route of the partner's site: who asks, whether that is within its measure, whether the answer's
/// media type suits it, how long its body may take. After the route it sees to it that no error page but ours leaves.
/// </summary>
internal sealed class PartnerGuard(
    PartnerAuthentication authentication, RequestLimits limits, TimeSpan bodyPatience, ILogger logger)
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
        var shown = await authentication.IdentifyAsync(
            headers.Authorization, context.Connection.ClientCertificate, context.RequestAborted);
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

        var hasBody = context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true };
        using var place = await limits.EnterAsync(party, hasBody, context.RequestAborted);
        if (!place.IsAcquired)
        {
            await RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "too many requests at once");
            return;
        }

        // Which endpoint it is follows from the form of the path alone, so a refusal says nothing about what is there.
        if (context.GetEndpoint()?.Metadata.GetMetadata<AnyAccept>() is null && !TaxiiMedia.CanAnswer(headers.Accept))
        {
            await TaxiiAnswers.WriteAsync(context, StatusCodes.Status406NotAcceptable, "not acceptable");
            return;
        }

        await (hasBody ? WithDeadlineAsync(context, next) : next(context));

        // What the router refuses has no body yet. Both follow from the form of the path alone, not from what is there.
        if (context.Response.HasStarted) return;
        if (context.GetEndpoint() is null)
        {
            await TaxiiAnswers.WriteAsync(context, StatusCodes.Status404NotFound, "not found");
        }
        else if (context.Response.StatusCode == StatusCodes.Status405MethodNotAllowed)
        {
            await TaxiiAnswers.WriteAsync(context, StatusCodes.Status405MethodNotAllowed, "method not allowed");
        }
    }

    /// <summary>A body has its time, however steadily it trickles.</summary>
    private async Task WithDeadlineAsync(HttpContext context, RequestDelegate next)
    {
        var gone = context.RequestAborted;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(gone);
        deadline.CancelAfter(bodyPatience);
        context.RequestAborted = deadline.Token;
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (!gone.IsCancellationRequested && !context.Response.HasStarted)
        {
            context.RequestAborted = gone;
            await TaxiiAnswers.WriteAsync(
                context, StatusCodes.Status408RequestTimeout, TitleOf(StatusCodes.Status408RequestTimeout));
        }
        finally
        {
            context.RequestAborted = gone;
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
