using System.Security.Cryptography.X509Certificates;
using Entente.Exchange.Ports;
using Microsoft.Extensions.Primitives;

namespace Entente.Server.Auth;

/// <summary>
/// Says which partner a request comes from. Credentials are read from the store at every request, also on a connection
/// that is open, so a revoked one fails at the next; what is remembered only saves arithmetic.
/// </summary>
internal sealed class PartnerAuthentication(IPartnerStore partners, TimeProvider clock, PasswordCheck passwords)
{
    /// <summary>How exactly the last use of a credential is known, so that a poll costs no write.</summary>
    private static readonly TimeSpan UseNotedEvery = TimeSpan.FromMinutes(10);

    private readonly CertificateCheck _certificates = new(partners, clock);

    public PartnerAuthentication(IPartnerStore partners, TimeProvider clock)
        : this(partners, clock, new PasswordCheck(SecretHash.Verify))
    {
    }

    /// <summary>
    /// The party of the request. A certificate that is nobody's is as good as none, because a TLS stack may offer any
    /// that it holds; one that is somebody's goes together only with a header of the same party.
    /// </summary>
    public async Task<Identification> IdentifyAsync(
        StringValues authorization, X509Certificate2? certificate, CancellationToken cancellation)
    {
        var certified = certificate is null ? null : await _certificates.FindAsync(certificate, cancellation);
        if (authorization.Count > 0)
        {
            if (ShownSecret.Read(authorization) is not { } shown) return Identification.Refused;
            var (credential, isBusy) = await VerifyAsync(shown, certified, cancellation);
            if (credential is null) return isBusy ? Identification.Busy : Identification.Refused;
            NoteUse(credential);
            if (certified is null) return new Identification(credential.Party);
        }

        if (certified is null) return Identification.Refused;
        NoteUse(certified);
        return new Identification(certified.Party);
    }

    private async Task<(CredentialRow? Credential, bool IsBusy)> VerifyAsync(
        ShownSecret shown, CredentialRow? certified, CancellationToken cancellation)
    {
        var credential = await partners.FindCredentialAsync(shown.Name, cancellation);
        if (credential is not null && (credential.Kind != shown.Kind || !credential.HoldsAt(clock.GetUtcNow())
            || (certified is not null && certified.Party != credential.Party)))
        {
            credential = null;
        }

        bool? isRight = (shown.Kind, credential) switch
        {
            (CredentialKind.Basic, null) => await passwords.RefuseAsync(shown.Secret, cancellation),
            (CredentialKind.Basic, _) =>
                await passwords.VerifyAsync(credential.Name, shown.Secret, credential.SecretHash, cancellation),
            _ => credential is not null && SecretHash.Verify(shown.Secret, credential.SecretHash),
        };
        return (isRight == true ? credential : null, isRight is null);
    }

    /// <summary>Nobody waits for it: it tells the operator which credential can go, and no more.</summary>
    private void NoteUse(CredentialRow credential)
    {
        var now = clock.GetUtcNow();
        if (credential.LastUsedAt is { } last && now - last < UseNotedEvery) return;
        partners.NoteCredentialUseAsync(credential.Name, now, CancellationToken.None).ContinueWith(
            static failed => _ = failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted,
            TaskScheduler.Default);
    }
}
