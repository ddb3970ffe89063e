using System.Buffers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Entente.Exchange;
using Entente.Exchange.Ports;
using Entente.Server.Auth;
using Entente.Storage;
using Entente.Taxii.Client;
using Entente.Transparency;

namespace Entente.Server.Hosting;

/// <summary><c>entente-node init</c>: makes a data folder with keys, tokens and a TLS certificate of its own.</summary>
internal static class NodeInit
{
    private const int SecretBytes = 32;

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
        TlsCertificate.Write(folder, settings, now, faults);
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

    /// <summary>
    /// Names the TLS key anew in the file for partners, when another certificate was put in place. Returns whether it
    /// had to.
    /// </summary>
    public static bool RefreshPublicKeys(NodeFolder folder, NodeSettings settings)
    {
        if (File.Exists(folder.PublicKeys))
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(folder.PublicKeys));
            if (json.RootElement.TryGetProperty("tlsPin", out var pin) && pin.ValueEquals(Pin(folder))) return false;
        }

        NodeFolder.WritePrivate(folder.PublicKeys, DescribeParty(folder, settings));
        return true;
    }

    private static string Pin(NodeFolder folder)
    {
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(folder.TlsCertificate);
        return PublicKeyPin.Of(certificate);
    }

    /// <summary>
    /// What this party gives its partners, out of band: names, public keys, TLS pin. Nothing in it is secret.
    /// </summary>
    private static byte[] DescribeParty(NodeFolder folder, NodeSettings settings)
    {
        using var keys = NodeKeys.Load(folder, settings);
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("id", settings.Party);
            json.WriteString("name", settings.Name);
            json.WriteString("origin", settings.Origin);
            json.WriteString("identity", settings.IdentityId);
            json.WriteString("address", settings.PartnerAddress);
            json.WriteString("tlsPin", Pin(folder));
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
