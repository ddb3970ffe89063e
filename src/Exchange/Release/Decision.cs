using System.Buffers;
using System.Collections.Immutable;
using Entente.Agreements.Decisions;
using Entente.Agreements.Redaction;
using Entente.Stix;

namespace Entente.Exchange.Release;

/// <summary>
/// Step 4. What was decided about a stored object in one channel, with all its reasons, and what would leave. Its only
/// factory is <see cref="DecisionStep"/>.
/// </summary>
public sealed class Decision
{
    private Decision(StoredObject stored, RedactedObject redacted, bool supersedes, bool isFromRecipient)
    {
        Object = stored;
        Verdict = redacted.Verdict;
        Leaves = redacted.Outcome is RedactionOutcome.PassThrough or RedactionOutcome.Derivative;
        ReleasedId = redacted.ReleasedId;
        DerivativeBytes = redacted.Derivative;
        Supersedes = supersedes;
        IsFromRecipient = isFromRecipient;
        Awaits = Leaves ? [] : redacted.Awaits;
        ReleasedVersion = !Leaves ? null : redacted.Derivative is { } bytes
            ? StixReader.Read(bytes).Object?.Version?.ToString() ?? ""
            : stored.Row.Version;
    }

    /// <summary>The object.</summary>
    public StoredObject Object { get; }

    /// <summary>The verdict, with every reason.</summary>
    public Verdict Verdict { get; }

    /// <summary>Whether something leaves now.</summary>
    public bool Leaves { get; }

    /// <summary>The id under which it leaves; null when it does not.</summary>
    public string? ReleasedId { get; }

    /// <summary>The version that leaves; empty for an object without versions, null when nothing leaves.</summary>
    public string? ReleasedVersion { get; }

    /// <summary>The bytes of the derivative; null when the object's own bytes leave.</summary>
    public ReadOnlyMemory<byte>? DerivativeBytes { get; }

    /// <summary>Whether an earlier version left already.</summary>
    public bool Supersedes { get; }

    /// <summary>Whether the recipient gave the object itself, be it after somebody else had.</summary>
    public bool IsFromRecipient { get; }

    /// <summary>The objects whose own decisions may change this one; empty when it leaves.</summary>
    public ImmutableArray<string> Awaits { get; }

    /// <summary>permit, transform, hold or deny.</summary>
    public string OutcomeText => Leaves
        ? DerivativeBytes is null ? "permit" : "transform"
        : Verdict.Outcome == Outcome.Hold ? "hold" : "deny";

    /// <summary>The verdict in full, for our operator.</summary>
    public string OperatorRendering => Verdict.ToString();

    /// <summary>The canonical form of what leaves: what the log commits to.</summary>
    public ReadOnlyMemory<byte> ReleasedCanonical()
    {
        if (DerivativeBytes is not { } bytes) return Object.Canonical;
        var output = new ArrayBufferWriter<byte>(bytes.Length);
        return CanonicalJson.TryWrite(bytes.Span, output, out _)
            ? output.WrittenMemory
            : throw new StoreDamagedException(Object.Row.ObjectId);
    }

    /// <summary>Called by the decision step, and by nobody else.</summary>
    internal static Decision Made(
        StoredObject stored, RedactedObject redacted, bool supersedes, bool isFromRecipient) =>
        new(stored, redacted, supersedes, isFromRecipient);
}
