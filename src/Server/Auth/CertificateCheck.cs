using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Entente.Exchange.Ports;
using Entente.Server.Hosting;
using Entente.Taxii.Client;

namespace Entente.Server.Auth;

/// <summary>
/// Says whose a client certificate is. The handshake proved that the client has the key; here it is found out whether
/// the key is a partner's, or an authority certified it under a partner's name. No network is asked: revoking is done
/// in our store, where the next request sees it.
/// </summary>
internal sealed class CertificateCheck(IPartnerStore partners, TimeProvider clock)
{
    /// <summary>How many certificates are remembered as issued by an authority.</summary>
    private const int RememberedMax = 1024;

    /// <summary>Extended key usage clientAuth (RFC 5280 §4.2.1.12).</summary>
    private const string ClientAuthOid = "1.3.6.1.5.5.7.3.2";

    /// <summary>Chains that were built, by certificate and authority, with the end of their validity.</summary>
    private readonly ConcurrentDictionary<(string Certificate, string Authority), DateTimeOffset> _remembered = new();

    /// <summary>
    /// The credential that the certificate is, or null: it is nobody's, or outside its dates, or two parties' at once.
    /// </summary>
    public async Task<CredentialRow?> FindAsync(X509Certificate2 certificate, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (now < certificate.NotBefore || now >= certificate.NotAfter) return null;
        CredentialRow? found = null;
        var candidates = await partners.FindCertificatesAsync(
            PublicKeyPin.Of(certificate), CertificateNames.Of(certificate), cancellation);
        foreach (var row in candidates.Where(row => row.HoldsAt(now)))
        {
            if (row.Authority is { } authority && !IsIssued(certificate, authority, now)) continue;
            if (found is not null && found.Party != row.Party) return null;
            found ??= row;
        }

        return found;
    }

    /// <summary>Whether one of these certificates, self-signed, stands at the end of a valid chain.</summary>
    private bool IsIssued(X509Certificate2 certificate, string authority, DateTimeOffset now)
    {
        var key = (certificate.GetCertHashString(HashAlgorithmName.SHA256), authority);
        if (_remembered.TryGetValue(key, out var until) && now < until) return true;
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPem(authority);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTimeIgnored = false;
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ClientAuthOid));
        foreach (var one in authorities)
        {
            if (TlsCertificate.IsSelfSigned(one)) chain.ChainPolicy.CustomTrustStore.Add(one);
            else chain.ChainPolicy.ExtraStore.Add(one);
        }

        var isIssued = chain.Build(certificate);
        if (isIssued)
        {
            if (_remembered.Count >= RememberedMax) _remembered.Clear();
            _remembered[key] = chain.ChainElements.Min(element => new DateTimeOffset(element.Certificate.NotAfter));
        }

        foreach (var element in chain.ChainElements) element.Certificate.Dispose();
        foreach (var one in authorities) one.Dispose();
        return isIssued;
    }
}
