namespace Entente.Exchange.Ports;

/// <summary>A partner as this node knows it.</summary>
/// <param name="Party">The party id.</param>
/// <param name="Keys">
/// Its public keys as confirmed out of band (canonical JSON, the `keys` of a parties clause); `{}` for none.
/// </param>
/// <param name="Url">The base URL of its node; null when it only pulls from us.</param>
/// <param name="TlsPin">SHA-256 of its node's TLS public key (SPKI), base64; null to rely on the system's authorities.</param>
/// <param name="UserName">The user name that it gave us; null with a bearer token or none.</param>
/// <param name="Secret">The password or token that it gave us. Never logged, never shown.</param>
public sealed record PartnerRow(
    string Party, string Keys, string? Url, string? TlsPin, string? UserName, string? Secret)
{
    /// <summary>A partner of whom only the name is known, as of one with other software.</summary>
    public static PartnerRow Plain(string party) => new(party, "{}", null, null, null, null);

    /// <summary>Whether its keys are confirmed, so that agreements with it can be active.</summary>
    public bool HasKeys => Keys != "{}";
}
