using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Entente.IntegrationTests.Identity;

/// <summary>Certificates as partners have them: of their own making, or of an authority.</summary>
internal static class TestCertificates
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private static readonly Oid ServerAuth = new("1.3.6.1.5.5.7.3.1");
    private static readonly Oid ClientAuth = new("1.3.6.1.5.5.7.3.2");

    /// <summary>An authority with its key: a root, or one below another.</summary>
    public static X509Certificate2 Authority(string name, X509Certificate2? above = null)
    {
        using var key = RSA.Create(2048);
        var request = Request(name, key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        if (above is null) return request.CreateSelfSigned(Now.AddDays(-2), Now.AddDays(30));
        using var bare = request.Create(above, Now.AddDays(-2), Now.AddDays(25), RandomNumberGenerator.GetBytes(8));
        return bare.CopyWithPrivateKey(key);
    }

    /// <summary>A certificate that is its own issuer, with its key.</summary>
    public static X509Certificate2 SelfSigned(string name, int days = 30)
    {
        using var key = RSA.Create(2048);
        return Usable(Request(name, key).CreateSelfSigned(Now.AddDays(-2), Now.AddDays(days)));
    }

    /// <summary>A certificate of an authority for a DNS name or address, with its key.</summary>
    public static X509Certificate2 Issue(
        X509Certificate2 authority, string name, int days = 20, bool forServer = false)
    {
        using var key = RSA.Create(2048);
        var request = Request("somebody", key);
        var names = new SubjectAlternativeNameBuilder();
        if (System.Net.IPAddress.TryParse(name, out var address)) names.AddIpAddress(address);
        else names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([forServer ? ServerAuth : ClientAuth], false));
        var serial = RandomNumberGenerator.GetBytes(8);
        using var bare = request.Create(authority, Now.AddDays(-2), Now.AddDays(days), serial);
        return Usable(bare.CopyWithPrivateKey(key));
    }

    /// <summary>Writes the certificate alone, as PEM; gives the file.</summary>
    public static string Write(string folder, string name, X509Certificate2 certificate)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, certificate.ExportCertificatePem());
        return path;
    }

    /// <summary>Writes a certificate, what stands above it, and its key beside it; gives both files.</summary>
    public static (string Certificate, string Key) WritePair(
        string folder, string name, X509Certificate2 certificate, params X509Certificate2[] above)
    {
        var path = Path.Combine(folder, name);
        var all = above.Prepend(certificate).Select(one => one.ExportCertificatePem());
        File.WriteAllText(path, string.Join('\n', all));
        using var key = certificate.GetRSAPrivateKey();
        File.WriteAllText(path + ".key", key!.ExportPkcs8PrivateKeyPem());
        return (path, path + ".key");
    }

    private static CertificateRequest Request(string name, RSA key)
    {
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(name);
        return new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    /// <summary>A key that TLS can use on every system.</summary>
    private static X509Certificate2 Usable(X509Certificate2 certificate) => X509CertificateLoader.LoadPkcs12(
        certificate.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
}
