using System.Collections.Immutable;

namespace Entente.Taxii;

/// <summary>
/// How far the adding of objects has come (TAXII 2.1 §4.3.1). The three counts and their sum follow from the lists, so
/// a
/// status cannot contradict itself; it is complete when nothing is pending.
/// </summary>
/// <param name="Id">The status's id, a version 4 UUID.</param>
/// <param name="RequestTimestamp">When the objects arrived; null when left out.</param>
/// <param name="Successes">What was taken.</param>
/// <param name="Failures">What was refused.</param>
/// <param name="Pendings">What is still to be decided.</param>
public sealed record StatusResource(
    string Id,
    TaxiiTimestamp? RequestTimestamp,
    ImmutableArray<StatusDetail> Successes,
    ImmutableArray<StatusDetail> Failures,
    ImmutableArray<StatusDetail> Pendings)
{
    /// <summary>True when nothing is pending.</summary>
    public bool IsComplete => Pendings.IsEmpty;

    /// <summary>
    /// Reads the resource. The detail lists are optional on the wire; only what they hold is kept, and counts are
    /// checked for their type, not against the lists.
    /// </summary>
    public static TaxiiResult<StatusResource> Read(ReadOnlyMemory<byte> utf8) => ResourceReader.Read(utf8, reader =>
    {
        var id = reader.Text("id");
        if (!Guid.TryParseExact(id, "D", out _)) reader.Note("id", "wrong-type", "is not a UUID");
        if (reader.Text("status") is not ("complete" or "pending" or ""))
        {
            reader.Note("status", "wrong-type", "is neither `complete` nor `pending`");
        }

        reader.Count("total_count");
        reader.Count("success_count");
        reader.Count("failure_count");
        reader.Count("pending_count");
        return new StatusResource(
            id,
            reader.OptionalTime("request_timestamp"),
            reader.Items("successes", StatusDetail.From),
            reader.Items("failures", StatusDetail.From),
            reader.Items("pendings", StatusDetail.From));
    });

    /// <summary>The resource as JSON.</summary>
    public byte[] ToBytes() => ResourceWriter.Write(writer =>
    {
        writer.WriteString("id", Id);
        writer.WriteString("status", IsComplete ? "complete" : "pending");
        writer.Optional("request_timestamp", RequestTimestamp?.ToString());
        writer.WriteNumber("total_count", Successes.Length + Failures.Length + Pendings.Length);
        writer.WriteNumber("success_count", Successes.Length);
        writer.Items("successes", Successes, StatusDetail.WriteMembers);
        writer.WriteNumber("failure_count", Failures.Length);
        writer.Items("failures", Failures, StatusDetail.WriteMembers);
        writer.WriteNumber("pending_count", Pendings.Length);
        writer.Items("pendings", Pendings, StatusDetail.WriteMembers);
    });
}
