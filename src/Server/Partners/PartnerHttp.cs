using System.Text;
using Entente.Agreements.Decisions;
using Entente.Exchange.Ports;
using Entente.Taxii.Client;

namespace Entente.Server.Partners;

/// <summary>
/// One partner's node with its credentials and limits: a TAXII client for its collections, and plain requests for the
/// logs beside them. Whatever goes wrong becomes a coded fault.
/// </summary>
internal sealed class PartnerHttp : IDisposable
{
    /// <summary>The largest answer that is read whole: an entry bundle of 256 entries of 64 KiB.</summary>
    public const int AnswerBytesMax = 16 * 1024 * 1024;

    private const string Agent = "entente-node/0.1";

    /// <summary>How long one answer about a log may take.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    private readonly PartnerRow _partner;
    private readonly HttpClient _http;

    public PartnerHttp(PartnerRow partner, IReadOnlyList<string> networksAllowed, TimeProvider clock)
    {
        _partner = partner;
        Faults = new PartnerFaults(partner.Party);
        var credential = Credential(partner);
        _http = new HttpClient(GuardedHandler.Create(partner.TlsPin, networksAllowed))
        {
            BaseAddress = new Uri(partner.Url!),
            Timeout = Patience,
            MaxResponseContentBufferSize = AnswerBytesMax,
        };
        _http.DefaultRequestHeaders.Authorization = credential?.Header;
        _http.DefaultRequestHeaders.UserAgent.ParseAdd(Agent);
        var options = new TaxiiClientOptions { Server = _http.BaseAddress, Credential = credential, UserAgent = Agent };
        Taxii = new TaxiiClient(_http, options, clock);
    }

    public PartnerFaults Faults { get; }

    public TaxiiClient Taxii { get; }

    /// <summary>Finds the collection that is a channel of ours.</summary>
    public async Task<IPartnerConnection> FindChannelAsync(ChannelTerms channel, CancellationToken cancellation)
    {
        var root = new Uri(_http.BaseAddress!, $"{channel.Realm}/");
        var answer = await Taxii.GetCollectionsAsync(root, cancellation);
        if (!answer.IsOk) throw Faults.Of(answer.Fault);
        var mine = answer.Value.Collections.FirstOrDefault(collection => collection is { CanRead: true, Channel: { } offered }
            && offered.Agreement == channel.AgreementId && offered.Discloser == channel.Discloser
            && offered.Recipient == channel.Recipient && offered.Realm == channel.Realm);
        return mine is null
            ? throw new PartnerFaultException(
                "channel-not-offered", $"`{_partner.Party}` does not offer a channel under `{channel.AgreementId}`")
            : new PartnerConnection(this, root, mine.Id);
    }

    /// <summary>Reads an answer whole.</summary>
    public async Task<byte[]> GetAsync(Uri address, CancellationToken cancellation)
    {
        try
        {
            using var response = await _http.GetAsync(address, cancellation);
            Check(response, address);
            return await response.Content.ReadAsByteArrayAsync(cancellation);
        }
        catch (Exception failure) when (IsTrouble(failure, cancellation))
        {
            throw Faults.Of(failure);
        }
    }

    public async Task PostAsync(Uri address, string body, CancellationToken cancellation)
    {
        try
        {
            using var content = new StringContent(body, Encoding.UTF8, "text/plain");
            using var response = await _http.PostAsync(address, content, cancellation);
            Check(response, address);
        }
        catch (Exception failure) when (IsTrouble(failure, cancellation))
        {
            throw Faults.Of(failure);
        }
    }

    public void Dispose() => _http.Dispose();

    private void Check(HttpResponseMessage response, Uri address)
    {
        if (response.IsSuccessStatusCode) return;
        var status = response.StatusCode;
        throw Faults.OfStatus(status, $"it answered {(int)status} for `{address.AbsolutePath}`");
    }

    /// <summary>A timeout is trouble too; a cancellation of ours is not.</summary>
    private static bool IsTrouble(Exception failure, CancellationToken cancellation) =>
        failure is HttpRequestException or IOException
        || (failure is OperationCanceledException && !cancellation.IsCancellationRequested);

    private static TaxiiCredential? Credential(PartnerRow partner) => partner switch
    {
        { Secret: null } => null,
        { UserName: { } user } => TaxiiCredential.Basic(user, partner.Secret),
        _ => TaxiiCredential.Bearer(partner.Secret),
    };
}
