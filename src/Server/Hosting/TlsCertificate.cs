using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Entente.Exchange.Ports;

namespace Entente.Server.Hosting;

/// <summary>
/// The certificate that a node makes for itself. Nodes pin its key, so it needs nobody's signature; the names in it are
/// for partners with other software, who are given it as trusted.
/// </summary>
internal static class TlsCertificate
{
    private const int Years = 2;

    private static readonly OidCollection ServerAndClient = [new("1.3.6.1.5.5.7.3.1"), new("1.3.6.1.5.5.7.3.2")];

    /// <summary>Writes a self-signed certificate for the key that is there; makes the key when there is none.</summary>
    public static void Write(NodeFolder folder, NodeSettings settings, DateTimeOffset now, IFaultHook faults)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (File.Exists(folder.TlsKey)) key.ImportFromPem(File.ReadAllText(folder.TlsKey));
        else NodeFolder.WritePrivate(folder.TlsKey, Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()), faults);
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(settings.Party);
        var request = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        var host = new Uri(settings.PartnerAddress).Host;
        if (IPAddress.TryParse(host, out var address)) names.AddIpAddress(address);
        else names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(ServerAndClient, critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(Years));
        var pem = Encoding.ASCII.GetBytes(certificate.ExportCertificatePem());
        NodeFolder.WritePrivate(folder.TlsCertificate, pem, faults);
    }

    /// <summary>Whether a certificate is its own issuer, as those that nodes make are.</summary>
    public static bool IsSelfSigned(X509Certificate2 certificate) =>
        certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);
}
