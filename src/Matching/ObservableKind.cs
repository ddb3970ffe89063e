namespace Entente.Matching;

/// <summary>The kinds of values that are looked for in telemetry.</summary>
public enum ObservableKind
{
    /// <summary>An IPv4 or IPv6 address.</summary>
    Address,

    /// <summary>A host name.</summary>
    Domain,

    /// <summary>A URL.</summary>
    Url,

    /// <summary>A digest of a file, in hexadecimal.</summary>
    FileHash,

    /// <summary>An e-mail address.</summary>
    EmailAddress,
}
