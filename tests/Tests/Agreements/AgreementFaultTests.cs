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
    /// <summary>The published cases: where something else is put, and the code and place that say so.</summary>
    public static TheoryData<string, string, string, string> Cases()
    {
        var cases = new TheoryData<string, string, string, string>();
        foreach (var entry in Published("invalid.json"))
        {
            cases.Add(
                (string)entry["found"]!,
                (string)entry["at"]!,
                entry["remove"] is null ? entry["put"]?.ToJsonString() ?? "null" : "-",
                $"{entry["code"]} {entry["pointer"]}".Trim());
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_fault_is_reported_with_its_place(string found, string pointer, string value, string expected)
    {
        var document = CoastAgreements.Arrangement();
        Put(document, pointer, value);
        var read = AgreementDocument.Read(document.Bytes(), out var diagnostics);
        Assert.Equal(found == "activation", read is not null);
        if (read is not null)
        {
            Assert.Null(CoastAgreements.Compile(document, CoastAgreements.FrameworkSet(), out diagnostics));
            Assert.Contains(expected, diagnostics.Select(reason => reason.Code));
            return;
        }

        Assert.Contains(expected, diagnostics.Select(Line));
    }

    public static TheoryData<string> WholeCases() =>
        [.. Published("invalid-full.json").Select(entry => entry.ToJsonString())];

    [Theory]
    [MemberData(nameof(WholeCases))]
    public void A_fault_of_any_clause_is_reported_with_its_place(string entry)
    {
        var wrong = JsonNode.Parse(entry)!;
        var document = CoastClauses.Full();
        foreach (var change in new[] { wrong, wrong["and"] }.OfType<JsonNode>())
        {
            var value = change["remove"] is null ? change["put"]?.ToJsonString() ?? "null" : "-";
            Put(document, (string)change["at"]!, value);
        }

        var read = AgreementDocument.Read(document.Bytes(), out var diagnostics);
        Assert.Equal((string)wrong["found"]! == "activation", read is not null);
        if (read is not null)
        {
            Assert.Null(CoastAgreements.Compile(document, CoastAgreements.FrameworkSet(), out diagnostics));
        }

        Assert.Contains($"{wrong["code"]} {wrong["pointer"]}", diagnostics.Select(Line));
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

    [Theory]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(128)]
    [InlineData(250)]
    [InlineData(2000)]
    public void A_document_of_any_depth_is_reported_and_never_thrown(int depth)
    {
        var nested = new string('[', depth) + new string(']', depth);
        Assert.Null(AgreementDocument.Read(Encoding.UTF8.GetBytes($"{{\"more\":{nested}}}"), out var diagnostics));
        Assert.NotEmpty(diagnostics);
    }

    private static IEnumerable<JsonNode> Published(string file) =>
        JsonNode.Parse(File.ReadAllText(AgreementVectorTests.PathOf(file)))!["cases"]!.AsArray().Select(entry => entry!);

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
