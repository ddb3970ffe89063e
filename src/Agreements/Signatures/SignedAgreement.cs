using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text;
using Entente.Agreements.Documents;
using Entente.Stix;
using Entente.Transparency;

namespace Entente.Agreements.Signatures;

/// <summary>
/// An agreement document with the signatures of its parties: JWS General JSON over the canonical form, one signature a
/// party, by a key that the document itself lists for that party. All parties must have signed.
/// </summary>
public sealed class SignedAgreement
{
    /// <summary>The <c>typ</c> of every signature's header.</summary>
    public const string Type = "agreement+json";

    private readonly JwsDocument _jws;

    private SignedAgreement(AgreementDocument document, JwsDocument jws)
    {
        Document = document;
        _jws = jws;
    }

    /// <summary>The document.</summary>
    public AgreementDocument Document { get; }

    /// <summary>How many signatures are there, valid or not.</summary>
    public int SignatureCount => _jws.Signatures.Length;

    /// <summary>A document that nobody has signed yet.</summary>
    public static SignedAgreement Unsigned(AgreementDocument document) => new(
        document, new JwsDocument(Base64Url.EncodeToString(document.Canonical.Span), document.Canonical, []));

    /// <summary>
    /// Reads a signed document. Null when there are diagnostics. Signatures are not verified by that.
    /// </summary>
    /// <param name="utf8">The JWS in General JSON serialisation.</param>
    /// <param name="diagnostics">What is wrong; empty when nothing is.</param>
    /// <param name="detached">
    /// The document, for a JWS without a payload (RFC 7515 appendix F): as people keep it, in whatever spelling.
    /// </param>
    public static SignedAgreement? Read(
        ReadOnlyMemory<byte> utf8, out ImmutableArray<Diagnostic> diagnostics, ReadOnlyMemory<byte>? detached = null)
    {
        ReadOnlyMemory<byte>? outside = null;
        if (detached is { } beside)
        {
            if (AgreementDocument.Read(beside, out diagnostics) is not { } kept) return null;
            outside = kept.Canonical;
        }

        if (!JwsDocument.TryParse(utf8, out var jws, out var fault, outside))
        {
            diagnostics = [new Diagnostic("jws-malformed", Severity.Error, "", 0, fault)];
            return null;
        }

        if (AgreementDocument.Read(jws.Payload, out diagnostics) is not { } document) return null;
        if (document.Canonical.Span.SequenceEqual(jws.Payload.Span)) return new SignedAgreement(document, jws);
        diagnostics = [new Diagnostic(
            "payload-not-canonical", Severity.Error, "/payload", 0, "the payload is not in canonical form (RFC 8785)")];
        return null;
    }

    /// <summary>The document signed by one more key. A key that has signed already signs anew.</summary>
    public SignedAgreement AddSignature(string kid, SigningKey key)
    {
        var others = _jws.Signatures.Where(signature => signature.KeyId != kid);
        var added = Jws.SignOnce(_jws.EncodedPayload, Type, kid, key);
        return new SignedAgreement(Document, _jws with { Signatures = [.. others, added] });
    }

    /// <summary>For each party, whether its one signature verifies; then what does not belong to any party.</summary>
    public IReadOnlyList<PartySignature> Verify()
    {
        var results = new List<PartySignature>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var party in Document.Parties)
        {
            var mine = _jws.Signatures.Where(signature => party.Keys.Agreement.ContainsKey(signature.KeyId)).ToList();
            known.UnionWith(party.Keys.Agreement.Keys);
            results.Add(mine switch
            {
                [] => new PartySignature(party.Id, "signature-missing", "it has not signed"),
                [var one] when Jws.Verifies(_jws, one, Type, party.Keys.Agreement[one.KeyId]) => new PartySignature(party.Id, null, ""),
                [_] => new PartySignature(party.Id, "signature-invalid", "its signature does not verify"),
                _ => new PartySignature(party.Id, "signature-twice", "it has signed more than once"),
            });
        }

        foreach (var stranger in _jws.Signatures.Where(signature => !known.Contains(signature.KeyId)))
        {
            results.Add(new PartySignature(stranger.KeyId, "signature-stranger", "no party has this key"));
        }

        return results;
    }

    /// <summary>The signed document as JSON; the signatures alone when <paramref name="detached"/>.</summary>
    public byte[] ToBytes(bool detached = false) =>
        Encoding.UTF8.GetBytes(Jws.Write(detached ? null : _jws.EncodedPayload, _jws.Signatures));
}
