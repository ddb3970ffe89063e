namespace Entente.Stix;

/// <summary>A FIRST Information Exchange Policy 2.0, as a marking-definition carries it.</summary>
/// <param name="Start">The first instant at which it holds.</param>
/// <param name="End">The first instant at which it no longer holds; null without end.</param>
/// <param name="Tlp">Its TLP level; white is read as CLEAR.</param>
/// <param name="PermittedActions">The most that a recipient may do, as an index into <see cref="ActionOrder"/>.</param>
/// <param name="Attribution">Whether the provider is named: <c>may</c>, <c>must</c>, <c>must-not</c>.</param>
/// <param name="EncryptInTransit">Whether it travels encrypted only.</param>
/// <param name="MayNotifyAffected">Whether those affected may be told.</param>
/// <param name="MayResell">Whether it may be sold on unchanged.</param>
public sealed record IepPolicy(
    DateTimeOffset Start,
    DateTimeOffset? End,
    Tlp Tlp,
    int PermittedActions,
    string Attribution,
    bool EncryptInTransit,
    bool MayNotifyAffected,
    bool MayResell)
{
    /// <summary>What may be done, from the least to the most; each includes those before it.</summary>
    public static IReadOnlyList<string> ActionOrder { get; } =
    [
        "none", "contact-for-instruction", "internally-visible-actions", "externally-visible-indirect-actions",
        "externally-visible-direct-actions",
    ];

    /// <summary>Whether it holds at an instant.</summary>
    public bool HoldsAt(DateTimeOffset instant) => instant >= Start && (End is null || instant < End);
}
