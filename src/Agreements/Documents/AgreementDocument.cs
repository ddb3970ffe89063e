using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Entente.Agreements.Clauses;
using Entente.Stix;
using Entente.Transparency;

namespace Entente.Agreements.Documents;

/// <summary>
/// An agreement as a document that machines execute, format <c>agreement/1</c> (docs/formats/agreement.md): its clauses
/// with typed parameters, each citing the article it carries out. Immutable; reading finds every fault at once.
/// </summary>
public sealed class AgreementDocument
{
    /// <summary>The format's name and version.</summary>
    public const string Format = "agreement/1";

    /// <summary>The largest document that is read, in bytes.</summary>
    public const int DocumentBytesMax = 1024 * 1024;

    /// <summary>The most clauses of a document.</summary>
    public const int ClausesMax = 256;

    private AgreementDocument(
        string id,
        int version,
        string realm,
        ImmutableSortedDictionary<string, string> title,
        ImmutableArray<Clause> clauses,
        byte[] canonical)
    {
        Id = id;
        Version = version;
        Realm = realm;
        Title = title;
        Clauses = clauses;
        Canonical = canonical;
        Digest = Hash.FromBytes(SHA256.HashData(canonical));
    }

    /// <summary>The agreement's id, the same over its versions.</summary>
    public string Id { get; }

    /// <summary>The version, from 1.</summary>
    public int Version { get; }

    /// <summary>live or exercise.</summary>
    public string Realm { get; }

    /// <summary>The title, by language.</summary>
    public ImmutableSortedDictionary<string, string> Title { get; }

    /// <summary>The clauses, in the document's order, which means nothing.</summary>
    public ImmutableArray<Clause> Clauses { get; }

    /// <summary>The canonical form (RFC 8785): what is signed.</summary>
    public ReadOnlyMemory<byte> Canonical { get; }

    /// <summary>SHA-256 of the canonical form.</summary>
    public Hash Digest { get; }

    /// <summary>The clauses of one type.</summary>
    public IEnumerable<T> Of<T>()
        where T : Clause => Clauses.OfType<T>();

    /// <summary>The parties; empty when the document names none.</summary>
    public ImmutableArray<Party> Parties => [.. Of<PartiesClause>().SelectMany(clause => clause.Parties)];

    internal bool HasParty(string id) => Parties.Any(party => party.Id == id);

    /// <summary>Reads a document. Null when there are diagnostics; all of them are given.</summary>
    public static AgreementDocument? Read(ReadOnlyMemory<byte> utf8, out ImmutableArray<Diagnostic> diagnostics)
    {
        var document = Survey(utf8, out diagnostics);
        return diagnostics.IsEmpty ? document : null;
    }

    /// <summary>
    /// Reads what can be read of a document, whatever else is wrong with it: to look for more faults, and for nothing
    /// else. Null when it is no JSON that has a canonical form.
    /// </summary>
    internal static AgreementDocument? Survey(ReadOnlyMemory<byte> utf8, out ImmutableArray<Diagnostic> diagnostics)
    {
        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        var canonical = new ArrayBufferWriter<byte>();
        AgreementDocument? document = null;
        if (utf8.Length > DocumentBytesMax)
        {
            found.Add(new Diagnostic("document-too-large", Severity.Error, "", 0, $"the document has more than {DocumentBytesMax} bytes"));
        }
        else if (!CanonicalJson.TryWrite(utf8.Span, canonical, out var fault))
        {
            found.Add(fault!);
        }
        else
        {
            // Whatever has a canonical form is read: what is wrong with it is reported then.
            using var json = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = 1000 });
            document = Read(json.RootElement, canonical.WrittenSpan.ToArray(), found);
        }

        diagnostics = found.ToImmutable();
        return document;
    }

    private static AgreementDocument Read(
        JsonElement root, byte[] canonical, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        var reader = new ParameterReader(root, "", diagnostics);
        reader.Text("format", text => text == Format);
        var id = reader.Text("id", IsId);
        var version = reader.Number("version", 1, int.MaxValue);
        var realm = reader.Text("realm", text => text is "live" or "exercise");
        var title = reader.Map("title");
        var clauses = reader.Objects("clauses").Take(ClausesMax + 1)
            .Select(item => ClauseRegistry.Read(item, diagnostics)).OfType<Clause>().ToImmutableArray();
        if (clauses.Length > ClausesMax) reader.Fault("clauses-exceeded", "clauses", $"there are more than {ClausesMax} clauses");
        foreach (var twice in clauses.GroupBy(clause => clause.Header.Id).Where(group => group.Count() > 1))
        {
            reader.Fault("clause-id-twice", "clauses", $"two clauses have the id `{twice.Key}`");
        }

        reader.Finish();
        return new AgreementDocument(id, version, realm, title, clauses, canonical);
    }

    /// <summary>Ids become part of log origins, so they are plain.</summary>
    private static bool IsId(string text) => text.StartsWith("urn:entente:agreement:", StringComparison.Ordinal)
        && text.Length is > 22 and <= 120 && text[22..].All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');

    /// <inheritdoc/>
    public override string ToString() => $"{Id}@{Version}";
}
