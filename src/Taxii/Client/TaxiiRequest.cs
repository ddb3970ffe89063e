using System.Net;

namespace Entente.Taxii.Client;

/// <summary>
/// One request and the answers to it that are good. Every request of TAXII 2.1 may be sent again: GET and DELETE are
/// idempotent (RFC 9110 §9.2.2), and adding an object that is there already is no error (§5.5).
/// </summary>
internal sealed record TaxiiRequest(HttpMethod Method, Uri Address, long AnswerBytesMax)
{
    /// <summary>Bodies are given this much time for every second's worth of a slow line, beside that of the head.</summary>
    private const int SlowLineBytesPerSecond = 64 * 1024;

    /// <summary>What is sent; null for a request without a body.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>Whether an answer has a body that must be TAXII; only that to a deletion has none (§5.7).</summary>
    public bool WantsBody => Method != HttpMethod.Delete;

    /// <summary>How long the body may take to leave, beyond the time for the head of the answer.</summary>
    public TimeSpan TimeForBody => TimeSpan.FromSeconds((Body?.Length ?? 0) / SlowLineBytesPerSecond);

    /// <summary>The statuses of the endpoint tables; 200 to an addition, too, because it tells as much.</summary>
    public bool IsGood(HttpStatusCode status) => status switch
    {
        HttpStatusCode.OK => true,
        HttpStatusCode.Accepted => Method == HttpMethod.Post,
        HttpStatusCode.NoContent => Method == HttpMethod.Delete,
        _ => false,
    };
}
