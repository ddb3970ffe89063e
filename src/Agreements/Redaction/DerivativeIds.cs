using System.Security.Cryptography;
using System.Text;
using Entente.Stix;

namespace Entente.Agreements.Redaction;

/// <summary>
/// The ids of derivatives: stable for one original and one profile, so that later versions link up; not guessable from
/// the original's id without the secret; unlinkable across profiles. HMAC-SHA256 over profile and original id, shaped as
/// a version 4 UUID, because it looks and serves like a random one (STIX 2.1 §2.9 asks for version 4).
/// </summary>
public sealed class DerivativeIds
{
    private readonly byte[] _secret;
    private readonly string _profile;

    /// <summary>Ids under a secret for one profile: an agreement and a recipient.</summary>
    public DerivativeIds(ReadOnlySpan<byte> secret, string profile)
    {
        _secret = secret.ToArray();
        _profile = profile;
    }

    /// <summary>The derivative's id of an original.</summary>
    public string Of(string originalId)
    {
        _ = StixId.TryGetType(originalId, out var type);
        var digest = HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes($"{_profile}\n{originalId}"));
        return $"{type}--{StixId.Shape(digest, version: 4)}";
    }

    /// <summary>
    /// The token that stands for a text: the same for equal texts of one profile, telling nothing else.
    /// </summary>
    public string TokenOf(string text)
    {
        // No id begins with such a line, so no token shares its bytes with one.
        var digest = HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes($"{_profile}\ntoken\n{text}"));
        return $"token-{Convert.ToHexStringLower(digest.AsSpan(0, 16))}";
    }
}
