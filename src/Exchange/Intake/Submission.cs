using Entente.Stix;

namespace Entente.Exchange.Intake;

/// <summary>
/// Step 1. Bytes that somebody handed in: sized, attributed to an authenticated submitter, realm known. Its only
/// factory is <see cref="Accept"/>.
/// </summary>
public sealed class Submission
{
    private Submission(ReadOnlyMemory<byte> bytes, long offset, Submitter submitter, Realm realm)
    {
        Bytes = bytes;
        Offset = offset;
        Submitter = submitter;
        Realm = realm;
    }

    /// <summary>One object's bytes, as they arrived.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Where they begin in the input, in bytes.</summary>
    public long Offset { get; }

    /// <summary>Who handed them in.</summary>
    public Submitter Submitter { get; }

    /// <summary>The realm of the connection they came over.</summary>
    public Realm Realm { get; }

    /// <summary>Takes one item of the input. Null, with the diagnostic, when it is broken or too large.</summary>
    public static Submission? Accept(
        BundleItem item, Submitter submitter, Realm realm, StixLimits limits, out Diagnostic? refusal)
    {
        refusal = item.Fault;
        if (refusal is null && item.Bytes.Length > limits.ObjectBytesMax)
        {
            refusal = new Diagnostic(
                "object-too-large", Severity.Error, "", item.Offset,
                $"the object has {item.Bytes.Length} bytes and the limit is {limits.ObjectBytesMax}",
                "split it, or ask the operator to raise `ObjectBytesMax`");
        }

        return refusal is null ? new Submission(item.Bytes, item.Offset, submitter, realm) : null;
    }
}
