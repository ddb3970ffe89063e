using CsCheck;
using Entente.Stix;
using Entente.Stix.Validation;
using Xunit;

namespace Entente.Tests.Stix.Validation;

/// <summary>One line a rule: an object, and every code and pointer that it must give.</summary>
public sealed class StixValidatorTests
{
    private const string Uuid = "8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f";
    private const string Uuid5 = "8e2e2d2b-17d4-5cbf-938f-98ee46b3cd3f";
    private const string Times = "'created':'2020-01-01T00:00:00.000Z','modified':'2020-01-02T00:00:00.000Z'";
    private const string Extension = "extension-definition--9c59fd79-4215-4ba2-920d-3e4f320e1e62";

    [Theory]
    [InlineData("tool", "'name':'a'", "")]
    [InlineData("tool", "", "property-missing")]
    [InlineData("tool", "'name':5", "property-type /name")]
    [InlineData("tool", "'name':'a','aliases':[]", "list-empty /aliases")]
    [InlineData("tool", "'name':'a','aliases':['b',2]", "property-type /aliases/1")]
    [InlineData("tool", "'name':'a','tool_types':['hammer']", "~tool-type-ov /tool_types/0")]
    [InlineData("tool", "'name':'a','kill_chain_phases':[{'kill_chain_name':'x'}]", "property-missing /kill_chain_phases/0")]
    [InlineData("tool", "'name':'a','external_references':[{'source_name':'s'}]", "property-combination /external_references/0")]
    [InlineData("tool", "'name':'a','external_references':[{'source_name':'s','url':'https://a.example/','hashes':{'MD5':'xyz'}}]", "hash-form /external_references/0/hashes/MD5")]
    [InlineData("tool", "'name':'a','lang':'klingon'", "language-tag /lang")]
    [InlineData("tool", "'name':'a','lang':'vi-VN'", "")]
    [InlineData("tool", "'name':'a','x_acme_a':1", "~custom-declared /x_acme_a")]
    [InlineData("tool", "'name':'a','Xa':1", "property-name /Xa ~custom-declared /Xa ~custom-prefix-lax /Xa ~custom-prefix /Xa")]
    [InlineData("tool", "'name':'a','action':1", "property-reserved /action")]
    [InlineData("tool", "'name':'a','rank':5,'extensions':{'" + Extension + "':{'extension_type':'toplevel-property-extension'}}", "")]
    [InlineData("tool", "'name':'a','extensions':{'" + Extension + "':{'extension_type':'property-extension','rank':5}}", "")]
    [InlineData("tool", "'name':'a','extensions':{'" + Extension + "':{'extension_type':'other'}}", "extension-type-enum /extensions/" + Extension + "/extension_type")]
    [InlineData("tool", "'name':'a','extensions':{'acme':{}}", "extension-key /extensions/acme ~custom-declared /extensions/acme ~custom-prefix-lax /extensions/acme ~custom-prefix /extensions/acme")]
    [InlineData("tool", "'name':'a','created_by_ref':'source--" + Uuid + "'", "")]
    [InlineData("tool", "'name':'a','created_by_ref':'source'", "reference-form /created_by_ref")]
    [InlineData("tool", "'name':'a','granular_markings':[{'lang':'en','selectors':['labels']}]", "selector-dangling /granular_markings/0/selectors/0")]
    [InlineData("malware", "'is_family':true", "property-combination")]
    [InlineData("malware", "'is_family':false,'sample_refs':['tool--" + Uuid + "']", "reference-type /sample_refs/0")]
    [InlineData("campaign", "'name':'a','first_seen':'2020-01-02T00:00:00Z','last_seen':'2020-01-01T00:00:00Z'", "time-order")]
    [InlineData("indicator", "'name':'a','description':'b','pattern_type':'stix','pattern':'[file:size > 1]','valid_from':'2020-01-01T00:00:00Z','valid_until':'2020-01-01T00:00:00Z'", "time-order")]
    [InlineData("indicator", "'name':'a','description':'b','pattern_type':'stix','pattern':'[file:size >]','valid_from':'2020-01-01T00:00:00Z'", "pattern-syntax /pattern")]
    [InlineData("indicator", "'name':'a','description':'b','pattern_type':'sigma','pattern':'anything','valid_from':'2020-01-01T00:00:00Z'", "")]
    [InlineData("location", "'region':'asia','latitude':91,'longitude':0", "number-range /latitude")]
    [InlineData("location", "'latitude':1", "property-combination")]
    [InlineData("location", "'name':'nowhere'", "property-combination")]
    [InlineData("location", "'country':'zz'", "~country-code /country")]
    [InlineData("observed-data", "'first_observed':'2020-01-01T00:00:00Z','last_observed':'2020-01-01T00:00:00Z','number_observed':1.5,'object_refs':['url--" + Uuid5 + "']", "property-type /number_observed")]
    [InlineData("opinion", "'opinion':'maybe','object_refs':['tool--" + Uuid + "']", "opinion-enum /opinion")]
    [InlineData("observed-data", "'first_observed':'2020-01-01T00:00:00Z','last_observed':'2020-01-01T00:00:00Z','number_observed':0,'object_refs':['url--" + Uuid5 + "']", "number-range /number_observed")]
    [InlineData("observed-data", "'first_observed':'2020-01-01T00:00:00Z','last_observed':'2020-01-01T00:00:00Z','number_observed':1", "property-combination")]
    [InlineData("relationship", "'relationship_type':'uses','source_ref':'campaign--" + Uuid + "','target_ref':'tool--" + Uuid + "'", "")]
    [InlineData("relationship", "'relationship_type':'eats','source_ref':'campaign--" + Uuid + "','target_ref':'tool--" + Uuid + "'", "~relationship-unsuggested /relationship_type")]
    [InlineData("relationship", "'relationship_type':'uses','source_ref':'sighting--" + Uuid + "','target_ref':'tool--" + Uuid + "'", "reference-type /source_ref ~relationship-unsuggested /relationship_type")]
    [InlineData("sighting", "'sighting_of_ref':'relationship--" + Uuid + "'", "reference-type /sighting_of_ref")]
    [InlineData("language-content", "'object_ref':'tool--" + Uuid + "','contents':{'vi':{'name':'b'}}", "")]
    [InlineData("language-content", "'object_ref':'tool--" + Uuid + "','contents':{'martian':{'name':'b'}}", "language-tag /contents/martian")]
    [InlineData("x-acme-thing", "'whatever':{'a':[1]}", "~custom-declared")]
    [InlineData("thing", "'extensions':{'" + Extension + "':{'extension_type':'new-sdo'}},'rank':1", "")]
    public void Objects_with_versions_are_judged_by_the_text(string type, string body, string expected) =>
        Check($"{{'type':'{type}','spec_version':'2.1','id':'{type}--{Uuid}',{Times}{(body.Length > 0 ? "," : "")}{body}}}", expected);

