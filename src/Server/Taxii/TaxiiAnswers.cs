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
}
