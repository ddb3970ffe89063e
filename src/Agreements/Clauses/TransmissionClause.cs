using System.Collections.Immutable;
using Entente.Agreements.Decisions;
using Entente.Agreements.Documents;

namespace Entente.Agreements.Clauses;

/// <summary>By which way bytes may leave: checked before they do. What is not known about the way denies.</summary>
/// <param name="Header">What every clause has.</param>
/// <param name="Tls">The lowest TLS version.</param>
/// <param name="MutualTls">Whether the recipient shows a certificate.</param>
/// <param name="RecipientEncryption">Whether the bytes are encrypted for the recipient beside TLS.</param>
/// <param name="SigningSuite">The algorithm that signs what leaves.</param>
/// <param name="Channels">The ways that may be used.</param>
public sealed record TransmissionClause(
    ClauseHeader Header,
    Version Tls,
    bool MutualTls,
    bool RecipientEncryption,
    string SigningSuite,
    ImmutableArray<string> Channels) : Clause(Header)
{
    /// <inheritdoc/>
    public override ClauseModes Modes => ClauseModes.Release;

    /// <inheritdoc/>
    public override Strength OwnNode => Strength.Prevented;

    /// <inheritdoc/>
    public override Strength Beyond => Strength.None;

    internal override void Decide(ReleaseFacts facts, ChannelTerms channel, DateTimeOffset now, Findings findings)
    {
        if (channel.Security is not { } way)
        {
            findings.Deny("channel-unknown", this, "nothing is known of the way by which it would leave");
            return;
        }

        if (way.Tls is null || way.Tls < Tls) Refuse($"TLS {way.Tls?.ToString() ?? "is not sure"} and {Tls} is needed");
        if (MutualTls && !way.MutualTls) Refuse("the recipient may come without a certificate");
        if (RecipientEncryption && !way.RecipientEncryption) Refuse("it is not encrypted for the recipient");
        if (way.SigningSuite != SigningSuite) Refuse($"it is not signed by {SigningSuite}");
        if (way.Ways.IsEmpty) Refuse("it is not known by what it would leave");
        foreach (var other in way.Ways.Except(Channels)) Refuse($"`{other}` is not one of the ways");

        void Refuse(string detail) => findings.Deny("channel-too-weak", this, detail);
    }

    internal static TransmissionClause Read(ClauseHeader header, ParameterReader parameters) => new(
        header,
        parameters.Choice("tlsMin", ("1.2", new Version(1, 2)), ("1.3", new Version(1, 3))),
        parameters.Flag("mutualTls"),
        parameters.Flag("recipientEncryption"),
        parameters.Text("signingSuite", text => text == "Ed25519"),
        parameters.Texts("channels", text => text is "node" or "taxii" or "file"));
}
