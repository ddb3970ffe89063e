using System.Text;
using System.Text.Json.Nodes;
using Entente.Stix;
using Entente.Stix.Upgrade;
using Entente.Stix.Validation;
using Xunit;

namespace Entente.Tests.Stix.Upgrade;

public sealed class ObservedDataUpgradeTests
{
    private const string Green = "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da";
    private const string Red = "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed";

    [Fact]
    public void Observed_data_with_every_type_comes_apart_as_written_down()
    {
        var input = File.ReadAllBytes(Repository.PathOf("tests/Tests/goldens/Upgrade/observed-data.2.0.json"));
        var types = UpgradeCase.Node(input)["objects"]!.AsObject().Select(member => (string)member.Value!["type"]!);
        Assert.Empty(StixTypes.All.Where(type => StixTypes.KindOf(type) == ObjectKind.CyberObservable).Except(types));

        var upgrade = ObjectUpgrader.Upgrade(input);
        Assert.Empty(upgrade.Diagnostics);
        var text = new StringBuilder();
        foreach (var one in UpgradeCase.All(upgrade)) text.Append(UpgradeCase.Show(one)).Append('\n');
        foreach (var change in upgrade.Changes)
        {
            text.Append($"{change.Kind} {change.Code} {change.Pointer}: {change.Before} -> {change.After}; ")
                .Append($"{change.Message} ({change.Section})\n");
        }

        Golden.Check("Upgrade/observed-data.2.1.txt", text.ToString());
        foreach (var one in UpgradeCase.All(upgrade)) UpgradeCase.AssertValid(Encoding.UTF8.GetBytes(one.ToJsonString()));
    }

    [Theory]
    [InlineData("{'0':{'type':'ipv4-addr','value':'198.51.100.3'}}", "ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4")]
    [InlineData("{'a':{'type':'mutex','name':'b'},'b':{'type':'mutex','name':'b'}}", "mutex--")]
    public void Ids_are_those_that_the_standard_makes(string objects, string expected)
    {
        var upgrade = UpgradeCase.Upgrade(UpgradeCase.Observed(objects));
        var one = Assert.Single(upgrade.Observables);
        Assert.StartsWith(expected, one.Id, StringComparison.Ordinal);
        Assert.True(ObservableIds.TryCompute(one.Bytes, out var computed));
        Assert.Equal(computed, one.Id);
        Assert.Equal(one.Id, (string?)Assert.Single(UpgradeCase.Node(upgrade.Bytes)["object_refs"]!.AsArray()));
    }

    [Theory]
    [InlineData("{'0':{'type':'domain-name','value':'a.example','resolves_to_refs':['1']}}", "reference-dangling /objects/0/resolves_to_refs/0")]
    [InlineData("{'0':{'type':'url','value':'no url'}}", "url-form /objects/0/value")]
    [InlineData("{'0':{'value':'a'}}", "observable-form /objects/0")]
    [InlineData("{'0':{'type':'file','name':'a','parent_directory_ref':'0'}}", "reference-type /objects/0/parent_directory_ref")]
    [InlineData("{}", "observed-data-objects /objects")]
    [InlineData("{'0':{'type':'process','pid':1,'arguments':[]}}", "list-empty /objects/0/arguments")]
    public void What_cannot_be_2_1_is_refused_with_its_place(string objects, string expected)
    {
        var upgrade = UpgradeCase.Upgrade(UpgradeCase.Observed(objects));
        Assert.Equal(UpgradeOutcome.Refused, upgrade.Outcome);
        Assert.True(upgrade.Bytes.IsEmpty);
        Assert.Contains(expected, upgrade.Diagnostics.Select(found => $"{found.Code} {found.Pointer}"));
    }

    [Theory]
    [InlineData("'pid':1,'name':'a'", "image_ref x_stix20_name:-")]
    [InlineData("'name':'a','binary_ref':'f'", "image_ref x_stix20_name:-")]
    [InlineData("'name':'b','binary_ref':'f'", "image_ref x_stix20_name:b")]
    [InlineData("'arguments':['-x','y']", "command_line x_stix20_name:-")]
    public void A_process_is_named_by_its_image(string process, string expected)
    {
        var upgrade = UpgradeCase.Upgrade(UpgradeCase.Observed(
            $"{{'f':{{'type':'file','name':'a'}},'p':{{'type':'process',{process}}}}}"));
        Assert.Equal(UpgradeOutcome.Upgraded, upgrade.Outcome);
        var body = UpgradeCase.All(upgrade).Single(one => (string?)one["type"] == "process");
        var (property, kept) = (expected.Split(' ')[0], (string?)body["x_stix20_name"] ?? "-");
        Assert.True(body.ContainsKey(property));
        Assert.Equal(expected, $"{property} x_stix20_name:{kept}");
    }

