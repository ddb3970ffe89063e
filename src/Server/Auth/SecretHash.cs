using System.Security.Cryptography;
using System.Text;
using NSec.Cryptography;

namespace Entente.Server.Auth;

/// <summary>
/// How credentials are kept: passwords by Argon2id with a salt of their own (memory-hard, since a person may have
/// chosen them), random tokens by SHA-256 (256 random bits cannot be guessed, so slowness would buy nothing).
/// </summary>
internal static class SecretHash
{
    private const int SaltBytes = 16;
    private const int HashBytes = 32;
    private const string Argon = "argon2id";
    private const string Plain = "sha256";

    // OWASP's second recommendation for Argon2id: 19 MiB, 2 passes, 1 lane.
    private static readonly Argon2Parameters Cost = new()
    {
        DegreeOfParallelism = 1,
        MemorySize = 19 * 1024,
        NumberOfPasses = 2,
    };

    public static string OfPassword(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return $"{Argon}${Convert.ToBase64String(salt)}${Convert.ToBase64String(Stretch(password, salt))}";
    }

    public static string OfToken(string token) =>
        $"{Plain}$${Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(token)))}";

    /// <summary>Compares in constant time. False for a hash of an unknown form.</summary>
    public static bool Verify(string secret, string hash)
    {
        var parts = hash.Split('$');
        if (parts.Length != 3 || parts[0] is not (Argon or Plain)) return false;
        var expected = Convert.FromBase64String(parts[2]);
        var actual = parts[0] == Argon
            ? Stretch(secret, Convert.FromBase64String(parts[1]))
            : SHA256.HashData(Encoding.UTF8.GetBytes(secret));
        return CryptographicOperations.FixedTimeEquals(actual, expected);
    }

    private static byte[] Stretch(string password, byte[] salt) =>
        new Argon2id(Cost).DeriveBytes(Encoding.UTF8.GetBytes(password), salt, HashBytes);
}
