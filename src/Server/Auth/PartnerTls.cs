using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Entente.Agreements.Decisions;
using Entente.Server.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Entente.Server.Auth;

/// <summary>
/// TLS towards partners: versions 1.2 and 1.3, no early data, and a client certificate if the client has one. Whose
/// certificate it is, each request finds out for itself, so that it can be refused with a TAXII error.
/// </summary>
internal static class PartnerTls
{
    /// <summary>The least that is let in here is <see cref="ChannelSecurity.OfNode"/>: clauses rely on it.</summary>
    public static void Configure(HttpsConnectionAdapterOptions https, NodeFolder folder)
    {
        var (certificate, chain) = Load(folder);
        https.ServerCertificate = certificate;
        https.ServerCertificateChain = chain;
        https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
        https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
        https.ClientCertificateValidation = (_, _, _) => true;
        https.OnAuthenticate = (_, options) => options.CertificateChainPolicy = new X509ChainPolicy
        {
            // A certificate may name addresses of issuers and revocation lists; nobody makes us ask there.
            DisableCertificateDownloads = true,
            RevocationMode = X509RevocationMode.NoCheck,
            TrustMode = X509ChainTrustMode.CustomRootTrust,
        };
    }

    /// <summary>
    /// The node's certificate with its key, and what stands behind it in the file: the certificates of its issuers.
    /// </summary>
    /// <exception cref="InvalidDataException">The files are no certificate and its key.</exception>
    public static (X509Certificate2 Certificate, X509Certificate2Collection Chain) Load(NodeFolder folder)
    {
        try
        {
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(folder.TlsCertificate);
            return (X509Certificate2.CreateFromPemFile(folder.TlsCertificate, folder.TlsKey), chain);
        }
        catch (Exception broken) when (broken is CryptographicException or ArgumentException)
        {
            throw new InvalidDataException(
                $"`{folder.TlsCertificate}` and `{folder.TlsKey}` are not a certificate and its key; "
                + "put both there as PEM, the key unencrypted");
        }
    }
}
