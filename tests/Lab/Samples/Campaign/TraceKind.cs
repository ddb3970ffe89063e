namespace Entente.Lab.Samples.Campaign;

/// <summary>What kind of value an indicator looks for.</summary>
internal enum TraceKind
{
    IPv4,
    IPv4Network,
    IPv6,
    Domain,
    Url,
    Sha256,
    Md5,
    Email,
}