    [Theory]
    [InlineData("ipv4-addr", "'value':'198.51.100.3/24'", "")]
    [InlineData("ipv4-addr", "'value':'198.51.100.256'", "ipv4-form /value")]
    [InlineData("ipv6-addr", "'value':'2001:db8::1/129'", "ipv6-form /value")]
    [InlineData("ipv6-addr", "'value':'198.51.100.3'", "ipv6-form /value")]
    [InlineData("mac-addr", "'value':'D2:FB:49:24:37:18'", "mac-form /value")]
    [InlineData("url", "'value':'example.com/a'", "url-form /value")]
    [InlineData("email-addr", "'value':'John <j@a.example>'", "email-form /value")]
    [InlineData("file", "'size':1", "property-combination")]
    [InlineData("file", "'name':'a','size':9007199254740991", "")]
    [InlineData("file", "'name':'a','size':9007199254740992", "number-range /size")]
    [InlineData("file", "'name':'a','size':92233720368547758080", "number-range /size")]
    [InlineData("file", "'name':'a','magic_number_hex':'abc'", "hex-form /magic_number_hex")]
    [InlineData("file", "'name':'a','extensions':{'pdf-ext':{}}", "property-combination /extensions/pdf-ext")]
    [InlineData("file", "'name':'a','extensions':{'archive-ext':{'comment':'b'}}", "property-missing /extensions/archive-ext")]
    [InlineData("file", "'name':'a','extensions':{'tcp-ext':{'src_flags_hex':'00'}}", "~custom-declared /extensions/tcp-ext ~custom-prefix-lax /extensions/tcp-ext ~custom-prefix /extensions/tcp-ext")]
    [InlineData("artifact", "'payload_bin':'AAA'", "binary-form /payload_bin")]
    [InlineData("artifact", "'url':'https://a.example/'", "property-combination")]
    [InlineData("network-traffic", "'src_ref':'url--" + Uuid5 + "','src_port':1,'dst_port':2,'protocols':['tcp']", "reference-type /src_ref")]
    [InlineData("network-traffic", "'protocols':['tcp'],'src_port':1,'dst_port':65536", "number-range /dst_port property-combination")]
    [InlineData("windows-registry-key", "'values':[{'data_type':'REG_X'}]", "windows-registry-datatype-enum /values/0/data_type")]
    [InlineData("software", "'name':'a','cpe':'cpe:2.3:a:b'", "cpe-form /cpe")]
    public void Observables_are_judged_by_the_text(string type, string body, string expected) => Check(
        $"{{'type':'{type}','id':'{type}--{Uuid5}',{body}}}",
        expected,
        new ValidationOptions { CompareObservableIds = false });

