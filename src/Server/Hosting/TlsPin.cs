using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Entente.Server.Hosting;

/// <summary>A pinned TLS key: SHA-256 of the certificate's SubjectPublicKeyInfo, base64 (the form of RFC 7469 §2.4).</summary>
internal static class TlsPin
{
    public static string Of(X509Certificate2 certificate) => Of(certificate.PublicKey);

    public static string Of(PublicKey key) => Convert.ToBase64String(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
}
