using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Entente.Agreements.Compilation;
using Entente.Agreements.Documents;
using Entente.Agreements.Signatures;
using Entente.Stix;
using Xunit;

namespace Entente.Tests.Agreements;

/// <summary>One fault a line: what is wrong with an arrangement, and the code and place that say so.</summary>
public sealed class AgreementFaultTests
{
    /// <summary>Found when the document is read: pointer, the value put there (or <c>-</c> to remove), code.</summary>
    public static TheoryData<string, string, string> ReadCases() => new()
    {
        { "/format", "\"agreement/2\"", "parameter-value /format" },
        { "/format", "-", "parameter-missing /format" },
        { "/id", "\"urn:other:x\"", "parameter-value /id" },
        { "/id", "\"urn:entente:agreement:Über\"", "parameter-value /id" },
        { "/version", "0", "parameter-type /version" },
        { "/version", "1.5", "parameter-type /version" },
        { "/version", "\"1\"", "parameter-type /version" },
        { "/realm", "\"test\"", "parameter-value /realm" },
        { "/title", "\"text\"", "parameter-type /title" },
        { "/extra", "1", "parameter-unknown /extra" },
        { "/clauses", "{}", "parameter-type /clauses" },
        { "/clauses/3/extra", "1", "parameter-unknown /clauses/3/extra" },
        { "/clauses/3/id", "\"c1\"", "clause-id-twice /clauses" },
        { "/clauses/3/id", "\"a b\"", "parameter-value /clauses/3/id" },
        { "/clauses/3/type", "\"retention\"", "clause-not-built /clauses/3/type" },
        { "/clauses/3/type", "\"weather\"", "clause-unknown /clauses/3/type" },
        { "/clauses/3/sourceArticle", "-", "parameter-missing /clauses/3/sourceArticle" },
        { "/clauses/3/sourceTextSha256", "-", "parameter-missing /clauses/3/sourceTextSha256" },
        { "/clauses/3/sourceText", "\"another text\"", "source-text-changed /clauses/3/sourceText" },
        { "/clauses/3/parameters/allowed", "[\"fun\"]", "parameter-value /clauses/3/parameters/allowed" },
        { "/clauses/3/parameters/allowed", "\"exercise\"", "parameter-type /clauses/3/parameters/allowed" },
        { "/clauses/3/parameters/allowed", "-", "parameter-missing /clauses/3/parameters/allowed" },
        {
            "/clauses/3/parameters/extraPurposeConsent", "\"us\"",
            "parameter-value /clauses/3/parameters/extraPurposeConsent"
        },
        { "/clauses/3/parameters/more", "true", "parameter-unknown /clauses/3/parameters/more" },
        { "/clauses/0/parameters/kind", "\"poem\"", "parameter-value /clauses/0/parameters/kind" },
        { "/clauses/0/parameters/binding", "\"no\"", "parameter-type /clauses/0/parameters/binding" },
        { "/clauses/0/parameters/parent", "null", "parent-missing /clauses/0/parameters/parent" },
        { "/clauses/0/parameters/authenticTexts", "[]", "parameter-missing /clauses/0/parameters/authenticTexts" },
        { "/clauses/1/parameters/inForceFrom", "\"2026-01-01\"", "parameter-value /clauses/1/parameters/inForceFrom" },
        {
            "/clauses/1/parameters/inForceUntil", "\"2025-01-01T00:00:00Z\"",
            "validity-empty /clauses/1/parameters/inForceUntil"
        },
        {
            "/clauses/1/parameters/suspended",
            "[{\"from\":\"2026-02-01T00:00:00Z\",\"until\":\"2026-01-01T00:00:00Z\"}]",
            "validity-empty /clauses/1/parameters/suspended/0/until"
        },
        { "/clauses/2/parameters/parties/0/id", "\"Blue\"", "parameter-value /clauses/2/parameters/parties/0/id" },
        {
            "/clauses/2/parameters/parties/0/identity", "\"tool--x\"",
            "parameter-value /clauses/2/parameters/parties/0/identity"
        },
        { "/clauses/2/parameters/parties/0/clients", "-", "parameter-missing /clauses/2/parameters/parties/0/clients" },
        { "/clauses/2/parameters/parties/0/keys", "-", "parameter-missing /clauses/2/parameters/parties/0/keys" },
        {
            "/clauses/2/parameters/parties/0/keys/agreement", "[]",
            "key-missing /clauses/2/parameters/parties/0/keys/agreement"
        },
        {
            "/clauses/2/parameters/parties/0/keys/log", "\"AAAA\"",
            "key-malformed /clauses/2/parameters/parties/0/keys/log"
        },
        { "/clauses/4/parameters/types", "[\"No Type\"]", "parameter-value /clauses/4/parameters/types" },
        {
            "/clauses/5/parameters/ceiling", "{\"tlp\":\"TLP:WHITE\"}",
            "parameter-value /clauses/5/parameters/ceiling/tlp"
        },
        {
            "/clauses/5/parameters/ceiling", "{\"tlp\":\"PAP:RED\"}",
            "parameter-value /clauses/5/parameters/ceiling/tlp"
        },
        {
            "/clauses/5/parameters/unmarkedDefault", "\"release\"",
            "parameter-value /clauses/5/parameters/unmarkedDefault"
        },
        { "/clauses/5/parameters/statements", "\"ignore\"", "parameter-value /clauses/5/parameters/statements" },
        { "/clauses/5/parameters/required", "[\"iep\"]", "parameter-value /clauses/5/parameters/required" },
        { "/clauses/6/parameters/default", "\"permit\"", "parameter-value /clauses/6/parameters/default" },
        { "/clauses/6/parameters/hopLimit", "-1", "parameter-type /clauses/6/parameters/hopLimit" },
        { "/clauses/7/parameters/mode", "\"maybe\"", "parameter-value /clauses/7/parameters/mode" },
    };

