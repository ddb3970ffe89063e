using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Entente.Exchange.Ports;
using Entente.Server.Partners;
using Entente.Taxii;
using Entente.Taxii.Client;

namespace Entente.Server.Feeds;

/// <summary>
/// Connections to a foreign TAXII server, with the credential and the trust that the operator set. A request is sent
/// once: when to try again is for the schedule to say, which outlives the process.
/// </summary>
internal sealed class RemoteServer : IDisposable
{
    /// <summary>What is read into memory at most; intake refuses objects far smaller than this, one by one.</summary>
    private const int ObjectBytesMax = 64 * 1024 * 1024;

    /// <summary>How deep objects may nest before the whole page is refused; intake has its own limit.</summary>
    private const int DepthMax = 512;

    private const string Agent = "entente-node/0.1";
    private const string Hint = "add it with `--allow-private` to use it";

    /// <summary>Everything: the operator has said that this host may be anywhere.</summary>
    private static readonly string[] Anywhere = ["0.0.0.0/0", "::/0"];

    private readonly string[] _secrets;
    private readonly X509Certificate2Collection _ours;
    private readonly HttpClient _http;

    public RemoteServer(RemoteCollection remote, TimeProvider clock)
    {
        if (!CollectionAddress.TryParse(remote.Url, out var address))
        {
            throw new PartnerFaultException("bad-address", $"`{remote.Url}` is not the address of a collection");
        }

        Address = address;
        _secrets = Secrets(remote);
        (_ours, var authorities) = Certificates(remote);
        var trust = new TaxiiHandlerOptions
        {
            ClientCertificate = _ours.FirstOrDefault(),
            ClientCertificateIssuers = [.. _ours.Skip(1)],
            TlsPins = remote.TlsPin is { } pin ? [pin] : [],
            Authorities = authorities,
        };
        _http = new HttpClient(GuardedHandler.Create(trust, remote.IsPrivateAllowed ? Anywhere : [], Hint))
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        var options = new TaxiiClientOptions
        {
            Server = address.ApiRoot,
            Credential = Credential(remote),
            UserAgent = Agent,
            ObjectBytesMax = ObjectBytesMax,
            DepthMax = DepthMax,
            AcceptCompression = true,
            RetriesMax = 0,
            ConnectionRetriesMax = 0,
        };
        Client = new TaxiiClient(_http, options, clock);
    }

    public CollectionAddress Address { get; }

    public TaxiiClient Client { get; }

    /// <summary>Checks PEM texts before they are kept, so that a broken file is seen where it is named.</summary>
    /// <exception cref="PartnerFaultException">A certificate, a key or an authority cannot be read.</exception>
    public static void Check(RemoteCollection remote)
    {
        foreach (var one in Certificates(remote).Ours) one.Dispose();
    }

    /// <summary>What the client met, as the coded fault that our operator reads.</summary>
    public PartnerFaultException Fault(TaxiiFault fault)
    {
        var said = fault.ServerError is { } error
            ? $": {error.Title}{(error.Description is { } more ? $", {more}" : "")}"
            : "";
        var hint = fault.Hint is { } text ? $"; {text}" : "";
        var code = fault.HttpStatus is { } status ? $"http-{status}" : fault.Code;
        return new PartnerFaultException(code, Hide($"{fault.Message}{said}{hint}")) { RetryAfter = fault.RetryAfter };
    }

    /// <summary>What a server said, without our credential: a server may repeat what it was shown.</summary>
    public string Hide(string text)
    {
        foreach (var secret in _secrets) text = text.Replace(secret, "…", StringComparison.Ordinal);
        return text;
    }

    public void Dispose()
    {
        _http.Dispose();
        foreach (var one in _ours) one.Dispose();
    }

    /// <summary>Ours with its key and then its issuers, as the file has them; and whom we trust.</summary>
    private static (X509Certificate2Collection Ours, X509Certificate2Collection? Authorities) Certificates(
        RemoteCollection remote)
    {
        try
        {
            X509Certificate2Collection? authorities = null;
            if (remote.Authorities is { } pem)
            {
                authorities = [];
                authorities.ImportFromPem(pem);
                if (authorities.Count == 0) throw new CryptographicException();
            }

            var ours = new X509Certificate2Collection();
            if (remote.Certificate is not { } certificate) return (ours, authorities);
            ours.ImportFromPem(certificate);
            if (ours.Count == 0) throw new CryptographicException();
            ours[0].Dispose();
            ours[0] = X509Certificate2.CreateFromPem(certificate, remote.CertificateKey ?? "");
            return (ours, authorities);
        }
        catch (Exception broken) when (broken is CryptographicException or ArgumentException)
        {
            throw new PartnerFaultException(
                "bad-certificate", "a certificate or its key cannot be read; both are PEM, the key without a password");
        }
    }

    private static string[] Secrets(RemoteCollection remote) => remote switch
    {
        { Secret: null or "" } => [],
        { UserName: { } user } =>
            [Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{remote.Secret}")), remote.Secret],
        _ => [remote.Secret],
    };

    private static TaxiiCredential? Credential(RemoteCollection remote) => remote switch
    {
        { Secret: null } => null,
        { UserName: { } user } => TaxiiCredential.Basic(user, remote.Secret),
        _ => TaxiiCredential.Bearer(remote.Secret),
    };
}
