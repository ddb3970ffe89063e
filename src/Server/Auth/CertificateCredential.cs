using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Entente.Exchange.Ports;

namespace Entente.Server.Auth;

/// <summary>
/// Client certificates as credentials (TAXII 2.1 §8.3.1). Either one public key is pinned, whoever signed its
/// certificate, or an authority is trusted to say who has a name. The handshake has proved already that the client
/// holds the key; what is kept here is public.
/// </summary>
internal static class CertificateCredential
{
    /// <summary>The kind of a pinned public key; the credential's name is the key's digest.</summary>
    public const string Pinned = "certificate";

    /// <summary>The kind of a name under an authority; what is kept is the authority's certificate.</summary>
    public const string Authority = "authority";

    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    /// <summary>The name under which a certificate's public key is pinned: SHA-256 of its SPKI, hexadecimal.</summary>
    public static string NameOf(X509Certificate2 certificate) =>
        "spki-" + Convert.ToHexStringLower(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()));

    /// <summary>A certificate for a client whose public key is pinned.</summary>
    public static CredentialRow Pin(
        X509Certificate2 certificate, string party, DateTimeOffset now, DateTimeOffset? expires) => new(
        NameOf(certificate), party, Pinned, NameOf(certificate), now, expires, RevokedAt: null);

    /// <summary>Every client whose certificate an authority issued for a name.</summary>
    public static CredentialRow Trust(
        X509Certificate2 authority, string subject, string party, DateTimeOffset now, DateTimeOffset? expires) => new(
        $"{subject}@{NameOf(authority)}", party, Authority, authority.ExportCertificatePem(), now, expires,
        RevokedAt: null);

    /// <summary>Whether the certificate is valid at an instant, whoever issued it.</summary>
    public static bool IsCurrent(X509Certificate2 certificate, DateTimeOffset now) =>
        certificate.NotBefore.ToUniversalTime() <= now.UtcDateTime
        && now.UtcDateTime < certificate.NotAfter.ToUniversalTime();

    /// <summary>Whether the authority of a credential issued a certificate for the name it stands for.</summary>
    public static bool IsIssuedUnder(CredentialRow credential, X509Certificate2 certificate, DateTimeOffset now)
    {
        var subject = credential.Name[..credential.Name.LastIndexOf('@')];
        if (!HasName(certificate, subject)) return false;
        using var authority = X509Certificate2.CreateFromPem(credential.SecretHash);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ClientAuthentication));
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        chain.ChainPolicy.VerificationTimeIgnored = false;

        // No list is fetched from an address that a stranger's certificate names; revoking is done here, by name.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        return chain.Build(certificate);
    }

    private static bool HasName(X509Certificate2 certificate, string subject)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(extension => extension.EnumerateDnsNames());
        return names.Contains(subject, StringComparer.OrdinalIgnoreCase)
            || certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false) == subject;
    }
}
