namespace Entente.Stix.Building;

/// <summary>An account: of a system, a directory, a service: the <c>user-account</c> (§6.16).</summary>
/// <remarks>
/// At least one property must be set. The id is made from <see cref="AccountType"/>, <see cref="UserId"/> and
/// <see cref="AccountLogin"/>.
/// </remarks>
public sealed record UserAccountDraft : ObservableDraft
{
    /// <summary>How the system knows it: a number, a SID (§6.16).</summary>
    public string? UserId { get; init; }

    /// <summary>The password or other secret in clear; only for what is known to be lost or false (§6.16).</summary>
    public string? Credential { get; init; }

    /// <summary>What its user types to log in, if not the same (§6.16).</summary>
    public string? AccountLogin { get; init; }

    /// <summary>What kind of account it is; see <see cref="AccountTypes"/> (§6.16).</summary>
    public string? AccountType { get; init; }

    /// <summary>The name that people see (§6.16).</summary>
    public string? DisplayName { get; init; }

    /// <summary>Whether it is of a service and not a person (§6.16).</summary>
    public bool? IsServiceAccount { get; init; }

    /// <summary>Whether it has more rights than a common one (§6.16).</summary>
    public bool? IsPrivileged { get; init; }

    /// <summary>Whether it can gain such rights (§6.16).</summary>
    public bool? CanEscalatePrivs { get; init; }

    /// <summary>Whether it is switched off (§6.16).</summary>
    public bool? IsDisabled { get; init; }

    /// <summary>When it was made (§6.16).</summary>
    public StixTimestamp? AccountCreated { get; init; }

    /// <summary>When it ends (§6.16).</summary>
    public StixTimestamp? AccountExpires { get; init; }

    /// <summary>When the secret was last changed (§6.16).</summary>
    public StixTimestamp? CredentialLastChanged { get; init; }

    /// <summary>When it was first used (§6.16).</summary>
    public StixTimestamp? AccountFirstLogin { get; init; }

    /// <summary>When it was last used (§6.16).</summary>
    public StixTimestamp? AccountLastLogin { get; init; }

    /// <summary>What Unix says of an account (§6.16.2).</summary>
    public UnixAccountExtension? UnixAccount { get; init; }

    /// <inheritdoc/>
    public override string Type => "user-account";

    private protected override IEnumerable<(string Key, StixPart? Extension)> StandardExtensions =>
    [
        ("unix-account-ext", UnixAccount),
    ];

    internal override void Write(MemberWriter to)
    {
        to.Put("user_id", UserId);
        to.Put("credential", Credential);
        to.Put("account_login", AccountLogin);
        to.Put("account_type", AccountType);
        to.Put("display_name", DisplayName);
        to.Put("is_service_account", IsServiceAccount);
        to.Put("is_privileged", IsPrivileged);
        to.Put("can_escalate_privs", CanEscalatePrivs);
        to.Put("is_disabled", IsDisabled);
        to.Put("account_created", AccountCreated);
        to.Put("account_expires", AccountExpires);
        to.Put("credential_last_changed", CredentialLastChanged);
        to.Put("account_first_login", AccountFirstLogin);
        to.Put("account_last_login", AccountLastLogin);
    }
}
