using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Entente.Agreements.Decisions;
using Entente.Exchange.Ports;
using Entente.Taxii;

namespace Entente.Server.Partners;

/// <summary>HTTP to one partner's node, with its credentials and limits. Whatever goes wrong becomes a coded fault.</summary>
internal sealed class PartnerHttp : IDisposable
{
    /// <summary>The largest answer that is read whole.</summary>
    public const int AnswerBytesMax = 16 * 1024 * 1024;

    /// <summary>How long one answer may take.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    private readonly PartnerRow _partner;
    private readonly HttpClient _http;

    public PartnerHttp(PartnerRow partner, IReadOnlyList<string> networksAllowed)
    {
        _partner = partner;
        _http = new HttpClient(GuardedHandler.Create(partner.TlsPin, networksAllowed))
        {
            BaseAddress = new Uri(partner.Url!),
            Timeout = Patience,
            MaxResponseContentBufferSize = AnswerBytesMax,
        };
        _http.DefaultRequestHeaders.Authorization = Credentials(partner);
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("entente-node/0.1");
    }

    /// <summary>Finds the collection that is a channel of ours.</summary>
    public async Task<IPartnerConnection> FindChannelAsync(ChannelTerms channel, CancellationToken cancellation)
    {
        var root = $"{channel.Realm}/";
        var answer = CollectionsResource.Read(await GetAsync($"{root}collections/", cancellation));
        if (answer.Value is not { } collections) throw Broken(answer.Faults[0].Message);
        var mine = collections.Collections.FirstOrDefault(collection => collection is { CanRead: true, Channel: { } offered }
            && offered.Agreement == channel.AgreementId && offered.Discloser == channel.Discloser
            && offered.Recipient == channel.Recipient && offered.Realm == channel.Realm);
        return mine is null
            ? throw new PartnerFaultException("channel-not-offered", $"`{_partner.Party}` does not offer a channel under `{channel.AgreementId}`")
            : new PartnerConnection(this, root, mine.Id);
    }

    /// <summary>Reads an answer whole.</summary>
    public async Task<byte[]> GetAsync(string path, CancellationToken cancellation)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation("Accept", "*/*");
            using var response = await _http.SendAsync(request, cancellation);
            Check(response, path);
            return await response.Content.ReadAsByteArrayAsync(cancellation);
        }
        catch (Exception failure) when (IsTrouble(failure, cancellation))
        {
            throw Down(failure);
        }
    }

    public async Task PostAsync(string path, string body, CancellationToken cancellation)
    {
        try
        {
            using var content = new StringContent(body, Encoding.UTF8, "text/plain");
            using var response = await _http.PostAsync(path, content, cancellation);
            Check(response, path);
        }
        catch (Exception failure) when (IsTrouble(failure, cancellation))
        {
            throw Down(failure);
        }
    }

    public PartnerFaultException Broken(string detail) =>
        new("partner-answer", $"`{_partner.Party}` answered what the protocol does not allow: {detail}");

    public void Dispose() => _http.Dispose();

    private void Check(HttpResponseMessage response, string path)
    {
        if (response.IsSuccessStatusCode) return;
        var code = response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => "partner-refused",
            HttpStatusCode.NotFound => "partner-not-found",
            _ => "partner-answer",
        };
        throw new PartnerFaultException(code, $"`{_partner.Party}` answered {(int)response.StatusCode} for `{path}`");
    }

    private PartnerFaultException Down(Exception failure) => failure switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } =>
            Broken($"an answer of more than {AnswerBytesMax} bytes"),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => new PartnerFaultException(
            "partner-key",
            $"`{_partner.Party}` does not show the TLS key that was confirmed; ask it, then run `entente-node partner add`"),
        _ => new PartnerFaultException(
            "partner-down", $"`{_partner.Party}` cannot be reached: {failure.GetBaseException().Message}"),
    };

    /// <summary>A timeout is trouble too; a cancellation of ours is not. A coded fault from below keeps its code.</summary>
    private static bool IsTrouble(Exception failure, CancellationToken cancellation)
    {
        if (failure.InnerException is PartnerFaultException coded) throw coded;
        return failure is HttpRequestException or IOException
            || (failure is OperationCanceledException && !cancellation.IsCancellationRequested);
    }

    private static AuthenticationHeaderValue? Credentials(PartnerRow partner) => partner switch
    {
        { Secret: null } => null,
        { UserName: { } user } => new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{partner.Secret}"))),
        _ => new AuthenticationHeaderValue("Bearer", partner.Secret),
    };
}
