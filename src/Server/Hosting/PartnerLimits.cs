namespace Entente.Server.Hosting;

/// <summary>
/// How much of the node partners may use: <c>partnerLimits</c> in <c>node.json</c>. Whatever is left out has the value
/// that stands here. docs/taxii.md says what a partner is answered that goes beyond one.
/// </summary>
internal sealed record PartnerLimits
{
    /// <summary>Requests that each partner may make a second; more get 429.</summary>
    public int RequestsPerSecondMax { get; set; } = 1_000;

    /// <summary>Requests that each partner may make in one go before that rate counts.</summary>
    public int RequestsBurstMax { get; set; } = 2_000;

    /// <summary>Requests of each partner that are worked on at once. One with a body counts as four.</summary>
    public int RequestsAtOnceMax { get; set; } = 8;

    /// <summary>Requests of each partner that wait for their turn beyond those; further ones get 503.</summary>
    public int RequestsWaitingMax { get; set; } = 64;

    /// <summary>The largest request body, in bytes; API roots name it as <c>max_content_length</c>.</summary>
    public int BodyBytesMax { get; set; } = 10 * 1024 * 1024;

    /// <summary>
    /// Objects of one request: each gets a line in the answer and in the status, so that many small ones would make
    /// much of little. More get 422.
    /// </summary>
    public int BodyObjectsMax { get; set; } = 10_000;

    /// <summary>
    /// Bytes of objects that are kept of each partner in each realm, 1 KiB more for each object; 0 for no limit. Further
    /// objects are refused one by one, in the status.
    /// </summary>
    public long InboxBytesMax { get; set; } = 10L * 1024 * 1024 * 1024;

    /// <summary>Seconds in which a request with a body must be read and done; then 408.</summary>
    public int BodySecondsMax { get; set; } = 120;

    /// <summary>Bytes a second at which a body must come once five seconds are over.</summary>
    public int BodyBytesPerSecondMin { get; set; } = 240;

    /// <summary>Seconds in which the head of a request must have come.</summary>
    public int HeadSecondsMax { get; set; } = 15;

    /// <summary>Objects, records or versions of a page, whatever <c>limit</c> asks for.</summary>
    public int PageObjectsMax { get; set; } = 1_000;

    /// <summary>Bytes of objects of a page; one object always fits.</summary>
    public int PageBytesMax { get; set; } = 4 * 1024 * 1024;

    /// <summary>Connections of all partners together; further ones are closed.</summary>
    public int ConnectionsMax { get; set; } = 2_000;

    /// <summary>Connections from one address (IPv6: from one network of 64 bits); further ones are closed.</summary>
    public int ConnectionsPerAddressMax { get; set; } = 200;

    /// <summary>Requests at once on one connection of HTTP/2.</summary>
    public int StreamsPerConnectionMax { get; set; } = 32;

    /// <summary>Whether answers are compressed for clients that ask for it.</summary>
    public bool CompressesAnswers { get; set; } = true;

    /// <summary>The first value that cannot hold, for the operator; null when all can.</summary>
    public string? WhyNot()
    {
        (string Name, long Value, long Min)[] values =
        [
            ("requestsPerSecondMax", RequestsPerSecondMax, 1), ("requestsBurstMax", RequestsBurstMax, 1),
            ("requestsAtOnceMax", RequestsAtOnceMax, 1), ("requestsWaitingMax", RequestsWaitingMax, 0),
            ("bodyBytesMax", BodyBytesMax, 64 * 1024), ("bodyObjectsMax", BodyObjectsMax, 1),
            ("inboxBytesMax", InboxBytesMax, 0), ("bodySecondsMax", BodySecondsMax, 1),
            ("bodyBytesPerSecondMin", BodyBytesPerSecondMin, 1), ("headSecondsMax", HeadSecondsMax, 1),
            ("pageObjectsMax", PageObjectsMax, 1), ("pageBytesMax", PageBytesMax, 1),
            ("connectionsMax", ConnectionsMax, 1), ("connectionsPerAddressMax", ConnectionsPerAddressMax, 1),
            ("streamsPerConnectionMax", StreamsPerConnectionMax, 1),
        ];
        var wrong = values.FirstOrDefault(item => item.Value < item.Min);
        return wrong.Name is null ? null : $"`partnerLimits.{wrong.Name}` is {wrong.Value}; it must be at least {wrong.Min}";
    }
}
