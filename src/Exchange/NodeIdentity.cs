using Entente.Transparency;

namespace Entente.Exchange;

/// <summary>This node's party and its private keys, one for each kind of statement (C2SP tlog-cosignature: a cosigner's
/// key signs nothing else).</summary>
public sealed class NodeIdentity : IDisposable
{
    /// <summary>Our party id in every agreement.</summary>
    public required string Party { get; init; }

    /// <summary>The prefix of our log and witness names: a scheme-less URL without spaces.</summary>
    public required string Origin { get; init; }

    /// <summary>Our STIX identity.</summary>
    public required string IdentityId { get; init; }

    /// <summary>Signs agreements and sidecars.</summary>
    public required SigningKey AgreementKey { get; init; }

    /// <summary>The name of <see cref="AgreementKey"/> in signatures.</summary>
    public required string AgreementKeyId { get; init; }

    /// <summary>Signs the checkpoints of our logs.</summary>
    public required SigningKey LogKey { get; init; }

    /// <summary>Cosigns partners' checkpoints: our receipts.</summary>
    public required SigningKey WitnessKey { get; init; }

    /// <summary>32 secret bytes from which the ids of derivatives are made. They must survive a restore.</summary>
    public required ReadOnlyMemory<byte> DerivativeSecret { get; init; }

    /// <summary>The cosigner name of our receipts.</summary>
    public string WitnessName => $"{Origin}/witness";

    /// <summary>The origin of our private decision log.</summary>
    public string DecisionLogOrigin(Realm realm) => $"{Origin}/decisions/{realm.Write()}";

    /// <inheritdoc/>
    public void Dispose()
    {
        AgreementKey.Dispose();
        LogKey.Dispose();
        WitnessKey.Dispose();
    }
}
