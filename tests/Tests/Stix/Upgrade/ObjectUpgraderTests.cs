using System.Text;
using System.Text.Json.Nodes;
using Entente.Stix.Upgrade;
using Xunit;

namespace Entente.Tests.Stix.Upgrade;

public sealed class ObjectUpgraderTests
{
    private const string White = "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9";

    [Theory]
    [InlineData("malware", "'name':'Poison Ivy','labels':['trojan','mine']", "malware_types=[\"trojan\"] labels=[\"mine\"] is_family=true")]
    [InlineData("malware", "'name':'b4d33b0c7306351b9ed96578465c5579','labels':['mine']", "labels=[\"mine\"] is_family=false malware_types=-")]
    [InlineData("malware", "'name':'a','labels':['worm'],'is_family':false", "is_family=false")]
    [InlineData("indicator", "'labels':['benign'],'pattern':'[url:value = 1]','valid_from':'2020-01-01T00:00:00Z'", "indicator_types=[\"benign\"] labels=- pattern_type=\"stix\" pattern_version=\"2.1\" pattern=\"[url:value = 1]\"")]
    [InlineData("threat-actor", "'name':'a','labels':['spy']", "threat_actor_types=[\"spy\"] labels=-")]
    [InlineData("tool", "'name':'a','labels':['remote-access','spy']", "tool_types=[\"remote-access\"] labels=[\"spy\"]")]
    [InlineData("report", "'name':'a','labels':['campaign'],'published':'2020-01-01T00:00:00Z','object_refs':['malware--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f']", "report_types=[\"campaign\"] labels=-")]
    [InlineData("identity", "'name':'a','identity_class':'group','labels':['hospital'],'sectors':['defence']", "roles=[\"hospital\"] labels=- sectors=[\"defense\"]")]
    [InlineData("campaign", "'name':'a','labels':['hot']", "labels=[\"hot\"]")]
    [InlineData("tool", "'name':'a','labels':['spy'],'aliases':'b'", "x_stix20_aliases=\"b\" aliases=-")]
    [InlineData("tool", "'name':'a','labels':['spy'],'aliases':['b']", "aliases=[\"b\"]")]
    [InlineData("tool", "'name':'a','labels':['spy'],'confidence':'high','lang':'vi'", "x_stix20_confidence=\"high\" lang=\"vi\"")]
    [InlineData("tool", "'name':'a','labels':['spy'],'spec_version':'2.0'", "spec_version=\"2.1\"")]
    [InlineData("tool", "'name':'a','labels':['spy'],'extensions':{'mine':{'b':1}}", "x_stix20_extensions={\"mine\":{\"b\":1}} extensions=-")]
    [InlineData("vulnerability", "'name':'a','external_references':[{'source_name':'b','url':'https://a.example/','hashes':{'ssdeep':'3:a:b'}}]", "external_references=[{\"source_name\":\"b\",\"url\":\"https://a.example/\",\"hashes\":{\"SSDEEP\":\"3:a:b\"}}]")]
    [InlineData("x-acme-thing", "'rank':1", "rank=1 spec_version=\"2.1\"")]
    public void Properties_are_where_2_1_has_them(string type, string body, string expected)
    {
        var upgrade = UpgradeCase.Upgrade($"{{{UpgradeCase.Head(type)},{body}}}");
        Assert.Empty(upgrade.Diagnostics);
        Assert.Equal(UpgradeOutcome.Upgraded, upgrade.Outcome);
        UpgradeCase.AssertValid(upgrade.Bytes);
        var node = UpgradeCase.Node(upgrade.Bytes);
        Assert.Equal($"{type}--{UpgradeCase.Uuid}", (string?)node["id"]);
        Assert.Equal("2020-01-02T00:00:00.000Z", (string?)node["modified"]);
        Assert.Equal("2.1", (string?)node["spec_version"]);
        foreach (var pair in expected.Split(' '))
        {
            // Values hold spaces; a piece without a name belongs to the one before.
            var name = pair.Split('=')[0];
            if (!expected.Contains($"{name}=", StringComparison.Ordinal) || pair == name) continue;
            var value = node.ContainsKey(name) ? Text(node[name]!) : "-";
            Assert.Contains($"{name}={value}", expected, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("labels.[0]", "malware_types.[0]")]
    [InlineData("labels.[1]", "labels.[0]")]
    [InlineData("labels", "labels malware_types.[0]")]
    [InlineData("name", "name")]
    [InlineData("aliases.[0]", "x_stix20_aliases.[0]")]
    public void Selectors_follow(string selector, string expected)
    {
        var upgrade = UpgradeCase.Upgrade($"{{{UpgradeCase.Head("malware")},'name':'a','labels':['worm','mine']," +
            "'aliases':[1],'granular_markings':[{'marking_ref':'marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed'," +
            $"'selectors':['{selector}']}}]}}");
        Assert.Empty(upgrade.Diagnostics);
        var selectors = UpgradeCase.Node(upgrade.Bytes)["granular_markings"]!.AsArray()
            .SelectMany(marking => marking!["selectors"]!.AsArray()).Select(one => (string)one!).Order();
        Assert.Equal(expected, string.Join(' ', selectors));
    }

    [Fact]
    public void The_tlp_objects_become_those_of_the_standard()
    {
        var upgrade = UpgradeCase.Upgrade($"{{'type':'marking-definition','id':'{White}','created':'2017-01-20T00:00:00Z'," +
            "'definition_type':'tlp','definition':{'tlp':'white'},'external_references':[{'source_name':'a','description':'b'}]}");
        Assert.Equal(
            $"{{\"type\":\"marking-definition\",\"spec_version\":\"2.1\",\"id\":\"{White}\"," +
            "\"created\":\"2017-01-20T00:00:00.000Z\",\"definition_type\":\"tlp\",\"name\":\"TLP:WHITE\"," +
            "\"definition\":{\"tlp\":\"white\"}}",
            Encoding.UTF8.GetString(upgrade.Bytes.Span));
        var lost = Assert.Single(upgrade.Changes, change => change.Kind == UpgradeChangeKind.Lost);
        Assert.Equal("/external_references [{\"source_name\":\"a\",\"description\":\"b\"}]", $"{lost.Pointer} {lost.Before}");
    }

    [Theory]
    [InlineData("red")]
    [InlineData("green")]
    public void A_tlp_object_that_contradicts_its_id_is_refused(string level) => Refused(
        $"{{'type':'marking-definition','id':'{White}','created':'2017-01-20T00:00:00.000Z','definition_type':'tlp'," +
        $"'definition':{{'tlp':'{level}'}}}}",
        "marking-tlp");

    [Theory]
    [InlineData("{'type':'tool'", "json-syntax")]
    [InlineData("{'type':'tool','id':'tool--1'}", "id-form")]
    [InlineData("{'type':'note','id':'note--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f','created':'2020-01-01T00:00:00.000Z','modified':'2020-01-01T00:00:00.000Z','text':'a'}", "property-missing")]
    [InlineData("{'type':'tool','spec_version':'2.2','id':'tool--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f','created':'2020-01-01T00:00:00.000Z','modified':'2020-01-01T00:00:00.000Z','name':'a'}", "spec-version")]
    [InlineData("{'type':'indicator','id':'indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f','created':'2020-01-01T00:00:00.000Z','modified':'2020-01-01T00:00:00.000Z','labels':['benign'],'valid_from':'2020-01-01T00:00:00Z','pattern':'[a'}", "pattern")]
    public void What_cannot_be_2_1_is_refused(string text, string code) => Refused(text, code);

    [Theory]
    [InlineData("{ 'type':'tool', 'spec_version':'2.1','id':'tool--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f','created':'2020-01-01T00:00:00Z','modified':'2020-01-01T00:00:00Z','name':'a' }")]
    [InlineData("{ 'type':'url','id':'url--8e2e2d2b-17d4-5cbf-938f-98ee46b3cd3f','value':'https://a.example/' }")]
    public void What_is_2_1_passes_byte_for_byte(string text)
    {
        var upgrade = UpgradeCase.Upgrade(text);
        Assert.Equal(UpgradeOutcome.AlreadyCurrent, upgrade.Outcome);
        Assert.Empty(upgrade.Changes);
        Assert.Equal(StixCase.Json(text), upgrade.Bytes.ToArray());
    }

    private static void Refused(string text, string code)
    {
        var upgrade = UpgradeCase.Upgrade(text);
        Assert.Equal(UpgradeOutcome.Refused, upgrade.Outcome);
        Assert.Contains(upgrade.Diagnostics, found => found.Code.StartsWith(code, StringComparison.Ordinal));
    }

    private static string Text(JsonNode node) => node.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
