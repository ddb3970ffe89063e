using System.Text;
using CsCheck;
using Entente.Stix;
using Xunit;

namespace Entente.Tests.Stix;

public sealed class StixReaderTests
{
    private const string Marking = "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421";
    private const string Creator = "identity--f431f809-377b-45e0-aa1c-6a4751cae5ff";

    [Fact]
    public void The_head_of_an_object_is_read()
    {
        var bytes = StixCase.Json("{" + StixCase.Head + """
            ,'created_by_ref':'CREATOR','revoked':true,'confidence':55,'lang':'en','labels':['a','b'],
             'object_marking_refs':['MARKING'],
             'extensions':{'extension-definition--8f0d3a52-6d3c-4c1e-9f0b-1f3a6c7e5d21':{'target_ref':'CREATOR'}},
             'granular_markings':[{'marking_ref':'MARKING','selectors':['labels.[1]','external_references.[0].url']},
                                  {'lang':'vi','selectors':['name']}],
             'name':'x','x_vendor_ref':'not an id','external_references':[{'source_name':'s','url':'u'}]}
            """.Replace("MARKING", Marking, StringComparison.Ordinal).Replace("CREATOR", Creator, StringComparison.Ordinal));
        var result = StixReader.Read(bytes);
        Assert.Empty(result.Diagnostics);
        var read = result.Object!;
        Assert.Equal(("indicator", StixCase.IndicatorId, "2.1"), (read.Type, read.Id, read.SpecVersion));
        Assert.Equal("2020-01-02T00:00:00.000Z", read.Version.ToString());
        Assert.Equal((Creator, true, 55, "en"), (read.CreatedByRef, read.Revoked, read.Confidence, read.Lang));
        Assert.Equal(["a", "b"], read.Labels);
        Assert.Equal([Marking], read.ObjectMarkingRefs);
        Assert.Equal([EntenteExtensions.AgreementMarking], read.ExtensionIds);
        Assert.Equal([Marking, null], read.GranularMarkings.Select(marking => marking.MarkingRef));
        Assert.Equal([null, "vi"], read.GranularMarkings.Select(marking => marking.Lang));
        Assert.Equal(
            [
                $"/created_by_ref created_by_ref {Creator}",
                $"/object_marking_refs/0 object_marking_refs {Marking}",
                $"/extensions/extension-definition--8f0d3a52-6d3c-4c1e-9f0b-1f3a6c7e5d21/target_ref target_ref {Creator}",
                $"/granular_markings/0/marking_ref marking_ref {Marking}",
            ],
            read.References.Select(reference => $"{reference.Pointer} {reference.Property} {reference.TargetId}"));
        Assert.All(read.References, reference => Assert.Equal(
            reference.TargetId,
            Encoding.UTF8.GetString(bytes.AsSpan((int)reference.Offset + 1, reference.TargetId.Length))));
        Assert.Equal(ObjectKind.DomainObject, read.Kind);
    }

    [Theory]
    [InlineData("{'type':'ipv4-addr','id':'ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4','value':'198.51.100.3'}", ObjectKind.CyberObservable)]
    [InlineData("{'type':'marking-definition','spec_version':'2.1','id':'" + Marking + "','created':'2020-01-01T00:00:00Z'}", ObjectKind.MarkingDefinition)]
    [InlineData("{'type':'x-thing','id':'x-thing--28bb3599-77cd-5a82-a950-b5bc3caf07c4'}", ObjectKind.Custom)]
    public void Objects_without_versions_need_none(string json, ObjectKind kind)
    {
        var read = StixCase.Sound(json);
        Assert.Equal(kind, read.Kind);
        Assert.Null(read.Modified);
    }

    [Theory]
    [InlineData("", "json-syntax", "")]
    [InlineData("[]", "object-type", "")]
    [InlineData("'x'", "object-type", "")]
    [InlineData("{'type':'bundle','id':'bundle--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f'}", "object-is-bundle", "/type")]
    [InlineData("{$}{}", "json-syntax", "")]
    [InlineData("{$,'a':1,'a':2}", "json-duplicate-name", "/a")]
    [InlineData("{$,'a':{'b':[{'c':1,'\\u0063':2}]}}", "json-duplicate-name", "/a/b/0/c")]
    [InlineData("{$,'\\u0069d':'x'}", "json-duplicate-name", "/id")]
    [InlineData("{$,'a':'\\udead'}", "json-lone-surrogate", "")]
    [InlineData("{$,'created_by_ref':'identity'}", "reference-form", "/created_by_ref")]
    [InlineData("{$,'created\\u005fby_ref':'identity'}", "reference-form", "/created_by_ref")]
    [InlineData("{$,'object_marking_refs':['" + Creator + "']}", "reference-type", "/object_marking_refs/0")]
    [InlineData("{$,'object_marking_refs':'" + Marking + "'}", "reference-form", "/object_marking_refs")]
    [InlineData("{$,'some_ref':7}", "reference-form", "/some_ref")]
    [InlineData("{$,'some_refs':['a']}", "reference-form", "/some_refs/0")]
    [InlineData("{$,'revoked':'true'}", "property-type", "/revoked")]
    [InlineData("{$,'confidence':101}", "property-type", "/confidence")]
    [InlineData("{$,'confidence':5.5}", "property-type", "/confidence")]
    [InlineData("{$,'labels':'a'}", "property-type", "/labels")]
    [InlineData("{$,'labels':[1]}", "property-type", "/labels/0")]
    [InlineData("{$,'extensions':[]}", "property-type", "/extensions")]
    [InlineData("{$,'granular_markings':{}}", "property-type", "/granular_markings")]
    [InlineData("{$,'granular_markings':[{'selectors':['type']}]}", "granular-marking-subject", "/granular_markings/0")]
    [InlineData("{$,'granular_markings':[{'marking_ref':'" + Marking + "','lang':'en','selectors':['type']}]}", "granular-marking-subject", "/granular_markings/0")]
    [InlineData("{$,'granular_markings':[{'lang':'en','selectors':[]}]}", "granular-marking-selectors", "/granular_markings/0")]
    [InlineData("{$,'granular_markings':[{'lang':'en'}]}", "granular-marking-selectors", "/granular_markings/0")]
    [InlineData("{$,'granular_markings':[{'lang':'en','selectors':['name']}]}", "selector-dangling", "/granular_markings/0/selectors/0")]
    [InlineData("{$,'labels':['a'],'granular_markings':[{'lang':'en','selectors':['labels.[0]','labels.[1]']}]}", "selector-dangling", "/granular_markings/0/selectors/1")]
    [InlineData("{$,'labels':['a'],'granular_markings':[{'lang':'en','selectors':['labels.0']}]}", "selector-dangling", "/granular_markings/0/selectors/0")]
    [InlineData("{$,'labels':['a'],'granular_markings':[{'lang':'en','selectors':['labels[0]']}]}", "selector-form", "/granular_markings/0/selectors/0")]
    [InlineData("{$,'labels':['a'],'granular_markings':[{'lang':'en','selectors':['label']}]}", "selector-dangling", "/granular_markings/0/selectors/0")]
    public void A_fault_is_reported_once_and_where_it_stands(string json, string code, string pointer)
    {
        var result = StixCase.Read(json.Replace("$", StixCase.Head, StringComparison.Ordinal));
        Assert.Null(result.Object);
        var diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal((code, pointer), (diagnostic.Code, diagnostic.Pointer));
    }