    [Fact]
    public void Archives_that_contain_each_other_still_get_ids()
    {
        const string Objects = "{'a':{'type':'file','name':'a','extensions':{'archive-ext':{'contains_refs':['b']}}}," +
            "'b':{'type':'file','name':'b','extensions':{'archive-ext':{'contains_refs':['a']}}}}";
        var upgrade = UpgradeCase.Upgrade(UpgradeCase.Observed(Objects));
        Assert.Equal(2, upgrade.Observables.Length);
        Assert.All(upgrade.Observables, one => Assert.Equal(4, StixId.UuidVersionOf(one.Id)));
    }

    [Fact]
    public void A_process_is_another_one_in_other_observed_data()
    {
        const string Objects = "{'0':{'type':'process','pid':1},'1':{'type':'process','pid':1}}";
        var upgrade = UpgradeCase.Upgrade(UpgradeCase.Observed(Objects));
        var other = UpgradeCase.Upgrade(UpgradeCase.Observed(Objects).Replace("8e2e2d2b", "9e2e2d2b", StringComparison.Ordinal));
        var ids = upgrade.Observables.Concat(other.Observables).Select(one => one.Id).ToList();
        Assert.Equal(4, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Equal(4, StixId.UuidVersionOf(id)));
    }

    [Theory]
    [InlineData("objects", "ipv4-addr:* url:* observed-data:object_refs")]
    [InlineData("objects.0", "ipv4-addr:* observed-data:object_refs.[0]")]
    [InlineData("objects.0.value", "ipv4-addr:value")]
    [InlineData("number_observed", "observed-data:number_observed")]
    public void Granular_markings_follow_what_they_mark(string selector, string expected)
    {
        var more = $",'granular_markings':[{{'marking_ref':'{Red}','selectors':['{selector}']}}]";
        var upgrade = UpgradeCase.Upgrade(UpgradeCase.Observed(
            "{'0':{'type':'ipv4-addr','value':'198.51.100.3'},'1':{'type':'url','value':'https://a.example/'}}", more));
        var found = UpgradeCase.All(upgrade).SelectMany(one => Where(one).Select(place => $"{one["type"]}:{place}"));
        Assert.Equal(expected.Split(' ').Order(), found.Order());
    }

    [Fact]
    public void Markings_of_the_whole_are_on_each_part()
    {
        var upgrade = UpgradeCase.Upgrade(UpgradeCase.Observed(
            "{'0':{'type':'process','name':'a'}}", $",'object_marking_refs':['{Green}','{Red}']"));
        Assert.Equal(2, upgrade.Observables.Length);
        Assert.All(UpgradeCase.All(upgrade), one => Assert.Equal(
            [Green, Red], one["object_marking_refs"]!.AsArray().Select(marking => (string)marking!)));
    }

    [Fact]
    public void A_custom_observable_is_declared_and_has_an_id_of_its_content()
    {
        const string Objects = "{'0':{'type':'x-acme-badge','door_ref':'1'},'1':{'type':'mutex','name':'a'}}";
        var upgrade = UpgradeCase.Upgrade(UpgradeCase.Observed(Objects));
        var other = UpgradeCase.Upgrade(UpgradeCase.Observed(Objects).Replace("8e2e2d2b", "9e2e2d2b", StringComparison.Ordinal));
        Assert.Equal(upgrade.Observables.Select(one => one.Id), other.Observables.Select(one => one.Id));
        var report = StixValidator.Validate(upgrade.Observables[0].Bytes);
        Assert.Empty(report.Diagnostics.Where(found => found.Code is "custom-declared" or "id-uuid-version"));
    }

    private static IEnumerable<string> Where(JsonObject body)
    {
        if (body["object_marking_refs"] is JsonArray) yield return "*";
        foreach (var marking in body["granular_markings"]?.AsArray() ?? [])
        {
            foreach (var selector in marking!["selectors"]!.AsArray()) yield return (string)selector!;
        }
    }
}
