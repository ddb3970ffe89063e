namespace Entente.Stix.Building;

/// <summary>What traffic says as an HTTP request: the <c>http-request-ext</c> (§6.12.2).</summary>
public sealed record HttpRequestExtension : StixPart
{
    /// <summary>The method (§6.12.2).</summary>
    public required string RequestMethod { get; init; }

    /// <summary>The path and query (§6.12.2).</summary>
    public required string RequestValue { get; init; }

    /// <summary>Version of HTTP (§6.12.2).</summary>
    public string? RequestVersion { get; init; }

    /// <summary>The headers, by name (§6.12.2).</summary>
    public OrderedDictionary<string, StixValue>? RequestHeader { get; init; }

    /// <summary>Length of the body in bytes (§6.12.2).</summary>
    public long? MessageBodyLength { get; init; }

    /// <summary>The body; names <c>artifact</c> (§6.12.2).</summary>
    public string? MessageBodyDataRef { get; init; }

    internal override void Write(MemberWriter to)
    {
        to.Put("request_method", RequestMethod);
        to.Put("request_value", RequestValue);
        to.Put("request_version", RequestVersion);
        to.Put("request_header", RequestHeader);
        to.Put("message_body_length", MessageBodyLength);
        to.Put("message_body_data_ref", MessageBodyDataRef);
    }
}
