using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Entente.Taxii.Client;

/// <summary>
/// The name of a public key: SHA-256 of the certificate's SubjectPublicKeyInfo, in base64 (the form of RFC 7469 §2.4).
/// It outlives the certificate, as long as the key is kept.
/// </summary>
public static class PublicKeyPin
{
    private const int HexChars = 2 * SHA256.HashSizeInBytes;
    private const int Base64Chars = 44;

    /// <summary>The pin of a certificate's key.</summary>
    public static string Of(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return Of(certificate.PublicKey);
    }

    /// <summary>The pin of a key without a certificate.</summary>
    public static string Of(PublicKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Convert.ToBase64String(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
    }

    /// <summary>
    /// Reads a pin in base64 or in 64 hexadecimal digits, with or without <c>sha256/</c>, <c>sha256//</c> or
    /// <c>sha256:</c> before it; gives it as <see cref="Of(PublicKey)"/> does.
    /// </summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out string? pin)
    {
        ArgumentNullException.ThrowIfNull(text);
        pin = null;
        foreach (var prefix in new[] { "sha256//", "sha256/", "sha256:" })
        {
            // Base64 may begin with a slash itself, so the length of what follows tells where the prefix ends.
            if (!text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) continue;
            if (text.Length - prefix.Length is not (Base64Chars or HexChars)) continue;
            text = text[prefix.Length..];
            break;
        }

        var hash = new byte[SHA256.HashSizeInBytes];
        if (text.Length == HexChars && text.All(char.IsAsciiHexDigit)) hash = Convert.FromHexString(text);
        else if (!Convert.TryFromBase64String(text, hash, out var bytes) || bytes != hash.Length) return false;
        pin = Convert.ToBase64String(hash);
        return true;
    }
}
