namespace Entente.Exchange.Ports;

/// <summary>By what a credential identifies a partner, as the store and the commands spell it.</summary>
public static class CredentialKind
{
    /// <summary>A user name and password (RFC 7617).</summary>
    public const string Basic = "basic";

    /// <summary>A bearer token (RFC 6750).</summary>
    public const string Bearer = "bearer";

    /// <summary>A client certificate with one pinned key, whoever issued it.</summary>
    public const string Certificate = "certificate";

    /// <summary>Any client certificate that one authority issued under one name.</summary>
    public const string Authority = "authority";
}
