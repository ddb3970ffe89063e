namespace Entente.Exchange.Ports;

/// <summary>A collection of a foreign TAXII 2.1 server, and how we connect to it.</summary>
/// <param name="Url">Its address: an API root, <c>collections/</c> and the collection's id, over https.</param>
/// <param name="UserName">The user name that the server gave us; null with a bearer token or none.</param>
/// <param name="Secret">The password or token. Never logged, never shown.</param>
/// <param name="Certificate">Our client certificate, PEM; null for none.</param>
/// <param name="CertificateKey">Its private key, PEM. Never logged, never shown.</param>
/// <param name="TlsPin">SHA-256 of the server's TLS public key (SPKI), base64; null for none.</param>
/// <param name="Authorities">The only authorities trusted, PEM; null for those of the system.</param>
/// <param name="IsPrivateAllowed">Whether the operator allowed a private or link-local address for it.</param>
public sealed record RemoteCollection(
    string Url,
    string? UserName = null,
    string? Secret = null,
    string? Certificate = null,
    string? CertificateKey = null,
    string? TlsPin = null,
    string? Authorities = null,
    bool IsPrivateAllowed = false)
{
    /// <summary>The address alone: what is printed by chance holds no secret.</summary>
    public override string ToString() => Url;
}
