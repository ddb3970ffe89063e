using System.Buffers;
using System.Text.Json;
using Entente.Stix;

namespace Entente.Agreements.Records;

/// <summary>
/// An entry of a node's private decision log, format <c>decision/1</c>: every decision, withholds included, with the
/// digests by which it can be replayed. Read by auditors, never by partners. Canonical JSON.
/// </summary>
public sealed record DecisionRecord
{
    /// <summary>The format's name and version.</summary>
    public const string Format = "decision/1";

    /// <summary>The origin of the channel that the decision is about.</summary>
    public required string Channel { get; init; }

    /// <summary>The object's own id.</summary>
    public required string ObjectId { get; init; }

    /// <summary>The object's own version; null for an object without versions.</summary>
    public string? Version { get; init; }

    /// <summary>permit, transform, hold or deny.</summary>
    public required string Outcome { get; init; }

    /// <summary>SHA-256 (hex) of the agreement set that decided.</summary>
    public required string Policy { get; init; }

    /// <summary>SHA-256 (hex) of the object's canonical form.</summary>
    public required string Digest { get; init; }

    /// <summary>SHA-256 (hex) of the verdict's operator rendering, kept beside the log.</summary>
    public required string Verdict { get; init; }

    /// <summary>The index in the channel's log; null when nothing left.</summary>
    public long? Entry { get; init; }

    /// <summary>When it was decided, to the microsecond.</summary>
    public required string Time { get; init; }

    /// <summary>The entry's bytes: canonical JSON.</summary>
    public byte[] ToBytes()
    {
        var output = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("channel", Channel);
            json.WriteString("digest", Digest);
            if (Entry is { } entry) json.WriteNumber("entry", entry);
            json.WriteString("format", Format);
            json.WriteString("object", ObjectId);
            json.WriteString("outcome", Outcome);
            json.WriteString("policy", Policy);
            json.WriteString("time", Time);
            json.WriteString("verdict", Verdict);
            if (Version is not null) json.WriteString("version", Version);
            json.WriteEndObject();
        }

        return CanonicalJson.Canonicalize(output.WrittenSpan);
    }

    /// <summary>Reads an entry. Null, with the reason, when it is not exactly a record of this format.</summary>
    public static DecisionRecord? Read(ReadOnlyMemory<byte> entry, out string fault) =>
        RecordReader.Read(entry, Format, Read, out fault);

    private static DecisionRecord? Read(RecordReader fields) => fields.Complete(
        "channel", "digest", "entry", "format", "object", "outcome", "policy", "time", "verdict", "version")
        ? new DecisionRecord
        {
            Channel = fields.Text("channel"),
            Digest = fields.Text("digest"),
            Entry = fields.OptionalNumber("entry"),
            ObjectId = fields.Text("object"),
            Outcome = fields.Text("outcome"),
            Policy = fields.Text("policy"),
            Time = fields.Text("time"),
            Verdict = fields.Text("verdict"),
            Version = fields.OptionalText("version"),
        }
        : null;
}