    [Theory]
    [InlineData("28bb3599-77cd-5a82-a950-b5bc3caf07c4", "")]
    [InlineData("8e2e2d2b-17d4-5cbf-938f-98ee46b3cd3f", "~id-differs /id")]
    [InlineData("8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f", "~id-uuid-version /id")]
    public void Ids_of_observables_are_compared_with_their_content(string uuid, string expected) =>
        Check($"{{'type':'ipv4-addr','id':'ipv4-addr--{uuid}','value':'198.51.100.3'}}", expected);

    /// <summary>Two ids of the library of the standard's authors: a fraction deep inside, and a part left out.</summary>
    [Fact]
    public void Ids_are_those_of_the_other_implementation()
    {
        const string hash = "841a8921140aba50671ebb0770fecc4ee308c4952cfeff8de154ab14eeef4649";
        const string part = "6e3b6f3978e5cd96ba7abee35c24e867b7e64072e2ecb22d0ee7a6e6af6894d0";
        Check(
            "{'type':'file','id':'file--ced31cd4-bdcb-537d-aefa-92d291bfc11d','name':'example.exe','hashes':{'SHA-256':'"
            + hash + "'},'extensions':{'windows-pebinary-ext':{'pe_type':'exe','machine_hex':'014c','sections':[{"
            + "'name':'.data','size':4096,'entropy':7.980693,'hashes':{'SHA-256':'" + part + "'}}]}}}",
            "");
        Check(
            "{'type':'windows-registry-key','id':'windows-registry-key--36594eba-bcc7-5014-9835-0e154264e588',"
            + "'values':[{'name':'Foo','data':'qwerty'},{'name':'Bar','data':'42'}]}",
            "");
    }

    [Fact]
    public void A_bundle_is_judged_object_by_object() => Check(
        $"{{'type':'bundle','id':'bundle--{Uuid}','objects':[{{'type':'url','id':'url--{Uuid5}','value':'x'}}," +
        $"{{'type':'tool','spec_version':'2.1','id':'tool--{Uuid}',{Times}}}]}}",
        "url-form /objects/0/value property-missing /objects/1",
        new ValidationOptions { CompareObservableIds = false });

