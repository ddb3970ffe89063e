using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Entente.Stix;

namespace Entente.Agreements.Records;

/// <summary>
/// What a recipient knows about an object it received, format <c>sidecar/1</c>: which entry of which log brought it,
/// under which clauses, and how it must be handled. It is signed by the recipient and stands beside the object, because
/// nobody but its creator may change the object itself (STIX 2.1 §3.6). Canonical JSON.
/// </summary>
public sealed record SidecarStatement
{
    /// <summary>The format's name and version.</summary>
    public const string Format = "sidecar/1";

    /// <summary>The object.</summary>
    public required string ObjectId { get; init; }

    /// <summary>Its version; null for an object without versions.</summary>
    public string? Version { get; init; }

    /// <summary>SHA-256 (hex) of its canonical form.</summary>
    public required string Digest { get; init; }

    /// <summary>The origin of the log that released it.</summary>
    public required string Channel { get; init; }

    /// <summary>The index of the entry.</summary>
    public required long Index { get; init; }

    /// <summary>The size of the verified checkpoint that covers the entry.</summary>
    public required long CheckpointSize { get; init; }

    /// <summary>The agreement.</summary>
    public required string AgreementId { get; init; }

    /// <summary>Its version.</summary>
    public required int AgreementVersion { get; init; }

    /// <summary>The clauses that the entry cites.</summary>
    public required ImmutableArray<string> Clauses { get; init; }

    /// <summary>What the recipient owes for it, one text each, such as <c>handling:TLP:GREEN</c>.</summary>
    public required ImmutableArray<string> Obligations { get; init; }

    /// <summary>When it was stored, to the microsecond.</summary>
    public required string ReceivedAt { get; init; }

    /// <summary>The statement's bytes: canonical JSON.</summary>
    public byte[] ToBytes()
    {
        var output = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("agreement", AgreementId);
            json.WriteNumber("agreement_version", AgreementVersion);
            json.WriteString("channel", Channel);
            json.WriteNumber("checkpoint_size", CheckpointSize);
            WriteList(json, "clauses", Clauses);
            json.WriteString("digest", Digest);
            json.WriteString("format", Format);
            json.WriteNumber("index", Index);
            json.WriteString("object", ObjectId);
            WriteList(json, "obligations", Obligations);
            json.WriteString("received_at", ReceivedAt);
            if (Version is not null) json.WriteString("version", Version);
            json.WriteEndObject();
        }

        return CanonicalJson.Canonicalize(output.WrittenSpan);
    }

    /// <summary>Reads a statement. Null, with the reason, when it is not exactly one of this format.</summary>
    public static SidecarStatement? Read(ReadOnlyMemory<byte> bytes, out string fault) =>
        RecordReader.Read(bytes, Format, Read, out fault);

    private static SidecarStatement? Read(RecordReader fields) => fields.Complete(
        "agreement", "agreement_version", "channel", "checkpoint_size", "clauses", "digest", "format", "index", "object",
        "obligations", "received_at", "version")
        ? new SidecarStatement
        {
            ObjectId = fields.Text("object"),
            Version = fields.OptionalText("version"),
            Digest = fields.Text("digest"),
            Channel = fields.Text("channel"),
            Index = fields.LongNumber("index"),
            CheckpointSize = fields.LongNumber("checkpoint_size"),
            AgreementId = fields.Text("agreement"),
            AgreementVersion = fields.Number("agreement_version"),
            Clauses = fields.List("clauses"),
            Obligations = fields.List("obligations"),
            ReceivedAt = fields.Text("received_at"),
        }
        : null;

    private static void WriteList(Utf8JsonWriter json, string name, ImmutableArray<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
