using Entente.Taxii;

namespace Entente.Server.Taxii;

/// <summary>
/// Answers to partners. Everything that is not there for this partner gets the same bytes: an unknown path, a channel of
/// somebody else, a withheld object. No answer names a type, a time or an id of ours.
/// </summary>
internal static class TaxiiAnswers
{
    public static IResult Resource(byte[] body) => Results.Bytes(body, TaxiiMedia.Taxii21);

    public static IResult NotFound() => new ErrorResult(StatusCodes.Status404NotFound, "not found", null);

    public static IResult BadRequest(string detail) => new ErrorResult(StatusCodes.Status400BadRequest, "bad request", detail);

    public static IResult Forbidden() => new ErrorResult(StatusCodes.Status403Forbidden, "forbidden", null);

    public static IResult UnsupportedMediaType() => new ErrorResult(
        StatusCodes.Status415UnsupportedMediaType, "unsupported media type",
        $"send `{TaxiiMedia.Taxii21}`, not encoded");

    public static IResult TooLarge() => new ErrorResult(
        StatusCodes.Status413PayloadTooLarge, "too large", $"the limit is {PartnerSite.BodyBytesMax} bytes");

    public static IResult Unprocessable(string detail) =>
        new ErrorResult(StatusCodes.Status422UnprocessableEntity, "unprocessable", detail);

    /// <summary>202 with the status of what was added.</summary>
    public static IResult Accepted(byte[] body) => new AcceptedResult(body);

    public static Task WriteAsync(HttpContext context, int status, string title, string? detail = null) =>
        new ErrorResult(status, title, detail).ExecuteAsync(context);

    private sealed class ErrorResult(int status, string title, string? detail) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var body = new TaxiiError(title, detail, HttpStatus: status).ToBytes();
            httpContext.Response.StatusCode = status;
            httpContext.Response.ContentType = TaxiiMedia.Taxii21;
            httpContext.Response.Headers.ContentLength = body.Length;
            httpContext.Response.Headers.CacheControl = "no-store";
            if (!HttpMethods.IsHead(httpContext.Request.Method)) await httpContext.Response.Body.WriteAsync(body);
        }
    }

    private sealed class AcceptedResult(byte[] body) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status202Accepted;
            httpContext.Response.ContentType = TaxiiMedia.Taxii21;
            httpContext.Response.Headers.ContentLength = body.Length;
            return httpContext.Response.Body.WriteAsync(body).AsTask();
        }
    }
}
