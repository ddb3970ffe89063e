using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Entente.Taxii.Client;

/// <summary>Makes connections that do nothing by themselves: what they carry is judged above them.</summary>
internal static class HandlerFactory
{
    public static SocketsHttpHandler Create(TaxiiHandlerOptions options) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        MaxResponseHeadersLength = 32,
        ConnectTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        SslOptions = new SslClientAuthenticationOptions
        {
            // Older versions are broken (RFC 8996); a server that has nothing better is not one to send secrets to.
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            // Shown to every server that asks, whatever issuers it names: there is only this one, and it was given for
            // this server. Nothing is fetched to complete it.
            ClientCertificateContext = options.ClientCertificate is { } ours
                ? SslStreamCertificateContext.Create(ours, options.ClientCertificateIssuers, offline: true)
                : null,
            CertificateChainPolicy = options.Authorities is { } authorities ? Only(authorities) : null,
            RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
            {
                if (certificate is not X509Certificate2 shown) return false;
                var pin = PublicKeyPin.Of(shown);
                if (Accepts(options, pin, errors)) return true;
                options.KeyRefused?.Invoke(pin);
                return false;
            },
        },
    };

    private static bool Accepts(TaxiiHandlerOptions options, string pin, SslPolicyErrors errors)
    {
        if (options.TlsPins.IsEmpty) return errors == SslPolicyErrors.None;
        return options.TlsPins.Contains(pin) && (options.Authorities is null || errors == SslPolicyErrors.None);
    }

    private static X509ChainPolicy Only(X509Certificate2Collection authorities)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }
}
