using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Entente.Server.Auth;
using Entente.Server.Hosting;
using Entente.Taxii.Client;

namespace Entente.Server.Commands;

/// <summary><c>entente-node tls</c>: what partners meet at our door, and its renewal.</summary>
internal static class TlsCommand
{
    public static Command Create()
    {
        var data = DataOption.Create();
        var renew = new Option<bool>("--renew")
        {
            Description = "make a new self-signed certificate for the same key; who pinned the key notices nothing",
        };
        var command = new Command(
            "tls",
            "show the certificate that partners meet; to use an authority's, put it into keys/tls.pem, "
            + "with its issuers below it, and its key into keys/tls.key, and restart")
        {
            data, renew,
        };
        command.SetAction(parsed =>
        {
            var folder = parsed.Open(data);
            folder.RequireNode();
            if (parsed.GetValue(renew)) Renew(folder);
            WriteAccount(folder);
            if (parsed.GetValue(renew)) Console.WriteLine("restart the node to show it");
            return 0;
        });
        return command;
    }

    /// <summary>Prints until when the certificate is valid, and the pin of its key.</summary>
    public static void WriteAccount(NodeFolder folder)
    {
        var (certificate, _) = PartnerTls.Load(folder);
        using (certificate)
        {
            Console.WriteLine($"certificate {folder.TlsCertificate}");
            var end = certificate.NotAfter.ToUniversalTime();
            Console.WriteLine($"valid until {end.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture)}");
            Console.WriteLine($"pin {PublicKeyPin.Of(certificate)} (SHA-256 of its public key, base64)");
        }
    }

    private static void Renew(NodeFolder folder)
    {
        var (certificate, _) = PartnerTls.Load(folder);
        using (certificate)
        {
            using var key = certificate.GetECDsaPublicKey();
            if (key is null || !TlsCertificate.IsSelfSigned(certificate))
            {
                throw new InvalidDataException(
                    $"`{folder.TlsCertificate}` is not of this node's own making; put another one there yourself");
            }
        }

        TlsCertificate.Write(
            folder, NodeSettings.Read(folder.Settings), TimeProvider.System.GetUtcNow(), CrashPoint.FromEnvironment());
    }
}
