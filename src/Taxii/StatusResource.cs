using System.Collections.Immutable;

namespace Entente.Taxii;

/// <summary>
/// How far the adding of objects has come (TAXII 2.1 §4.3.1). Made here, its counts follow from the lists and it is
/// complete when nothing is pending, so that it cannot contradict itself. Read from a server, it says what the server
/// says: the lists are optional on the wire, and the counts and the state hold without them.
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
    /// <summary>What a server said that its lists do not show; null when they show it all.</summary>
    private Tally? Told { get; init; }

    /// <summary>True when everything is decided.</summary>
    public bool IsComplete => Told?.IsComplete ?? Pendings.IsEmpty;

    /// <summary>How many objects were sent.</summary>
    public long TotalCount => Told?.Total ?? Successes.Length + Failures.Length + Pendings.Length;

    /// <summary>How many were taken.</summary>
    public long SuccessCount => Told?.Success ?? Successes.Length;

    /// <summary>How many were refused.</summary>
    public long FailureCount => Told?.Failure ?? Failures.Length;

    /// <summary>How many are still to be decided.</summary>
    public long PendingCount => Told?.Pending ?? Pendings.Length;

    /// <summary>
    /// Reads the resource; every missing or ill-typed property is a fault with its pointer. Counts are checked for their
    /// type, not against the lists.
    /// </summary>
    public static TaxiiResult<StatusResource> Read(ReadOnlyMemory<byte> utf8) => ResourceReader.Read(utf8, reader =>
    {
        var id = reader.Text("id");
        if (!Guid.TryParseExact(id, "D", out _)) reader.Note("id", "wrong-type", "is not a UUID");
        var state = reader.Text("status");
        if (state is not ("complete" or "pending" or ""))
        {
            reader.Note("status", "wrong-type", "is neither `complete` nor `pending`");
        }

        var told = new Tally(
            state == "complete",
            reader.Count("total_count"),
            reader.Count("success_count"),
            reader.Count("failure_count"),
            reader.Count("pending_count"));
        var read = new StatusResource(
            id,
            reader.OptionalTime("request_timestamp"),
            reader.Items("successes", StatusDetail.From),
            reader.Items("failures", StatusDetail.From),
            reader.Items("pendings", StatusDetail.From));
        return told == read.Shown ? read : read with { Told = told };
    });

    /// <summary>The resource as JSON.</summary>
    public byte[] ToBytes() => ResourceWriter.Write(writer =>
    {
        writer.WriteString("id", Id);
        writer.WriteString("status", IsComplete ? "complete" : "pending");
        writer.Optional("request_timestamp", RequestTimestamp?.ToString());
        writer.WriteNumber("total_count", TotalCount);
        writer.WriteNumber("success_count", SuccessCount);
        writer.Items("successes", Successes, StatusDetail.WriteMembers);
        writer.WriteNumber("failure_count", FailureCount);
        writer.Items("failures", Failures, StatusDetail.WriteMembers);
        writer.WriteNumber("pending_count", PendingCount);
        writer.Items("pendings", Pendings, StatusDetail.WriteMembers);
    });

    private Tally Shown => new(IsComplete, TotalCount, SuccessCount, FailureCount, PendingCount);

    private sealed record Tally(bool IsComplete, long Total, long Success, long Failure, long Pending);
}
