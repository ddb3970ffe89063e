namespace Entente.Exchange.Ports;

/// <summary>
/// Keeps partners: how to reach them, which keys we pinned for them out of band, and the credentials that they show
/// us. Writes are durable when the task completes and are seen by the next request.
/// </summary>
public interface IPartnerStore
{
    /// <summary>Saves a partner, replacing what was saved for the party.</summary>
    Task SavePartnerAsync(PartnerRow row, CancellationToken cancellation);

    /// <summary>Adds a partner. Returns false, and replaces nothing, when the party is known.</summary>
    Task<bool> AddPartnerAsync(PartnerRow row, CancellationToken cancellation);

    /// <summary>One partner, or null.</summary>
    Task<PartnerRow?> FindPartnerAsync(string party, CancellationToken cancellation);

    /// <summary>All partners, ordered by party id.</summary>
    Task<IReadOnlyList<PartnerRow>> ListPartnersAsync(CancellationToken cancellation);

    /// <summary>Adds a credential that a partner may show us. Fails when the name is taken; replaces nothing.</summary>
    Task AddCredentialAsync(CredentialRow row, CancellationToken cancellation);

    /// <summary>
    /// The credential with this public name (user name, or the public half of a token); null when none.
    /// </summary>
    Task<CredentialRow?> FindCredentialAsync(string name, CancellationToken cancellation);

    /// <summary>
    /// The credentials that a client certificate may be, ordered by name, revoked and expired ones included: those
    /// with this pin, and those of authorities with one of these subjects. Whether an authority issued the certificate
    /// is for the caller to find out.
    /// </summary>
    Task<IReadOnlyList<CredentialRow>> FindCertificatesAsync(
        string pin, IReadOnlyCollection<string> subjects, CancellationToken cancellation);

    /// <summary>All credentials, ordered by party and name.</summary>
    Task<IReadOnlyList<CredentialRow>> ListCredentialsAsync(CancellationToken cancellation);

    /// <summary>Notes that a credential was used; an earlier time than the noted one changes nothing.</summary>
    Task NoteCredentialUseAsync(string name, DateTimeOffset at, CancellationToken cancellation);

    /// <summary>
    /// Revokes a credential: the next request that shows it is refused. One that was revoked before keeps its time.
    /// Returns false when there is none.
    /// </summary>
    Task<bool> RevokeCredentialAsync(string name, DateTimeOffset at, CancellationToken cancellation);
}
