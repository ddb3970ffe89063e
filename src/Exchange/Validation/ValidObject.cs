using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Entente.Exchange.Intake;
using Entente.Exchange.Ports;
using Entente.Stix;
using Entente.Stix.Validation;
using Entente.Transparency;

namespace Entente.Exchange.Validation;

/// <summary>
/// Step 2. A submission that is a STIX 2.1 object by every MUST of the standard: parsed, with a canonical form, its
/// markings readable. An object without markings stays without: no clause releases it, unless a marking was assumed at
/// import, which is kept beside it. Its only factory is <see cref="Validate"/>.
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

    /// <summary>Validates a submission. Null when the standard's text forbids something in it; all errors are given. What the
    /// standard only advises against is for <c>entente validate</c> to say.</summary>
    /// <param name="submission">Step 1's result.</param>
    /// <param name="limits">The limits of one object.</param>
    /// <param name="assumedMarking">The marking to assume when the object carries none; null to assume none.</param>
    /// <param name="diagnostics">Every error found, with offsets into the whole input.</param>
    public static ValidObject? Validate(
        Submission submission, StixLimits limits, string? assumedMarking, out ImmutableArray<Diagnostic> diagnostics)
    {
        var report = StixValidator.Validate(submission.Bytes, new ValidationOptions { Limits = limits });
        diagnostics =
        [
            .. report.Diagnostics.Where(found => found.Severity == Severity.Error)
                .Select(found => found with { Offset = found.Offset + submission.Offset }),
        ];
        if (report.Object is { } read && OtherVersion(read) is { } old)
        {
            // What else is wrong by the rules of the other version would only distract from this.
            diagnostics = [old with { Offset = submission.Offset }];
            return null;
        }

        if (report.Object is null && diagnostics.IsEmpty)
        {
            // The validator judges bundles too; what is stored and released is single objects.
            diagnostics =
            [
                .. StixReader.Read(submission.Bytes, limits).Diagnostics
                    .Select(found => found with { Offset = found.Offset + submission.Offset }),
            ];
            return null;
        }

        if (report.Object is not { } stix || !diagnostics.IsEmpty) return null;
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

    /// <summary>
    /// What is stored, decided about and released is STIX 2.1; only observables may leave the version out.
    /// </summary>
    private static Diagnostic? OtherVersion(StixObject stix) =>
        stix.SpecVersion == "2.1" || (stix.SpecVersion is null && stix.Kind == ObjectKind.CyberObservable)
            ? null
            : new Diagnostic(
                "spec-version-unsupported", Severity.Error, "/spec_version", 0,
                stix.SpecVersion is { } version
                    ? $"`{stix.Id}` is of STIX `{version}`, and 2.1 is exchanged"
                    : $"`{stix.Id}` has no `spec_version`, so it is of STIX 2.0, and 2.1 is exchanged",
                "run `entente import --from 2.0 FILE`, and publish what it writes", "STIX 2.1 §3.2");

    /// <summary>A body that says another level than the standard's object of that id is refused, not stored.</summary>
    private static Diagnostic? Contradicted(StixObject stix) =>
        stix.Type == "marking-definition" && MarkingDefinitions.KindOf(stix) == MarkingKind.KnownContradicted
            ? new Diagnostic(
                "marking-contradicted", Severity.Error, "", 0,
                $"`{stix.Id}` is a standard marking and the object under that id says something else",
                "use the standard object, or another id")
            : null;
}
