using System.Buffers;
using System.Text.Json;
using Entente.Agreements.Documents;
using Entente.Stix;

namespace Entente.Agreements.Compilation;

/// <summary>
/// The immutable STIX marking definition of one agreement version (docs/formats/agreement.md). Its id is computed from
/// the document, so both parties have the same one without asking each other.
/// </summary>
public static class AgreementMarking
{
    private static readonly Guid Namespace = new("9b1f6a1e-7c0d-4d83-a3a4-0e7a2f4b6c55");

    /// <summary>The id: version 5 UUID over id, version and digest.</summary>
    public static string IdOf(AgreementDocument document) =>
        $"marking-definition--{StixId.NameBased(Namespace, $"{document.Id}@{document.Version}:{document.Digest.ToHex()}")}";

    /// <summary>The marking definition as a STIX object, marked TLP:GREEN itself.</summary>
    public static byte[] Write(AgreementDocument document, DateTimeOffset created)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("type", "marking-definition");
            json.WriteString("spec_version", "2.1");
            json.WriteString("id", IdOf(document));
            json.WriteString("created", StixTimestamp.FromInstant(created).ToString());
            json.WriteString("name", $"{document.Id} version {document.Version}");
            json.WriteStartArray("object_marking_refs");
            json.WriteStringValue(KnownMarkings.IdOf(Tlp.Green));
            json.WriteEndArray();
            json.WriteStartObject("extensions");
            json.WriteStartObject(EntenteExtensions.AgreementMarking);
            json.WriteString("extension_type", "property-extension");
            json.WriteString("agreement_id", document.Id);
            json.WriteNumber("agreement_version", document.Version);
            json.WriteString("document_sha256", document.Digest.ToHex());
            json.WriteStartArray("clauses");
            foreach (var clause in document.Clauses) json.WriteStringValue(clause.Header.Id);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return CanonicalJson.Canonicalize(output.WrittenSpan);
    }
}
