using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Entente.Tests.Server.Auth;

/// <summary>An authority of a test's own, which issues whatever it is asked for.</summary>
internal sealed class TestAuthority : IDisposable
{
    public const string ServerAuth = "1.3.6.1.5.5.7.3.1";
    public const string ClientAuth = "1.3.6.1.5.5.7.3.2";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private int _serial;

    private TestAuthority(X509Certificate2 certificate, ECDsa key)
    {
        Certificate = certificate;
        _key = key;
    }

    public X509Certificate2 Certificate { get; }

    public string Pem => Certificate.ExportCertificatePem();

    public static TestAuthority Root(string name, DateTimeOffset from, DateTimeOffset to)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new TestAuthority(Request(name, key, isAuthority: true).CreateSelfSigned(from, to), key);
    }

    /// <summary>A certificate that is its own issuer.</summary>
    public static X509Certificate2 SelfSigned(string name, DateTimeOffset from, DateTimeOffset to, ECDsa? key = null)
    {
        using var made = key is null ? ECDsa.Create(ECCurve.NamedCurves.nistP256) : null;
        return Request(name, key ?? made!, isAuthority: false).CreateSelfSigned(from, to);
    }

    public TestAuthority Below(string name)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Request(name, key, isAuthority: true);
        return new TestAuthority(Sign(request, Certificate.NotBefore, Certificate.NotAfter), key);
    }

    /// <summary>A client's certificate, its names given as a common name and DNS names, mail addresses or URIs.</summary>
    public X509Certificate2 Issue(
        string commonName, string[]? names = null, string? usage = ClientAuth, DateTimeOffset? from = null,
        DateTimeOffset? to = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Request(commonName, key, isAuthority: false);
        if (names is not null)
        {
            var alternatives = new SubjectAlternativeNameBuilder();
            foreach (var name in names)
            {
                if (name.Contains("://", StringComparison.Ordinal)) alternatives.AddUri(new Uri(name));
                else if (name.Contains('@', StringComparison.Ordinal)) alternatives.AddEmailAddress(name);
                else alternatives.AddDnsName(name);
            }

            request.CertificateExtensions.Add(alternatives.Build());
        }

        if (usage is not null)
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], critical: true));
        }

        return Sign(request, from ?? Certificate.NotBefore, to ?? Certificate.NotAfter);
    }

    public void Dispose()
    {
        Certificate.Dispose();
        _key.Dispose();
    }

    private static CertificateRequest Request(string name, ECDsa key, bool isAuthority)
    {
        var subject = new X500DistinguishedNameBuilder();
        if (name.Length > 0) subject.AddCommonName(name);
        var request = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, critical: true));
        return request;
    }

    private X509Certificate2 Sign(CertificateRequest request, DateTimeOffset from, DateTimeOffset to)
    {
        var signer = X509SignatureGenerator.CreateForECDsa(_key);
        return request.Create(Certificate.SubjectName, signer, from, to, BitConverter.GetBytes(++_serial));
    }
}
