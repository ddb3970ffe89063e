using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Entente.Server.Hosting;
using Entente.Taxii.Client;

namespace Entente.Server.Commands;

/// <summary>
/// What a partner hands over so that we know it by its certificate. Nothing in it is secret, or it is refused.
/// </summary>
internal static class CertificateFile
{
    private const int FileBytesMax = 64 * 1024;

    /// <summary>The pin of the key in a file with one certificate or one public key, PEM.</summary>
    /// <exception cref="InvalidDataException">It is neither.</exception>
    public static string ReadPin(string path)
    {
        var text = ReadPem(path);
        try
        {
            if (PemEncoding.TryFind(text, out var found) && text[found.Label] == "PUBLIC KEY")
            {
                var key = Convert.FromBase64String(text[found.Base64Data]);
                return PublicKeyPin.Of(PublicKey.CreateFromSubjectPublicKeyInfo(key, out _));
            }

            using var certificate = X509Certificate2.CreateFromPem(text);
            return PublicKeyPin.Of(certificate.PublicKey);
        }
        catch (CryptographicException)
        {
            throw new InvalidDataException($"`{path}` holds no certificate and no public key; give one as PEM");
        }
    }

    /// <summary>
    /// The certificates of an authority: its self-signed root, and the issuers below it if there are any.
    /// </summary>
    /// <exception cref="InvalidDataException">There is no certificate, no root, or one that may issue none.</exception>
    public static string ReadAuthority(string path)
    {
        var text = ReadPem(path);
        var all = new X509Certificate2Collection();
        try
        {
            all.ImportFromPem(text);
            if (all.Count == 0)
            {
                throw new InvalidDataException($"`{path}` holds no certificate; give the authority's as PEM");
            }

            foreach (var one in all)
            {
                var limits = one.Extensions.OfType<X509BasicConstraintsExtension>().FirstOrDefault();
                if (limits?.CertificateAuthority == true) continue;
                throw new InvalidDataException(
                    $"`{one.Subject}` in `{path}` is no authority; to pin one client's certificate use --certificate");
            }

            if (!all.Any(TlsCertificate.IsSelfSigned))
            {
                throw new InvalidDataException(
                    $"`{path}` holds no root; put the self-signed certificate of the authority into it, too");
            }

            return string.Concat(all.Select(one => one.ExportCertificatePem() + "\n"));
        }
        catch (CryptographicException)
        {
            throw new InvalidDataException(
                $"`{path}` holds a broken certificate; give the authority's certificates as PEM");
        }
        finally
        {
            foreach (var one in all) one.Dispose();
        }
    }

    private static string ReadPem(string path)
    {
        if (!File.Exists(path)) throw new InvalidDataException($"`{path}` is not there; give a certificate as PEM");
        if (new FileInfo(path).Length > FileBytesMax)
        {
            throw new InvalidDataException(
                $"`{path}` is too large for certificates; give at most {FileBytesMax} bytes");
        }

        var text = File.ReadAllText(path);
        if (!text.Contains("PRIVATE KEY-----", StringComparison.Ordinal)) return text;
        throw new InvalidDataException(
            $"`{path}` holds a private key, which only its owner may have; give the certificate alone");
    }
}
