using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Entente.Exchange.Intake;
using Entente.Exchange.Ports;
using Entente.Stix;
using Entente.Transparency;

namespace Entente.Exchange.Validation;

/// <summary>
/// Step 2. A submission that is a STIX 2.1 object: parsed, with a canonical form, its markings readable. An object
/// without markings stays without: no clause releases it, unless a marking was assumed at import, which is kept beside
/// it. Its only factory is <see cref="Validate"/>.
/// </summary>
public sealed class ValidObject
{
    private ValidObject(Submission submission, StixObject stix, Hash digest, string? assumedMarking)
    {
        Submission = submission;
        Stix = stix;
        Digest = digest;
        AssumedMarking = assumedMarking;
    }

    /// <summary>What was handed in.</summary>
    public Submission Submission { get; }

    /// <summary>The parsed object.</summary>
    public StixObject Stix { get; }

    /// <summary>SHA-256 of the RFC 8785 form.</summary>
    public Hash Digest { get; }

    /// <summary>The id of the marking assumed for it; null when it carries its own or none was assumed.</summary>
    public string? AssumedMarking { get; }

    /// <summary>Validates a submission. Null when any diagnostic is an error; all of them are given.</summary>
    /// <param name="submission">Step 1's result.</param>
    /// <param name="limits">The limits of one object.</param>
    /// <param name="assumedMarking">The marking to assume when the object carries none; null to assume none.</param>
    /// <param name="diagnostics">Everything found, with offsets into the whole input.</param>
    public static ValidObject? Validate(
        Submission submission, StixLimits limits, string? assumedMarking, out ImmutableArray<Diagnostic> diagnostics)
    {
        var read = StixReader.Read(submission.Bytes, limits);
        diagnostics = [.. read.Diagnostics.Select(found => found with { Offset = found.Offset + submission.Offset })];
        if (read.Object is not { } stix) return null;
        if (Contradicted(stix) is { } contradiction)
        {
            diagnostics = diagnostics.Add(contradiction with { Offset = submission.Offset });
            return null;
        }

        var canonical = new ArrayBufferWriter<byte>(submission.Bytes.Length);
        if (!CanonicalJson.TryWrite(submission.Bytes.Span, canonical, out var fault))
        {
            diagnostics = diagnostics.Add(fault! with { Offset = fault.Offset + submission.Offset });
            return null;
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(canonical.WrittenSpan, digest);
        var assumed = stix.ObjectMarkingRefs.IsEmpty && stix.Type != "marking-definition" ? assumedMarking : null;
        return new ValidObject(submission, stix, Hash.FromBytes(digest), assumed);
    }

    /// <summary>The row to store.</summary>
    public ObjectRow ToRow(DateTimeOffset now) => new(
        Submission.Realm, Stix.Id, Stix.Version?.ToString() ?? "", Stix.Type, Submission.Bytes, Digest,
        Submission.Submitter.Name, Submission.Submitter.Party, Submission.Submitter.AgreementId, AssumedMarking, now);

    /// <summary>A body that says another level than the standard's object of that id is refused, not stored.</summary>
    private static Diagnostic? Contradicted(StixObject stix) =>
        stix.Type == "marking-definition" && MarkingDefinitions.KindOf(stix) == MarkingKind.KnownContradicted
            ? new Diagnostic(
                "marking-contradicted", Severity.Error, "", 0,
                $"`{stix.Id}` is a standard marking and the object under that id says something else",
                "use the standard object, or another id")
            : null;
}
