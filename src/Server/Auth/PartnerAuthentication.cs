using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Entente.Exchange.Ports;

namespace Entente.Server.Auth;

/// <summary>
/// Says which partner a request comes from. The credential is read from the store at every request, so a revoked one
/// fails at the next; only the expensive hash is remembered, under a key made from the secret, and only while the
/// stored hash is the same.
/// </summary>
internal sealed class PartnerAuthentication(IPartnerStore partners, TimeProvider clock)
{
    /// <summary>How many verified secrets are remembered.</summary>
    private const int RememberedMax = 1024;

    /// <summary>A header longer than this is no credential of ours.</summary>
    private const int HeaderCharsMax = 1024;

    /// <summary>Compared against when the name is unknown, so that an unknown name takes as long as a wrong password.</summary>
    private static readonly string Decoy = SecretHash.OfPassword("no such credential");

    private readonly byte[] _memoryKey = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<string, string> _remembered = new(StringComparer.Ordinal);

    /// <summary>The party, or null when the request shows no valid credential.</summary>
    public async Task<string?> AuthenticateAsync(string? authorization, CancellationToken cancellation)
    {
        if (Read(authorization) is not var (kind, name, secret)) return null;
        var credential = await partners.FindCredentialAsync(name, cancellation);
        if (credential is null || credential.Kind != kind)
        {
            if (kind == "basic") SecretHash.Verify(secret, Decoy);
            return null;
        }

        var now = clock.GetUtcNow();
        if (credential.RevokedAt is not null || credential.ExpiresAt <= now) return null;
        return Verify(name, secret, credential.SecretHash) ? credential.Party : null;
    }

    private bool Verify(string name, string secret, string hash)
    {
        var memory = Convert.ToBase64String(HMACSHA256.HashData(_memoryKey, Encoding.UTF8.GetBytes($"{name}\n{secret}")));
        if (_remembered.TryGetValue(memory, out var verified) && verified == hash) return true;
        if (!SecretHash.Verify(secret, hash)) return false;
        if (_remembered.Count >= RememberedMax) _remembered.Clear();
        _remembered[memory] = hash;
        return true;
    }

    /// <summary>Basic: user and password. Bearer: <c>name.secret</c>, the name being the token's public half.</summary>
    private static (string Kind, string Name, string Secret)? Read(string? header)
    {
        if (header is null || header.Length > HeaderCharsMax) return null;
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            var token = header["Bearer ".Length..].Trim();
            var dot = token.IndexOf('.', StringComparison.Ordinal);
            return dot > 0 ? ("bearer", token[..dot], token) : null;
        }

        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)) return null;
        var buffer = new byte[HeaderCharsMax];
        if (!Convert.TryFromBase64String(header["Basic ".Length..].Trim(), buffer, out var length)) return null;
        var pair = Encoding.UTF8.GetString(buffer, 0, length);
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 ? ("basic", pair[..colon], pair[(colon + 1)..]) : null;
    }
}
