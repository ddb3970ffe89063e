using System.Collections.Immutable;

namespace Entente.Agreements.Decisions;

/// <summary>What is guaranteed of the way by which a channel's bytes leave. What is not known is not there.</summary>
/// <param name="Tls">The lowest TLS version that a recipient could use; null when there may be none.</param>
/// <param name="MutualTls">Whether every recipient shows a certificate.</param>
/// <param name="RecipientEncryption">Whether the bytes are encrypted for the recipient beside TLS.</param>
/// <param name="SigningSuite">The algorithm that signs what leaves; null for none.</param>
/// <param name="Ways">By what they can leave: <c>node</c>, <c>taxii</c>, <c>file</c>.</param>
public sealed record ChannelSecurity(
    Version? Tls, bool MutualTls, bool RecipientEncryption, string? SigningSuite, ImmutableArray<string> Ways)
{
    /// <summary>What a node guarantees: the weakest way by which a partner can come.</summary>
    public static ChannelSecurity OfNode { get; } = new(
        new Version(1, 2), MutualTls: false, RecipientEncryption: false, SigningSuite: "Ed25519",
        Ways: ["node", "taxii"]);
}
