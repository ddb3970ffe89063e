using Entente.Stix;
using Xunit;

namespace Entente.Tests.Stix;

public sealed class MarkingDefinitionsTests
{
    private const string Tlp2 = "'extensions':{'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d':{'extension_type':'property-extension','tlp_2_0':'";
    private const string Pap1 = "'extensions':{'extension-definition--f8d78575-edfd-406e-8e84-6162a8450f5b':{'extension_type':'property-extension','pap':'";
    private const string Ours = "'extensions':{'" + EntenteExtensions.AgreementMarking + "':{'extension_type':'property-extension',";
    private const string Label = "'extensions':{'" + EntenteExtensions.ClassificationMarking + "':{'extension_type':'property-extension',";
    private const string Sha = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private const string Amber = "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421";
    private const string Strict = "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003";
    private const string White1 = "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9";
    private const string PapRed = "marking-definition--740d36e5-7714-4c30-961a-3ae632ceee0e";
    private const string Free = "marking-definition--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f";

    [Theory]
    [InlineData(Amber, "'name':'TLP:AMBER'," + Tlp2 + "amber'}}", MarkingKind.Known)]
    [InlineData(Amber, "'name':'whatever'", MarkingKind.Known)]
    [InlineData(Amber, Tlp2 + "clear'}}", MarkingKind.KnownContradicted)]
    [InlineData(Amber, Tlp2 + "amber+strict'}}", MarkingKind.KnownContradicted)]
    [InlineData(Amber, "'name':'TLP:CLEAR'", MarkingKind.KnownContradicted)]
    [InlineData(Amber, "'definition_type':'tlp','definition':{'tlp':'amber'}", MarkingKind.KnownContradicted)]
    [InlineData(Amber, "'definition_type':'statement','definition':{'statement':'free'}", MarkingKind.KnownContradicted)]
    [InlineData(Amber, Pap1 + "amber'}}", MarkingKind.KnownContradicted)]
    [InlineData(Strict, Tlp2 + "amber+strict'}}", MarkingKind.Known)]
    [InlineData(Strict, Tlp2 + "amber'}}", MarkingKind.KnownContradicted)]
    [InlineData(White1, "'name':'TLP:WHITE','definition_type':'tlp','definition':{'tlp':'white'}", MarkingKind.Known)]
    [InlineData(White1, "'definition_type':'tlp','definition':{'tlp':'clear'}", MarkingKind.KnownContradicted)]
    [InlineData(White1, Tlp2 + "clear'}}", MarkingKind.KnownContradicted)]
    [InlineData(PapRed, Pap1 + "red'}}", MarkingKind.Known)]
    [InlineData(PapRed, Pap1 + "white'}}", MarkingKind.KnownContradicted)]
    [InlineData(Free, Tlp2 + "clear'}}", MarkingKind.Other)]
    [InlineData(Free, Pap1 + "clear'}}", MarkingKind.Other)]
    [InlineData(Free, "'definition_type':'tlp','definition':{'tlp':'white'}", MarkingKind.Other)]
    [InlineData(Free, "'definition_type':'statement','definition':{'statement':'Copyright 2026'}", MarkingKind.Statement)]
    [InlineData(Free, "'definition_type':'statement','definition':{'statement':'a'}," + Tlp2 + "red'}}", MarkingKind.Other)]
    [InlineData(Free, "'definition_type':'statement','definition':{'statement':1}", MarkingKind.Other)]
    [InlineData(Free, "'name':'TLP:CLEAR'", MarkingKind.Other)]
    [InlineData(Free, Ours + "'agreement_id':'urn:a','agreement_version':2,'document_sha256':'" + Sha + "','clauses':['c1']}}", MarkingKind.Agreement)]
    [InlineData(Free, Ours + "'agreement_id':'urn:a','agreement_version':0,'document_sha256':'" + Sha + "','clauses':['c1']}}", MarkingKind.Other)]
    [InlineData(Free, Ours + "'agreement_id':'urn:a','agreement_version':2,'document_sha256':'ABC','clauses':['c1']}}", MarkingKind.Other)]
    [InlineData(Free, Ours + "'agreement_id':'urn:a','agreement_version':2,'document_sha256':'" + Sha + "'}}", MarkingKind.Other)]
    [InlineData(Free, Label + "'scheme':'COAST','level':'SECRET'}}", MarkingKind.Classification)]
    [InlineData(Free, Label + "'scheme':'COAST'}}", MarkingKind.Other)]
    [InlineData(Free, Label + "'scheme':'COAST','level':''}}", MarkingKind.Other)]
    [InlineData(Free, Label + "'scheme':'COAST','level':'SECRET','caveat':'x'}}", MarkingKind.Other)]
    [InlineData(Free, "'definition_type':'statement','definition':{'statement':'a'}," + Label + "'scheme':'COAST','level':'SECRET'}}", MarkingKind.Other)]
    [InlineData(Amber, Label + "'scheme':'COAST','level':'SECRET'}}", MarkingKind.KnownContradicted)]
    public void The_kind_follows_from_id_and_body(string id, string body, MarkingKind expected)
    {
        var definition = Definition(id, body);
        Assert.Equal(expected, MarkingDefinitions.KindOf(definition, out var known, out var agreement));
        Assert.Equal(expected is MarkingKind.Known or MarkingKind.KnownContradicted, known is not null);
        Assert.Equal(expected == MarkingKind.Agreement, agreement is not null);
    }

