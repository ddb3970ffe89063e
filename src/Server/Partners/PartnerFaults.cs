using System.Net;
using Entente.Exchange.Ports;
using Entente.Taxii;

namespace Entente.Server.Partners;

/// <summary>
/// Everything that can go wrong on the way to a partner's node, as the coded faults that our operator reads.
/// </summary>
internal sealed class PartnerFaults(string party)
{
    /// <summary>What a TAXII client met.</summary>
    public PartnerFaultException Of(TaxiiFault fault) => fault switch
    {
        { HttpStatus: { } status } => OfStatus((HttpStatusCode)status, fault.Message),
        { Code: "tls-failed" } => OtherKey(),
        { Code: "unreachable" or "no-answer" or "timed-out" or "broken-off" or "not-http" } => Down(fault.Message),
        _ => Broken($"{fault.Code}, {fault.Message}"),
    };

    /// <summary>What a plain request met.</summary>
    public PartnerFaultException Of(Exception failure) => failure switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } =>
            Broken($"an answer of more than {PartnerHttp.AnswerBytesMax} bytes"),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => OtherKey(),
        _ => Down(failure.GetBaseException().Message),
    };

    /// <summary>An answer that is not 200.</summary>
    public PartnerFaultException OfStatus(HttpStatusCode status, string detail) => status switch
    {
        HttpStatusCode.Unauthorized => new("partner-refused", $"`{party}` does not take our credential: {detail}"),
        HttpStatusCode.NotFound => new("partner-not-found", $"`{party}` does not have what its channel should: {detail}"),
        _ => new("partner-answer", $"`{party}`: {detail}"),
    };

    /// <summary>An answer that the protocol does not allow.</summary>
    public PartnerFaultException Broken(string detail) =>
        new("partner-answer", $"`{party}` answered what the protocol does not allow: {detail}");

    private PartnerFaultException Down(string detail) => new("partner-down", $"`{party}` cannot be reached: {detail}");

    private PartnerFaultException OtherKey() => new(
        "partner-key", $"`{party}` does not show the TLS key that was confirmed; ask it, then run `entente-node partner add`");
}
