using System.Net.Http.Headers;

namespace Entente.Taxii.Client;

/// <summary>
/// One request and all that can come of it, repetitions included. What leaves here is either a good answer or a fault:
/// never a redirect, another content type, an encoding nobody asked for, or an answer from another host.
/// </summary>
internal sealed class TaxiiTransport(HttpClient http, TaxiiClientOptions options, TimeProvider time)
{
    private const int ErrorBytesMax = 64 * 1024;
    private const int ShownCharsMax = 200;
    private const string RedirectHint = "name the right address; redirects are not followed";

    private readonly RetryWaits _waits = new(options);

    public Task<TaxiiResult<TaxiiAnswer>> GetAsync(Uri address, long bytesMax, CancellationToken cancellation) =>
        AskAsync(new TaxiiRequest(HttpMethod.Get, address, bytesMax), cancellation);

    /// <summary>Sends a request until it is answered, for good or ill, or has been sent often enough.</summary>
    public async Task<TaxiiResult<TaxiiAnswer>> AskAsync(TaxiiRequest request, CancellationToken cancellation)
    {
        if (!IsOurs(request.Address))
        {
            return Failed(new TaxiiFault(
                "foreign-origin", $"`{Shown(request.Address.AbsoluteUri)}` is on another server",
                "name that server itself"));
        }

        for (var attempt = 0; ; attempt++)
        {
            var (response, fault) = await SendAsync(request, cancellation);
            if (response is not null)
            {
                if (Judge(response, request) is not { } verdict)
                {
                    return TaxiiResult<TaxiiAnswer>.Of(
                        new TaxiiAnswer(response, options, time, request.AnswerBytesMax));
                }

                fault = await DescribeAsync(response, verdict, cancellation);
            }

            if (_waits.Before(fault!, attempt) is not { } wait) return Failed(fault!);
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
        TaxiiRequest asked, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(asked.Method, asked.Address);
        request.Headers.TryAddWithoutValidation("Accept", TaxiiMedia.Taxii21);
        request.Headers.TryAddWithoutValidation("User-Agent", options.UserAgent);
        if (options.AcceptCompression)
        {
            request.Headers.TryAddWithoutValidation("Accept-Encoding", ContentCoding.Accepted);
        }

        request.Headers.Authorization = options.Credential?.Header;
        if (asked.Body is { } body)
        {
            request.Content = new ReadOnlyMemoryContent(body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", TaxiiMedia.Taxii21);
        }

        using var timeout = new CancellationTokenSource(options.HeadTimeout + asked.TimeForBody, time);
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
            return (null, FaultOf(exception, asked.Address));
        }
    }

    private static TaxiiFault FaultOf(HttpRequestException exception, Uri address) => exception.HttpRequestError switch
    {
        HttpRequestError.SecureConnectionError => new TaxiiFault(
            "tls-failed", "the server's certificate or TLS version is not accepted",
            "check its certificate, and ours if it demands one"),
        HttpRequestError.ConfigurationLimitExceeded => new TaxiiFault(
            "head-too-large", "the head of the answer is too large"),
        HttpRequestError.InvalidResponse => new TaxiiFault("not-http", "the server's answer is not HTTP"),

        // In TLS 1.3 a server refuses us when we think that we are connected already: that breaks off the reading.
        HttpRequestError.ResponseEnded or HttpRequestError.Unknown when exception.InnerException is IOException => new(
            "no-answer", "the server closed the connection without an answer",
            "try again later; one that demands a client certificate closes so when none is shown that it knows"),
        _ => new TaxiiFault("unreachable", $"no connection to `{address.Authority}`", "check name, port and network"),
    };

    /// <summary>Null when the answer is good.</summary>
    private TaxiiFault? Judge(HttpResponseMessage response, TaxiiRequest asked)
    {
        var status = (int)response.StatusCode;
        if (response.RequestMessage?.RequestUri is { } answered && answered != asked.Address)
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

        if (!asked.IsGood(response.StatusCode))
        {
            return new TaxiiFault("http-status", $"the server answered {status}", HintFor(status, asked.Method))
            {
                HttpStatus = status,
            };
        }

        if (!asked.WantsBody) return null;
        var type = Header(response.Content.Headers, "Content-Type");
        if (!TaxiiMedia.CanRead(type))
        {
            return new TaxiiFault(
                "wrong-content-type", $"the answer is `{Shown(type ?? "of no type")}`, not TAXII 2.1",
                "check that the address is that of a TAXII 2.1 server");
        }

        if (ContentCoding.Of(response.Content.Headers) is not { } coding) return null;
        return options.AcceptCompression && ContentCoding.IsKnown(coding)
            ? null
            : new TaxiiFault("unsupported-encoding", $"the answer is encoded as `{Shown(coding)}`, unasked");
    }

    /// <summary>Adds to a refusal what the server says about it, and lets the connection go.</summary>
    private async Task<TaxiiFault> DescribeAsync(
        HttpResponseMessage response, TaxiiFault fault, CancellationToken cancellation)
    {
        using (var answer = new TaxiiAnswer(response, options, time, ErrorBytesMax))
        {
            if (fault.Code != "http-status") return fault;
            var after = response.Headers.RetryAfter;

            // A date is meant by the server's clock, which it sends along (RFC 9110 §6.6.1).
            var now = response.Headers.Date ?? time.GetUtcNow();
            fault = fault with { RetryAfter = after?.Delta ?? after?.Date - now };
            if (!TaxiiMedia.CanRead(Header(response.Content.Headers, "Content-Type"))) return fault;
            var body = await answer.ReadWholeAsync(cancellation);
            return body.IsOk ? fault with { ServerError = TaxiiError.Read(body.Value).Value } : fault;
        }
    }

    private static string? HintFor(int status, HttpMethod method) => status switch
    {
        401 => "check the credential",
        403 when method == HttpMethod.Get => "ask the server's operator for the right to read",
        403 => "ask the server's operator for the right to write",
        404 => "it is not there, or not for us",
        406 => "the server does not speak TAXII 2.1",
        413 => "send fewer objects at once; the API root says how many bytes it takes",
        415 => "the server does not take TAXII 2.1 envelopes",
        422 => "the server could not make sense of the objects",
        429 or 503 => "the server is busy; try again later",
        _ => null,
    };

    private static string? Header(HttpContentHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    private static string Shown(string text) => text.Length <= ShownCharsMax ? text : text[..ShownCharsMax] + "…";

    private static TaxiiResult<TaxiiAnswer> Failed(TaxiiFault fault) => TaxiiResult<TaxiiAnswer>.Of(fault);
}