    /// <summary>A whole policy, and what is changed in it; whether it is still one.</summary>
    [Theory]
    [InlineData("", "", true)]
    [InlineData("'end_date':null,", "", false)]
    [InlineData("'end_date':'2027-01-01T00:00:00Z',", "", true)]
    [InlineData("'more':1,", "", false)]
    [InlineData("", "'iep_version':2.0,", false)]
    [InlineData("'iep_version':'2.0',", "'iep_version':2.0,", false)]
    [InlineData("'iep_version':1.0,", "'iep_version':2.0,", false)]
    [InlineData("'iep_version':2,", "'iep_version':2.0,", true)]
    [InlineData("'tlp':'clear',", "'tlp':'white',", false)]
    [InlineData("", "'permitted_actions':'none',", false)]
    [InlineData("'permitted_actions':'all',", "'permitted_actions':'none',", false)]
    [InlineData("'provider_attribution':'must not',", "'provider_attribution':'must-not',", false)]
    [InlineData("", "'start_date':'2026-01-01T00:00:00Z',", false)]
    [InlineData("", "'unmodified_resale':'may',", false)]
    public void A_policy_is_read_whole_or_not_at_all(string more, string without, bool isOne)
    {
        const string Whole =
            "'iep_version':2.0,'start_date':'2026-01-01T00:00:00Z','encrypt_in_transit':'must','permitted_actions':'none'," +
            "'affected_party_notifications':'may','tlp':'white','provider_attribution':'must-not','unmodified_resale':'may',";
        const string Iep = "'extensions':{'extension-definition--762e2e97-ee51-43e5-a9ea-165fbb862c4a':{";
        var body = Iep + more + (without.Length > 0 ? Whole.Replace(without, "", StringComparison.Ordinal) : Whole);
        var definition = Definition(Free, body + "'extension_type':'property-extension'}}");
        Assert.Equal(isOne ? MarkingKind.Iep : MarkingKind.Other, MarkingDefinitions.KindOf(definition));
        var policy = MarkingDefinitions.IepOf(definition);
        Assert.Equal(isOne, policy is not null);
        if (isOne) Assert.Equal((Tlp.Clear, 0, "must-not", true), (policy!.Tlp, policy.PermittedActions, policy.Attribution, policy.EncryptInTransit));
    }

    [Fact]
    public void A_classification_gives_scheme_and_level()
    {
        var definition = Definition(Free, Label + "'scheme':'COAST','level':'SECRET'}}");
        Assert.Equal(("COAST", "SECRET"), MarkingDefinitions.ClassificationOf(definition));
        Assert.Null(MarkingDefinitions.ClassificationOf(Definition(Amber, "'name':'TLP:AMBER'")));
    }

    [Fact]
    public void The_agreement_marking_gives_its_body()
    {
        var definition = Definition(
            Free,
            Ours + "'agreement_id':'urn:a','agreement_version':2,'document_sha256':'" + Sha + "','clauses':['c1','c2']}}");
        MarkingDefinitions.KindOf(definition, out _, out var agreement);
        Assert.Equal(("urn:a", 2, Sha), (agreement!.AgreementId, agreement.AgreementVersion, agreement.DocumentSha256));
        Assert.Equal(["c1", "c2"], agreement.Clauses);
    }

    [Fact]
    public void Another_type_is_no_marking() =>
        Assert.Equal(MarkingKind.Other, MarkingDefinitions.KindOf(StixCase.Sound("{" + StixCase.Head + "}"), out _, out _));

    private static StixObject Definition(string id, string body) => StixCase.Sound(
        "{'type':'marking-definition','spec_version':'2.1','id':'" + id + "','created':'2020-01-01T00:00:00.000Z'," + body + "}");
}
