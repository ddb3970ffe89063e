using System.Net;
using System.Net.Http.Headers;

namespace Entente.Taxii.Client;

/// <summary>
/// One GET and all that can come of it. What leaves here is either a good answer or a fault: never a redirect, another
/// content type, an encoding nobody asked for, or an answer from another host.
/// </summary>
internal sealed class TaxiiTransport(HttpClient http, TaxiiClientOptions options, TimeProvider time)
{
    private const int ErrorBytesMax = 64 * 1024;
    private const int ShownCharsMax = 200;
    private const string RedirectHint = "name the right address; redirects are not followed";

    public async Task<TaxiiResult<TaxiiAnswer>> GetAsync(Uri address, long bytesMax, CancellationToken cancellation)
    {
        if (!IsOurs(address))
        {
            return Failed(new TaxiiFault(
                "foreign-origin", $"`{Shown(address.AbsoluteUri)}` is on another server", "name that server itself"));
        }

        for (var attempt = 0; ; attempt++)
        {
            var (response, fault) = await SendAsync(address, cancellation);
            if (response is null) return Failed(fault!);
            if (Judge(response, address) is not { } verdict)
            {
                return TaxiiResult<TaxiiAnswer>.Of(new TaxiiAnswer(response, options, time, bytesMax));
            }

            var refused = await DescribeAsync(response, verdict, cancellation);
            if (WaitBefore(refused, attempt) is not { } wait) return Failed(refused);
            await Task.Delay(wait, time, cancellation);
        }
    }

    /// <summary>Same scheme, host and port as the server: only there does the credential belong.</summary>
    public bool IsOurs(Uri address) =>
        address.IsAbsoluteUri
        && address.UserInfo.Length == 0
        && Uri.Compare(
            address, options.Server, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped,
            StringComparison.OrdinalIgnoreCase) == 0;

    private async Task<(HttpResponseMessage? Response, TaxiiFault? Fault)> SendAsync(
        Uri address, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Accept", TaxiiMedia.Taxii21);
        request.Headers.TryAddWithoutValidation("User-Agent", options.UserAgent);
        request.Headers.Authorization = options.Credential?.Header;
        using var timeout = new CancellationTokenSource(options.HeadTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
        try
        {
            return (await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, linked.Token), null);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (null, new TaxiiFault("timed-out", "the server did not answer in time", "try again later"));
        }
        catch (HttpRequestException exception)
        {
            return (null, exception.HttpRequestError switch
            {
                HttpRequestError.SecureConnectionError => new TaxiiFault(
                    "tls-failed", "the server's certificate or TLS version is not accepted", "check its certificate"),
                HttpRequestError.ConfigurationLimitExceeded => new TaxiiFault(
                    "head-too-large", "the head of the answer is too large"),
                HttpRequestError.InvalidResponse or HttpRequestError.ResponseEnded => new TaxiiFault(
                    "not-http", "the server's answer is not HTTP, or breaks off in its head"),
                _ => new TaxiiFault(
                    "unreachable", $"no connection to `{address.Authority}`", "check name, port and network"),
            });
        }
    }

    /// <summary>Null when the answer is good.</summary>
    private static TaxiiFault? Judge(HttpResponseMessage response, Uri asked)
    {
        var status = (int)response.StatusCode;
        if (response.RequestMessage?.RequestUri is { } answered && answered != asked)
        {
            return new TaxiiFault("redirected", "the answer comes from another address than was asked", RedirectHint);
        }

        if (status is >= 300 and < 400)
        {
            var location = response.Headers.Location?.ToString() ?? "nowhere";
            return new TaxiiFault("redirected", $"the server sends us on to `{Shown(location)}`", RedirectHint)
            {
                HttpStatus = status,
            };
        }

        if (response.StatusCode != HttpStatusCode.OK)
        {
            return new TaxiiFault("http-status", $"the server answered {status}", HintFor(status))
            {
                HttpStatus = status,
            };
        }

        var type = Header(response.Content.Headers, "Content-Type");
        if (!TaxiiMedia.CanRead(type))
        {
            return new TaxiiFault(
                "wrong-content-type", $"the answer is `{Shown(type ?? "of no type")}`, not TAXII 2.1",
                "check that the address is that of a TAXII 2.1 server");
        }

        return Header(response.Content.Headers, "Content-Encoding") is { } encoding and not "identity"
            ? new TaxiiFault("unsupported-encoding", $"the answer is encoded as `{Shown(encoding)}`, unasked")
            : null;
    }

    /// <summary>Adds to a refusal what the server says about it, and lets the connection go.</summary>
    private async Task<TaxiiFault> DescribeAsync(
        HttpResponseMessage response, TaxiiFault fault, CancellationToken cancellation)
    {
        using (var answer = new TaxiiAnswer(response, options, time, ErrorBytesMax))
        {
            if (fault.Code != "http-status") return fault;
            var after = response.Headers.RetryAfter;
            fault = fault with { RetryAfter = after?.Delta ?? after?.Date - time.GetUtcNow() };
            if (!TaxiiMedia.CanRead(Header(response.Content.Headers, "Content-Type"))) return fault;
            var body = await answer.ReadWholeAsync(cancellation);
            return body.IsOk ? fault with { ServerError = TaxiiError.Read(body.Value).Value } : fault;
        }
    }

    /// <summary>How long to wait before asking again; null when that makes no sense.</summary>
    private TimeSpan? WaitBefore(TaxiiFault refused, int attempt)
    {
        if (refused.HttpStatus is not (429 or 503) || attempt >= options.RetriesMax) return null;
        var wait = refused.RetryAfter ?? TimeSpan.FromSeconds(1 << Math.Min(attempt, 6));
        if (wait < TimeSpan.Zero) wait = TimeSpan.Zero;
        return wait <= options.RetryAfterMax ? wait : null;
    }

    private static string? HintFor(int status) => status switch
    {
        401 => "check the credential",
        403 => "ask the server's operator for the right to read",
        404 => "it is not there, or not for us",
        406 => "the server does not speak TAXII 2.1",
        429 or 503 => "the server is busy; try again later",
        _ => null,
    };

    private static string? Header(HttpContentHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    private static string Shown(string text) => text.Length <= ShownCharsMax ? text : text[..ShownCharsMax] + "…";

    private static TaxiiResult<TaxiiAnswer> Failed(TaxiiFault fault) => TaxiiResult<TaxiiAnswer>.Of(fault);
}