    [Theory]
    [InlineData("{}", "property-missing property-missing")]
    [InlineData("{'type':'indicator','id':'indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f'}", "property-missing property-missing")]
    [InlineData("{'type':5,'id':6}", "property-type property-type")]
    [InlineData("{'type':'indicator','id':'tool--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f','created':'x','modified':1}", "timestamp-form property-type id-type")]
    [InlineData("{'type':'Indicator','id':'a','created':'2020-01-02T00:00:00Z','modified':'2020-01-01T00:00:00Z'}", "type-name modified-before-created")]
    [InlineData("{'type':'x-a','id':'x-a--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f','created':'2020-01-02T00:00:00Z'}", "property-missing")]
    public void All_faults_of_a_head_are_reported_at_once(string json, string codes) =>
        Assert.Equal(codes, string.Join(' ', StixCase.Read(json).Diagnostics.Select(diagnostic => diagnostic.Code)));

    [Fact]
    public void Limits_hold()
    {
        var limits = new StixLimits { ObjectBytesMax = 400, DepthMax = 4, PropertiesMax = 8, ListItemsMax = 3, StringBytesMax = 60 };
        Assert.NotNull(Read(",'a':[[[1,2,3]]]").Object);
        Assert.Equal("limit-depth", Code(",'a':[[[[1]]]]"));
        Assert.Equal("limit-list-items", Code(",'a':[1,2,3,4]"));
        Assert.Equal("limit-properties", Code(",'a':{'b':1,'c':2,'d':3,'e':4}"));
        Assert.Equal("limit-string-bytes", Code($",'a':'{new string('x', 61)}'"));
        Assert.Equal("limit-string-bytes", Code($",'{new string('x', 61)}':1"));
        Assert.Equal("limit-object-bytes", Code($",'a':'{new string('x', 400)}'"));

        ReadResult Read(string more) => StixCase.Read("{" + StixCase.Head + more + "}", limits);
        string Code(string more) => Assert.Single(Read(more).Diagnostics).Code;
    }

    [Fact]
    public void Deep_and_wide_hostile_input_is_refused_without_harm()
    {
        Assert.Equal("limit-depth", StixCase.Read(new string('[', 100_000)).Diagnostics[^1].Code);
        var wide = "{" + string.Join(',', Enumerable.Range(0, 20_000).Select(i => $"'p{i}':0")) + "}";
        Assert.Contains(StixCase.Read(wide).Diagnostics, diagnostic => diagnostic.Code == "limit-properties");
        var faulty = "{" + StixCase.Head + ",'labels':[" + string.Join(',', Enumerable.Repeat("1", 1000)) + "]}";
        var many = StixCase.Read(faulty).Diagnostics;
        Assert.Equal(StixLimits.Default.DiagnosticsMax + 1, many.Length);
        Assert.Equal("limit-diagnostics", many[^1].Code);
    }

    [Fact]
    public void Any_bytes_give_an_object_or_an_error() =>
        Gen.Byte.Array[0, 60].Sample(bytes => Consistent(StixReader.Read(bytes)));

    [Fact]
    public void Any_damage_to_an_object_gives_an_object_or_an_error()
    {
        var sound = StixCase.Json("{" + StixCase.Head +
            ",'labels':['a'],'granular_markings':[{'lang':'en','selectors':['labels.[0]']}],'a':{'b_refs':['" + Creator + "']}}");
        Gen.Select(Gen.Int[0, sound.Length - 1], Gen.OneOf(Gen.Byte, Gen.Int[0, 7].Select(i => "\\\"{}[],:"u8[i])), Gen.Int[0, 3])
            .Sample((at, value, cut) =>
            {
                var damaged = sound.ToArray();
                damaged[at] = value;
                return Consistent(StixReader.Read(damaged.AsMemory(0, damaged.Length - cut)));
            });
    }

    private static bool Consistent(ReadResult result) =>
        result.Object is null == result.Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error);
}