    [Fact]
    public void What_is_broken_behind_an_object_of_a_bundle_lies_inside_the_input()
    {
        var json = StixCase.Json($"{{'type':'bundle','objects':[{{'type':'url','id':'url--{Uuid5}','value':'a:b'}}!");
        var found = StixValidator.Validate(json).Diagnostics;
        Assert.Equal(json.Length - 1, Assert.Single(found, diagnostic => diagnostic.Code == "json-syntax").Offset);
    }

    [Fact]
    public void A_bundle_in_a_bundle_is_no_object() => Assert.Contains(
        StixValidator.Validate(StixCase.Json(
            $"{{'type':'bundle','id':'bundle--{Uuid}','objects':[{{'type':'bundle','id':'bundle--{Uuid}'}}]}}")).Diagnostics,
        diagnostic => (diagnostic.Code, diagnostic.Pointer) == ("object-is-bundle", "/objects/0/type"));

    [Fact]
    public void A_bundle_may_be_larger_than_its_objects()
    {
        var json = StixCase.Json($"{{'type':'bundle','id':'bundle--{Uuid}','objects':[" +
            $"{{'type':'url','id':'url--{Uuid5}','value':'https://a.example/'}},{{'type':'url','id':'url--{Uuid5}','value':'a:" +
            $"{new string('b', 300)}'}}]}}");
        var found = StixValidator.Validate(json, new ValidationOptions { Limits = new() { ObjectBytesMax = 200 } });
        var error = Assert.Single(found.Diagnostics, diagnostic => diagnostic.Severity == Severity.Error);
        Assert.Equal(("limit-object-bytes", "/objects/1"), (error.Code, error.Pointer));
    }

    [Theory]
    [InlineData("2020-01-01T00:00:00Z", "timestamp-precision /created")]
    [InlineData("2020-01-01T00:00:00.12Z", "timestamp-precision /created")]
    [InlineData("2020-01-01T00:00:00.1234Z", "")]
    public void The_head_is_precise_to_the_millisecond(string created, string expected) => Check(
        $"{{'type':'tool','spec_version':'2.1','id':'tool--{Uuid}','created':'{created}'," +
        "'modified':'2020-01-02T00:00:00.000Z','name':'a'}",
        expected);

    [Fact]
    public void An_object_without_version_is_judged_as_2_0()
    {
        Check($"{{'type':'tool','id':'tool--{Uuid}',{Times},'name':'a','labels':['remote-access']}}", "");
        Check($"{{'type':'tool','id':'tool--{Uuid}',{Times},'name':'a'}}", "property-missing");
    }

    [Fact]
    public void Offsets_count_in_the_bytes_that_were_given()
    {
        var json = StixCase.Json($"{{'type':'tool','spec_version':'2.1','id':'tool--{Uuid}',{Times},'name':'a','aliases':['\u00e9',2]}}");
        var found = Assert.Single(StixValidator.Validate(json).Diagnostics);
        Assert.Equal((byte)'2', json[found.Offset]);
    }

    [Fact]
    public void Any_bytes_are_judged_without_harm() =>
        Gen.Select(JsonGen.Object, Gen.Int[0, 1000], Gen.Int[0, 20]).Sample((value, style, cut) =>
        {
            var json = JsonGen.Write(value, style);
            return !StixValidator.Validate(json.AsMemory(0, Math.Max(0, json.Length - cut))).IsValid;
        });

    // A leading `~` marks a warning; the pointer of the whole object is left out.
    private static void Check(string json, string expected, ValidationOptions? options = null)
    {
        var found = StixValidator.Validate(StixCase.Json(json), options).Diagnostics.Select(diagnostic =>
            $"{(diagnostic.Severity == Severity.Warning ? "~" : "")}{diagnostic.Code} {diagnostic.Pointer}".Trim());
        Assert.Equal(expected, string.Join(' ', found));
    }
}