    [Theory]
    [MemberData(nameof(ReadCases))]
    public void Reading_reports(string pointer, string value, string expected)
    {
        var document = CoastAgreements.Arrangement();
        Put(document, pointer, value);
        Assert.Null(AgreementDocument.Read(document.Bytes(), out var diagnostics));
        Assert.Contains(expected, diagnostics.Select(Line));
    }

    /// <summary>Found when it is compiled.</summary>
    public static TheoryData<string, string, string> CompileCases() => new()
    {
        { "/clauses/0/parameters/parent/id", "\"urn:entente:agreement:nowhere\"", "parent-missing" },
        { "/clauses/0/parameters/parent/version", "2", "parent-changed" },
        { "/clauses/0/parameters/parent/sha256", $"\"{new string('0', 64)}\"", "parent-changed" },
        { "/clauses/2/parameters/parties/0/community", "[]", "binding-missing" },
        { "/clauses/2/parameters/parties/1/organisation", "[]", "binding-missing" },
        { "/clauses/2/parameters/parties/0/community", "[\"rose-cu\"]", "party-unknown" },
        { "/clauses/2/parameters/parties/0/id", "\"green-cu\"", "party-twice" },
        {
            "/clauses/2/parameters/parties/0/identity", $"\"{CoastAgreements.IdentityOf(CoastAgreements.Green)}\"",
            "party-twice"
        },
        {
            "/clauses/2/parameters/parties/0/identity", "\"identity--99999999-9999-4999-8999-999999999999\"",
            "parent-party"
        },
        { "/clauses/2/parameters/parties/0/origin", "\"green-cu.example\"", "party-twice" },
        { "/clauses/3/parameters/forbidden", "[\"networkDefence\"]", "clauses-contradict" },
        { "/clauses/3/appliesTo", "{\"from\":[\"rose-cu\"],\"to\":[]}", "party-unknown" },
        { "/clauses/4/parameters/directions", "[{\"from\":\"rose-cu\",\"to\":\"blue-cu\"}]", "party-unknown" },
        { "/clauses/4/parameters/holdTypes", "[\"threat-actor\"]", "clauses-contradict" },
        { "/clauses/3", "-", "clause-missing" },
        { "/clauses/1", "-", "clause-count" },
    };

    [Theory]
    [MemberData(nameof(CompileCases))]
    public void Compiling_reports(string pointer, string value, string expected)
    {
        var document = CoastAgreements.Arrangement();
        Put(document, pointer, value);
        Assert.Null(CoastAgreements.Compile(document, CoastAgreements.FrameworkSet(), out var reasons));
        Assert.Contains(expected, reasons.Select(reason => reason.Code));
    }

