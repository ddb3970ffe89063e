using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;

namespace Entente.Taxii.Client;

/// <summary>Whom a connection trusts, and who it says we are. Default: the machine's authorities, and nobody.</summary>
public sealed record TaxiiHandlerOptions
{
    /// <summary>Our certificate with its private key, for servers that ask for one; null for none.</summary>
    public X509Certificate2? ClientCertificate { get; init; }

    /// <summary>
    /// The certificates between ours and its root, which go with it: a server may know the root alone. Default: none.
    /// </summary>
    public X509Certificate2Collection ClientCertificateIssuers { get; init; } = [];

    /// <summary>
    /// Public keys that the server may have, each as <see cref="PublicKeyPin"/> writes it; several while a server
    /// changes its key. A pinned key is trusted whoever signed its certificate, unless <see cref="Authorities"/> are
    /// given: then both must hold. Empty for no pinning. Default: empty.
    /// </summary>
    public ImmutableArray<string> TlsPins { get; init; } = [];

    /// <summary>
    /// The only authorities whose certificates are taken; null for those that the machine trusts. Default: null.
    /// </summary>
    public X509Certificate2Collection? Authorities { get; init; }

    /// <summary>
    /// Told the pin of the key of a server that was not accepted, so that a person can be asked about it; null to ask
    /// nobody. Called on any thread, before the fault is given.
    /// </summary>
    public Action<string>? KeyRefused { get; init; }
}
