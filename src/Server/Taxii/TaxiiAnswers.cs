using System.Buffers.Text;
using System.Security.Cryptography;
using Entente.Taxii;
using Microsoft.Net.Http.Headers;

namespace Entente.Server.Taxii;

/// <summary>
/// Answers to partners. Everything that is not there for this partner gets the same bytes: an unknown path, a channel
/// of somebody else, a withheld object. No answer names a type, a time or an id of ours.
/// </summary>
internal static class TaxiiAnswers
{
    /// <summary>
    /// TAXII 2.1 resources are read with GET; HEAD gives the same head without the body (RFC 9110 §9.3.2).
    /// </summary>
    public static readonly string[] ReadMethods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>200 with a resource, or 304 to a client that says it has it.</summary>
    public static IResult Resource(ReadOnlyMemory<byte> body) => new ResourceResult(body);

    /// <summary>202 with the status of what was added.</summary>
    public static IResult Accepted(byte[] body) => new AcceptedResult(body);

    public static IResult NotFound() => new ErrorResult(StatusCodes.Status404NotFound, "not found", null);

    public static IResult Forbidden() => new ErrorResult(StatusCodes.Status403Forbidden, "forbidden", null);

    public static IResult BadRequest(string detail) =>
        new ErrorResult(StatusCodes.Status400BadRequest, "bad request", detail);

    public static IResult TooLarge(int bytesMax) => new ErrorResult(
        StatusCodes.Status413PayloadTooLarge, "too large", $"the limit is {bytesMax} bytes");

    public static IResult UnsupportedMediaType() => new ErrorResult(
        StatusCodes.Status415UnsupportedMediaType, "unsupported media type",
        $"send `{TaxiiMedia.Taxii21}`, not encoded");

    public static IResult Unprocessable(string detail) =>
        new ErrorResult(StatusCodes.Status422UnprocessableEntity, "unprocessable", detail);

    public static Task WriteAsync(HttpContext context, int status, string title, string? detail = null) =>
        new ErrorResult(status, title, detail).ExecuteAsync(context);

    private static Task WriteAsync(HttpContext context, int status, ReadOnlyMemory<byte> body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = TaxiiMedia.Taxii21;
        context.Response.Headers.ContentLength = body.Length;
        context.Response.Headers.Vary = HeaderNames.AcceptEncoding;

        // The head of an answer to HEAD is that of GET; the server leaves the body out.
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    private sealed class ResourceResult(ReadOnlyMemory<byte> body) : IResult
    {
        private const int TagBytes = 16;

        public Task ExecuteAsync(HttpContext httpContext)
        {
            // Weak, because the same resource goes out under several encodings. It depends on nothing but the body.
            var digest = Base64Url.EncodeToString(SHA256.HashData(body.Span).AsSpan(0, TagBytes));
            var tag = new EntityTagHeaderValue($"\"{digest}\"", isWeak: true);
            httpContext.Response.Headers.ETag = tag.ToString();
            httpContext.Response.Headers.CacheControl = "private, no-cache";
            if (!IsKnown(httpContext, tag)) return WriteAsync(httpContext, StatusCodes.Status200OK, body);
            httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
            httpContext.Response.Headers.Vary = HeaderNames.AcceptEncoding;
            return Task.CompletedTask;
        }

        private static bool IsKnown(HttpContext context, EntityTagHeaderValue tag) =>
            EntityTagHeaderValue.TryParseList(context.Request.Headers.IfNoneMatch, out var known)
            && known.Any(item => item.Equals(EntityTagHeaderValue.Any) || item.Compare(tag, useStrongComparison: false));
    }

    private sealed class AcceptedResult(byte[] body) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.CacheControl = "no-store";
            return WriteAsync(httpContext, StatusCodes.Status202Accepted, body);
        }
    }

    private sealed class ErrorResult(int status, string title, string? detail) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.CacheControl = "no-store";
            return WriteAsync(httpContext, status, new TaxiiError(title, detail, HttpStatus: status).ToBytes());
        }
    }
}
