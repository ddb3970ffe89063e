using System.Text;
using Entente.Stix;
using Entente.Stix.Upgrade;
using Xunit;

namespace Entente.Tests.Stix.Upgrade;

public sealed class BundleUpgraderTests
{
    private const string Green = "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da";
    private const string Red = "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed";
    private const string Address = "{'0':{'type':'ipv4-addr','value':'198.51.100.3'}}";

    [Fact]
    public void An_observable_of_two_sources_takes_the_markings_of_both()
    {
        var (output, reports) = Run(Marked(Address, Green), Marked(Address, Red), UpgradeCase.Observed(Address));
        Assert.Equal(4, output.Count);
        Assert.EndsWith($"\"object_marking_refs\":[\"{Green}\",\"{Red}\"]}}", output[3], StringComparison.Ordinal);
        var merged = Assert.Single(reports, report => report.Outcome == UpgradeOutcome.Merged);
        Assert.Equal("ipv4-addr", merged.Type);
        Assert.Contains("not at all", Assert.Single(merged.Changes).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_sources_say_differently_is_all_kept()
    {
        var (output, _) = Run(
            Granular("{'0':{'type':'file','name':'a','size':1,'mime_type':'a/b'}}", "objects.0.size"),
            UpgradeCase.Observed("{'0':{'type':'file','name':'a','size':2,'hashes':{}}}".Replace(",'hashes':{}", "", StringComparison.Ordinal)));
        var file = UpgradeCase.Node(Encoding.UTF8.GetBytes(output[2]));
        Assert.Equal("1 [2] a/b", $"{file["size"]} {file["x_stix20_also_size"]!.ToJsonString()} {file["mime_type"]}");
        Assert.Equal(
            "[\"size\",\"x_stix20_also_size\"]", file["granular_markings"]![0]!["selectors"]!.ToJsonString());
    }

    [Fact]
    public void References_of_several_sources_are_one_list()
    {
        const string Objects = "{'0':{'type':'domain-name','value':'a.example','resolves_to_refs':['1']},'1':{'type':'ipv4-addr','value':'198.51.100.3'}}";
        var (output, _) = Run(
            Granular(Objects, "objects.0.resolves_to_refs.[0]"),
            UpgradeCase.Observed(Objects.Replace("198.51.100.3", "198.51.100.4", StringComparison.Ordinal)));
        var domain = UpgradeCase.Node(Encoding.UTF8.GetBytes(output.Single(one => one.Contains("\"type\":\"domain-name\"", StringComparison.Ordinal))));
        Assert.Equal(2, domain["resolves_to_refs"]!.AsArray().Count);
        Assert.Equal("[\"resolves_to_refs\"]", domain["granular_markings"]![0]!["selectors"]!.ToJsonString());
    }

    [Fact]
    public void A_message_in_parts_and_one_without_stay_valid_together()
    {
        const string Whole = "{'0':{'type':'email-message','is_multipart':false,'subject':'a'}}";
        const string Parts = "{'0':{'type':'email-message','is_multipart':true,'subject':'a','body_multipart':[{'body':'b'}]}}";
        var (output, _) = Run(UpgradeCase.Observed(Whole), UpgradeCase.Observed(Parts));
        UpgradeCase.AssertValid(Encoding.UTF8.GetBytes(output[2]));
        Assert.Contains("x_stix20_also_body_multipart", output[2], StringComparison.Ordinal);
    }

    [Fact]
    public void An_observable_of_2_1_is_merged_only_where_another_source_says_more()
    {
        const string Known = "{ 'type':'ipv4-addr','spec_version':'2.1','id':'ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4','value':'198.51.100.3' }";
        Assert.Equal(Text(Known), Run(Known, UpgradeCase.Observed(Address)).Out[1]);
        Assert.Contains(Red, Run(Known, Marked(Address, Red)).Out[1], StringComparison.Ordinal);
        Assert.Contains(Red, Run(Marked(Address, Red), Known).Out[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_object_stops_none_of_the_others()
    {
        var (output, reports) = Run(
            "{'type':'tool','id':'tool--1'}", UpgradeCase.Observed("{'0':{'type':'url','value':'x'}}"), Marked(Address, Red));
        Assert.Equal(2, output.Count);
        Assert.Equal(2, reports.Count(report => report.Outcome == UpgradeOutcome.Refused));
        Assert.All(reports.Take(2), report => Assert.NotEmpty(report.Diagnostics));
    }

    [Fact]
    public void Observables_over_the_limit_are_refused_and_not_dropped()
    {
        var (output, reports) = UpgradeCase.Run(
            new BundleUpgrader(observableBytesMax: 200),
            StixCase.Json($"{UpgradeCase.Observed(Address)}\n{UpgradeCase.Observed(Address.Replace("198", "199", StringComparison.Ordinal))}"));
        Assert.Equal(2, output.Count);
        Assert.Equal("limit-observable-bytes", Assert.Single(reports[1].Diagnostics).Code);
    }

    [Fact]
    public void What_goes_over_the_limits_of_one_object_is_said_to_be_lost()
    {
        var limits = new StixLimits { ObjectBytesMax = 2000 };
        var upgrader = new BundleUpgrader(limits);
        for (var i = 0; i < 40; i++)
        {
            var note = $"note {i} {new string('a', 40)}";
            var text = Marked($"{{'0':{{'type':'mutex','name':'a','x_acme_note':'{note}'}}}}", i % 2 == 0 ? Green : Red);
            upgrader.Add(new BundleItem(StixCase.Json(text), 0, null));
        }

        var merged = Assert.Single(upgrader.Complete());
        Assert.Equal(UpgradeOutcome.Merged, merged.Outcome);
        Assert.Equal(39, UpgradeCase.Node(Encoding.UTF8.GetBytes($"{{\"a\":{merged.Changes.Single(change => change.Kind == UpgradeChangeKind.Lost).Before}}}"))["a"]!.AsArray().Count);
        Assert.EndsWith($"[\"{Green}\",\"{Red}\"]}}", Encoding.UTF8.GetString(merged.Bytes.Span), StringComparison.Ordinal);
    }

    private static (List<string> Out, List<ObjectUpgrade> Reports) Run(params string[] objects)
    {
        var (output, reports) = UpgradeCase.Run(new BundleUpgrader(), StixCase.Json(string.Join('\n', objects)));
        return ([.. output.Select(bytes => Encoding.UTF8.GetString(bytes.Span))], reports);
    }

    private static string Text(string text) => Encoding.UTF8.GetString(StixCase.Json(text));

    private static string Marked(string objects, string marking) =>
        UpgradeCase.Observed(objects, $",'object_marking_refs':['{marking}']");

    private static string Granular(string objects, string selector) =>
        UpgradeCase.Observed(objects, $",'granular_markings':[{{'marking_ref':'{Red}','selectors':['{selector}']}}]");
}
