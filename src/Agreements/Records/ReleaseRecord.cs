using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Entente.Stix;
using Entente.Transparency;

namespace Entente.Agreements.Records;

/// <summary>
/// An entry of a channel's log, format <c>release/1</c>: what left, when, under which clauses, and a salted commitment
/// to its bytes. It never holds the object: content must be erasable while the proof stays, and bare digests of
/// addresses and domains can be guessed. Canonical JSON, at most 65,535 bytes (C2SP tlog-tiles).
/// </summary>
public sealed record ReleaseRecord
{
    /// <summary>The format's name and version.</summary>
    public const string Format = "release/1";

    /// <summary>What the entry does: <c>release</c>, <c>revise</c> or <c>recall</c>.</summary>
    public required string Action { get; init; }

    /// <summary>The agreement that permitted it.</summary>
    public required string AgreementId { get; init; }

    /// <summary>The agreement's version.</summary>
    public required int AgreementVersion { get; init; }

    /// <summary>The ids of the clauses that permitted or transformed it, sorted.</summary>
    public required ImmutableArray<string> Clauses { get; init; }

    /// <summary>SHA-256 over the salt and the canonical form of the released object.</summary>
    public required Hash Commitment { get; init; }

    /// <summary>The party that disclosed.</summary>
    public required string Discloser { get; init; }

    /// <summary>The party that it was disclosed to.</summary>
    public required string Recipient { get; init; }

    /// <summary>The released STIX id.</summary>
    public required string ObjectId { get; init; }

    /// <summary>The released version; null for an object without versions.</summary>
    public string? Version { get; init; }

    /// <summary>When it was added to the channel, to the microsecond.</summary>
    public required string Time { get; init; }

    /// <summary>The entry's bytes: canonical JSON.</summary>
    public byte[] ToBytes()
    {
        var output = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("action", Action);
            json.WriteString("agreement", AgreementId);
            json.WriteNumber("agreement_version", AgreementVersion);
            json.WriteStartArray("clauses");
            foreach (var clause in Clauses) json.WriteStringValue(clause);
            json.WriteEndArray();
            json.WriteString("commitment", Commitment.ToBase64());
            json.WriteString("discloser", Discloser);
            json.WriteString("format", Format);
            json.WriteString("object", ObjectId);
            json.WriteString("recipient", Recipient);
            json.WriteString("time", Time);
            if (Version is not null) json.WriteString("version", Version);
            json.WriteEndObject();
        }

        return CanonicalJson.Canonicalize(output.WrittenSpan);
    }

    /// <summary>Reads an entry. Null, with the reason, when it is not exactly a record of this format.</summary>
    public static ReleaseRecord? Read(ReadOnlyMemory<byte> entry, out string fault) =>
        RecordReader.Read(entry, Format, Read, out fault);

    private static ReleaseRecord? Read(RecordReader fields)
    {
        var clauses = fields.List("clauses");
        var commitment = fields.Hash("commitment");
        return fields.Complete(
            "action", "agreement", "agreement_version", "clauses", "commitment", "discloser", "format", "object",
            "recipient", "time", "version")
            ? new ReleaseRecord
            {
                Action = fields.Text("action"),
                AgreementId = fields.Text("agreement"),
                AgreementVersion = fields.Number("agreement_version"),
                Clauses = clauses,
                Commitment = commitment,
                Discloser = fields.Text("discloser"),
                Recipient = fields.Text("recipient"),
                ObjectId = fields.Text("object"),
                Version = fields.OptionalText("version"),
                Time = fields.Text("time"),
            }
            : null;
    }
}
