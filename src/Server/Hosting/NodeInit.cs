using System.Buffers;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Entente.Exchange;
using Entente.Exchange.Ports;
using Entente.Server.Auth;
using Entente.Storage;
using Entente.Transparency;

namespace Entente.Server.Hosting;

/// <summary><c>entente-node init</c>: makes a data folder with keys, tokens and a TLS certificate of its own.</summary>
internal static class NodeInit
{
    private const int SecretBytes = 32;
    private const int CertificateYears = 2;

    /// <summary>
    /// Creates everything a node needs before its first start. If we die in the middle, a second call goes on: what is
    /// there is kept, above all keys, which nothing ever replaces. Returns whether it found keys to keep.
    /// </summary>
    /// <exception cref="InvalidDataException">What is there is another node's, or one's that was in use.</exception>
    public static bool Create(NodeFolder folder, NodeSettings settings, DateTimeOffset now, IFaultHook faults)
    {
        folder.Create();
        var isResumed = File.Exists(folder.AgreementKey);
        WriteKey(folder.AgreementKey, $"{settings.Origin}/agreement", faults);
        WriteKey(folder.LogKey, settings.Origin, faults);
        WriteKey(folder.WitnessKey, $"{settings.Origin}/witness", faults);
        WriteOnce(folder.DerivativeSecret, () => RandomNumberGenerator.GetBytes(SecretBytes), faults);
        WriteOnce(folder.CursorSecret, () => RandomNumberGenerator.GetBytes(SecretBytes), faults);
        WriteOnce(folder.OperatorToken, LocalTokens.Create, faults);
        WriteOnce(folder.ViewerToken, LocalTokens.Create, faults);
        WriteCertificate(folder, settings, now, faults);
        NodeFolder.WritePrivate(folder.PublicKeys, DescribeParty(folder, settings), faults);
        CreateStore(folder);

        // Last: its presence says that everything before it is there.
        NodeFolder.WritePrivate(folder.Settings, settings.ToBytes(), faults);
        return isResumed;
    }

    private static void WriteKey(string path, string name, IFaultHook faults)
    {
        if (File.Exists(path))
        {
            var text = Encoding.UTF8.GetString(File.ReadAllBytes(path)).Trim();
            if (PrivateKeyText.TryParse(text, out var found, out var key) && found == name)
            {
                key.Dispose();
                return;
            }

            throw new InvalidDataException(
                $"`{path}` is there and is not a key of `{name}`; "
                + "keys are never replaced: name another folder, or move it away");
        }

        var seed = RandomNumberGenerator.GetBytes(SecretBytes);
        NodeFolder.WritePrivate(path, Encoding.UTF8.GetBytes(PrivateKeyText.Format(name, seed) + "\n"), faults);
        CryptographicOperations.ZeroMemory(seed);
    }

    private static void WriteOnce(string path, Func<byte[]> make, IFaultHook faults)
    {
        if (!File.Exists(path)) NodeFolder.WritePrivate(path, make(), faults);
    }

    /// <summary>Made here, so that a node whose store is gone later does not take an empty one for its own.</summary>
    private static void CreateStore(NodeFolder folder)
    {
        var store = Stores.OpenSqlite(folder.Store, NoFaults.Instance);
        try
        {
            // A node stores its identity when it is opened first.
            var counts = store.Objects.CountByTypeAsync(Realm.Live, CancellationToken.None).GetAwaiter().GetResult();
            if (counts.Count == 0) return;
            throw new InvalidDataException(
                $"`{folder.Store}` is the store of a node that was in use; "
                + $"restore its `{folder.Settings}` from a backup");
        }
        finally
        {
            store.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    /// <summary>Partners pin the public key, so the certificate may be our own; the names in it are for people.</summary>
    private static void WriteCertificate(
        NodeFolder folder, NodeSettings settings, DateTimeOffset now, IFaultHook faults)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (File.Exists(folder.TlsKey)) key.ImportFromPem(File.ReadAllText(folder.TlsKey));
        else NodeFolder.WritePrivate(folder.TlsKey, Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()), faults);
        var request = new CertificateRequest($"CN={settings.Party}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        var host = new Uri(settings.PartnerAddress).Host;
        if (IPAddress.TryParse(host, out var address)) names.AddIpAddress(address);
        else names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(CertificateYears));
        var pem = Encoding.ASCII.GetBytes(certificate.ExportCertificatePem());
        NodeFolder.WritePrivate(folder.TlsCertificate, pem, faults);
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
