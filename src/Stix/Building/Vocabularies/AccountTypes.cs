namespace Entente.Stix.Building;

/// <summary>Kinds of accounts (<c>account-type-ov</c>, §10); others are allowed.</summary>
public static class AccountTypes
{
    /// <summary>Of a Unix system.</summary>
    public const string Unix = "unix";

    /// <summary>Of one Windows machine.</summary>
    public const string WindowsLocal = "windows-local";

    /// <summary>Of a Windows domain.</summary>
    public const string WindowsDomain = "windows-domain";

    /// <summary>Of an LDAP directory.</summary>
    public const string Ldap = "ldap";

    /// <summary>Of a TACACS server.</summary>
    public const string Tacacs = "tacacs";

    /// <summary>Of a RADIUS server.</summary>
    public const string Radius = "radius";

    /// <summary>Of a NIS directory.</summary>
    public const string Nis = "nis";

    /// <summary>Of an OpenID provider.</summary>
    public const string Openid = "openid";

    /// <summary>Of Facebook.</summary>
    public const string Facebook = "facebook";

    /// <summary>Of Skype.</summary>
    public const string Skype = "skype";

    /// <summary>Of Twitter.</summary>
    public const string Twitter = "twitter";

    /// <summary>Of Kavi.</summary>
    public const string Kavi = "kavi";
}