    [Fact]
    public void Opposite_attribution_contradicts_only_where_both_speak()
    {
        var both = CoastAgreements.Arrangement()
            .Plus("sourceProtection", CoastAgreements.Source("must"))
            .Plus("sourceProtection", CoastAgreements.Source("mustNot"));
        var apart = CoastAgreements.Arrangement()
            .Plus("sourceProtection", CoastAgreements.Source("must"), [CoastAgreements.Blue])
            .Plus("sourceProtection", CoastAgreements.Source("mustNot"), [CoastAgreements.Green]);
        Assert.Null(CoastAgreements.Compile(both, CoastAgreements.FrameworkSet(), out var reasons));
        Assert.All(reasons, reason => Assert.Equal("clauses-contradict", reason.Code));
        Assert.NotNull(CoastAgreements.Compile(apart, CoastAgreements.FrameworkSet(), out _));
    }

    [Fact]
    public void All_faults_are_reported_at_once()
    {
        var document = CoastAgreements.Arrangement();
        Put(document, "/version", "0");
        Put(document, "/clauses/3/parameters/allowed", "[\"fun\"]");
        Put(document, "/clauses/6/parameters/hopLimit", "99");
        Assert.Null(AgreementDocument.Read(document.Bytes(), out var diagnostics));
        Assert.Equal(3, diagnostics.Length);
    }

    [Fact]
    public void Other_keys_than_those_confirmed_are_refused()
    {
        var signed = CoastAgreements.Sign(CoastAgreements.Framework());
        var pins = signed.Document.Parties.ToDictionary(party => party.Id, party => party.Keys);
        pins[CoastAgreements.Blue] = pins[CoastAgreements.Green];
        pins.Remove(CoastAgreements.Sand);
        Assert.Null(AgreementCompiler.Compile(
            signed, AgreementSet.Empty, pins, new Dictionary<string, ReadOnlyMemory<byte>>(), out var reasons));
        Assert.Equal(["party-key-other", "party-key-unknown"], reasons.Select(reason => reason.Code));
    }

    [Theory]
    [InlineData("en", "the authentic text\n", true)]
    [InlineData("en", "the authentic text\r\n", false)]
    [InlineData("vi", "the authentic text\n", false)]
    public void An_authentic_text_must_be_the_one_that_was_signed(string language, string text, bool isTheOne)
    {
        var signed = CoastAgreements.Sign(CoastAgreements.Framework());
        var pins = signed.Document.Parties.ToDictionary(party => party.Id, party => party.Keys);
        var texts = new Dictionary<string, ReadOnlyMemory<byte>> { [language] = Encoding.UTF8.GetBytes(text) };
        var compiled = AgreementCompiler.Compile(signed, AgreementSet.Empty, pins, texts, out var reasons);
        Assert.Equal(isTheOne, compiled is not null);
        Assert.Equal(isTheOne ? [] : ["text-changed"], reasons.Select(reason => reason.Code));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"format\":\"agreement/1\",\"format\":\"agreement/1\"}")]
    [InlineData("{\"clauses\":[{},[],null,1]}")]
    [InlineData("{\"clauses\":[{\"type\":\"parties\",\"parameters\":{\"parties\":[null]}}]}")]
    public void What_is_no_document_is_reported_and_never_thrown(string text)
    {
        Assert.Null(AgreementDocument.Read(Encoding.UTF8.GetBytes(text), out var diagnostics));
        Assert.NotEmpty(diagnostics);
        Assert.Null(SignedAgreement.Read(Encoding.UTF8.GetBytes(text), out diagnostics));
        Assert.NotEmpty(diagnostics);
    }

    private static string Line(Diagnostic diagnostic) => $"{diagnostic.Code} {diagnostic.Pointer}";

    private static void Put(JsonObject document, string pointer, string value)
    {
        JsonNode parent = document;
        var parts = pointer[1..].Split('/');
        foreach (var part in parts[..^1])
        {
            parent = parent is JsonArray list ? list[int.Parse(part, CultureInfo.InvariantCulture)]! : parent[part]!;
        }

        if (parent is JsonArray items)
        {
            var index = int.Parse(parts[^1], CultureInfo.InvariantCulture);
            if (value == "-") items.RemoveAt(index);
            else items[index] = JsonNode.Parse(value);
        }
        else if (value == "-")
        {
            parent.AsObject().Remove(parts[^1]);
        }
        else
        {
            parent[parts[^1]] = JsonNode.Parse(value);
        }
    }
}
