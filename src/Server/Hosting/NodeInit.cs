using System.Buffers;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Entente.Server.Auth;
using Entente.Transparency;

namespace Entente.Server.Hosting;

/// <summary><c>entente-node init</c>: makes a data folder with keys, tokens and a TLS certificate of its own.</summary>
internal static class NodeInit
{
    private const int SecretBytes = 32;
    private const int CertificateYears = 2;

    /// <summary>Creates everything a node needs before its first start; refuses a folder that has a node already.</summary>
    public static void Create(NodeFolder folder, NodeSettings settings, DateTimeOffset now)
    {
        folder.Create();
        WriteKey(folder.AgreementKey, $"{settings.Origin}/agreement");
        WriteKey(folder.LogKey, settings.Origin);
        WriteKey(folder.WitnessKey, $"{settings.Origin}/witness");
        NodeFolder.WritePrivate(folder.DerivativeSecret, RandomNumberGenerator.GetBytes(SecretBytes));
        NodeFolder.WritePrivate(folder.CursorSecret, RandomNumberGenerator.GetBytes(SecretBytes));
        NodeFolder.WritePrivate(folder.OperatorToken, LocalTokens.Create());
        NodeFolder.WritePrivate(folder.ViewerToken, LocalTokens.Create());
        WriteCertificate(folder, settings, now);
        NodeFolder.WritePrivate(folder.PublicKeys, DescribeParty(folder, settings));

        // Last: its presence says that everything before it is there.
        NodeFolder.WritePrivate(folder.Settings, settings.ToBytes());
    }

    private static void WriteKey(string path, string name)
    {
        var seed = RandomNumberGenerator.GetBytes(SecretBytes);
        NodeFolder.WritePrivate(path, Encoding.UTF8.GetBytes(PrivateKeyText.Format(name, seed) + "\n"));
        CryptographicOperations.ZeroMemory(seed);
    }

    /// <summary>Partners pin the public key, so the certificate may be our own; the names in it are for people.</summary>
    private static void WriteCertificate(NodeFolder folder, NodeSettings settings, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={settings.Party}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        var host = new Uri(settings.PartnerAddress).Host;
        if (IPAddress.TryParse(host, out var address)) names.AddIpAddress(address);
        else names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(CertificateYears));
        NodeFolder.WritePrivate(folder.TlsCertificate, Encoding.ASCII.GetBytes(certificate.ExportCertificatePem()));
        NodeFolder.WritePrivate(folder.TlsKey, Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()));
    }

    /// <summary>What this party gives its partners, out of band: names, public keys, TLS pin. Nothing in it is secret.</summary>
    private static byte[] DescribeParty(NodeFolder folder, NodeSettings settings)
    {
        var keys = NodeKeys.Load(folder, settings);
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("id", settings.Party);
            json.WriteString("name", settings.Name);
            json.WriteString("origin", settings.Origin);
            json.WriteString("identity", settings.IdentityId);
            json.WriteString("address", settings.PartnerAddress);
            json.WriteString("tlsPin", TlsPin.Of(X509CertificateLoader.LoadCertificateFromFile(folder.TlsCertificate)));
            json.WriteStartObject("keys");
            json.WriteStartArray("agreement");
            json.WriteStartObject();
            json.WriteString("alg", "Ed25519");
            json.WriteString("kid", keys.AgreementKeyId);
            json.WriteString("publicKey", keys.AgreementKey.VerificationKey.ToBase64());
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteString("log", keys.LogKey.VerificationKey.ToBase64());
            json.WriteString("witness", keys.WitnessKey.VerificationKey.ToBase64());
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }
}
