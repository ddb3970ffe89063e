using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Entente.Exchange.Ports;

namespace Entente.Server.Auth;

/// <summary>
/// Says which partner a request comes from. The credential is read from the store at every request, so a revoked one
/// fails at the next; only the expensive hash is remembered, under a key made from the secret, and only while the
/// stored hash is the same.
/// </summary>
internal sealed class PartnerAuthentication(IPartnerStore partners, TimeProvider clock) : IDisposable
{
    /// <summary>How many verified secrets are remembered.</summary>
    private const int RememberedMax = 1024;

    /// <summary>A header longer than this is no credential of ours.</summary>
    private const int HeaderCharsMax = 1024;

    private const string Basic = "basic";
    private const string Bearer = "bearer";

    /// <summary>Checked when the name is unknown, so that an unknown name takes as long as a wrong password.</summary>
    private static readonly string Decoy = SecretHash.OfPassword("no such credential");

    private readonly byte[] _memoryKey = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<string, string> _remembered = new(StringComparer.Ordinal);
    private readonly PasswordTries _tries = new();

    /// <summary>
    /// The partner that a request proves to come from. A certificate that we know and a header must speak of the same
    /// partner; a certificate that we do not know proves nothing and spoils nothing.
    /// </summary>
    public async Task<AuthenticationResult> AuthenticateAsync(
        string? authorization, X509Certificate2? certificate, IPAddress address, CancellationToken cancellation)
    {
        var known = certificate is null ? null : await FindAsync(certificate, cancellation);
        if (string.IsNullOrEmpty(authorization)) return AuthenticationResult.Of(known);
        if (Read(authorization) is not var (kind, name, secret)) return AuthenticationResult.Nobody;
        var shown = await CheckAsync(kind, name, secret, address, cancellation);
        return known is null || shown.Party is null || known == shown.Party ? shown : AuthenticationResult.Nobody;
    }

    public void Dispose() => _tries.Dispose();

    private async Task<string?> FindAsync(X509Certificate2 certificate, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (!CertificateCredential.IsCurrent(certificate, now)) return null;
        var pinned = await partners.FindCredentialAsync(CertificateCredential.NameOf(certificate), cancellation);
        if (pinned is { Kind: CertificateCredential.Pinned }) return IsHeld(pinned, now) ? pinned.Party : null;
        var trusted = (await partners.ListCredentialsAsync(cancellation)).FirstOrDefault(
            credential => credential.Kind == CertificateCredential.Authority && IsHeld(credential, now)
                && CertificateCredential.IsIssuedUnder(credential, certificate, now));
        return trusted?.Party;
    }

    private async Task<AuthenticationResult> CheckAsync(
        string kind, string name, string secret, IPAddress address, CancellationToken cancellation)
    {
        var credential = await partners.FindCredentialAsync(name, cancellation);
        var isHeld = credential is not null && credential.Kind == kind && IsHeld(credential, clock.GetUtcNow());
        if (kind == Bearer)
        {
            return isHeld && SecretHash.Verify(secret, credential!.SecretHash)
                ? AuthenticationResult.Of(credential.Party)
                : AuthenticationResult.Nobody;
        }

        var hash = isHeld ? credential!.SecretHash : Decoy;
        var memory = Convert.ToBase64String(
            HMACSHA256.HashData(_memoryKey, Encoding.UTF8.GetBytes($"{name}\n{secret}")));
        if (isHeld && _remembered.TryGetValue(memory, out var verified) && verified == hash)
        {
            return AuthenticationResult.Of(credential!.Party);
        }

        var isRight = await _tries.CheckAsync(address, () => SecretHash.Verify(secret, hash), cancellation);
        if (isRight is null) return AuthenticationResult.Busy;
        if (!isRight.Value || !isHeld) return AuthenticationResult.Nobody;
        if (_remembered.Count >= RememberedMax) _remembered.Clear();
        _remembered[memory] = hash;
        return AuthenticationResult.Of(credential!.Party);
    }

    private static bool IsHeld(CredentialRow credential, DateTimeOffset now) =>
        credential.RevokedAt is null && !(credential.ExpiresAt <= now);

    /// <summary>Basic: user and password. Bearer: <c>name.secret</c>, the name being the token's public half.</summary>
    private static (string Kind, string Name, string Secret)? Read(string header)
    {
        if (header.Length > HeaderCharsMax) return null;
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            var token = header["Bearer ".Length..].Trim();
            var dot = token.IndexOf('.', StringComparison.Ordinal);
            return dot > 0 ? (Bearer, token[..dot], token) : null;
        }

        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)) return null;
        var buffer = new byte[HeaderCharsMax];
        if (!Convert.TryFromBase64String(header["Basic ".Length..].Trim(), buffer, out var length)) return null;
        var pair = Encoding.UTF8.GetString(buffer, 0, length);
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 ? (Basic, pair[..colon], pair[(colon + 1)..]) : null;
    }
}
