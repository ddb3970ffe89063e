using Entente.Agreements.Redaction;
using Entente.Stix;
using Xunit;
using static Entente.Tests.Agreements.RedactionLab;

namespace Entente.Tests.Agreements;

public sealed class GranularRedactionTests
{
    /// <summary>What malware has, the selectors that may not leave, and what is left (null: it stays).</summary>
    public static TheoryData<string, string, string?> Parts => new()
    {
        { "\"name\":\"n\",\"description\":\"secret\"", "description", "\"name\":\"n\"" },
        { "\"labels\":[\"a\",\"b\",\"c\"]", "labels.[1]", "\"labels\":[\"a\",\"c\"]" },
        { "\"labels\":[\"a\",\"b\",\"c\"]", "labels.[0] labels.[2]", "\"labels\":[\"b\"]" },
        { "\"name\":\"n\",\"labels\":[\"a\",\"b\"]", "labels", "\"name\":\"n\"" },
        { "\"name\":\"n\",\"labels\":[\"a\",\"b\"]", "labels labels.[0]", "\"name\":\"n\"" },
        { "\"name\":\"n\",\"labels\":[\"a\",\"b\"]", "labels.[0] labels", "\"name\":\"n\"" },
        { "\"name\":\"n\",\"labels\":[\"a\",\"b\"]", "labels.[0] labels.[1]", "\"name\":\"n\"" },
        { "\"name\":\"n\",\"labels\":[\"a\"]", "labels.[0]", "\"name\":\"n\"" },
        { "\"name\":\"n\",\"x_map\":{\"a\":1}", "x_map.a", "\"name\":\"n\"" },
        { "\"name\":\"n\",\"x_map\":{\"a\":[1]}", "x_map.a.[0]", "\"name\":\"n\"" },
        { "\"x_map\":{\"a\":1,\"b\":[{\"c\":2,\"d\":3},4]}", "x_map.b.[0].c", "\"x_map\":{\"a\":1,\"b\":[4]}" },
        { "\"x_map\":{\"a\":1,\"b\":[{\"c\":2,\"d\":3}]}", "x_map.b.[0].c", "\"x_map\":{\"a\":1}" },
        { "\"is_family\":true", "is_family", null },
        { "\"name\":\"n\"", "id", null },
        { "\"name\":\"n\"", "type", null },
        { "\"name\":\"n\"", "modified", null },
    };

    [Theory]
    [MemberData(nameof(Parts))]
    public void Parts_that_may_not_leave_are_removed_and_nothing_is_left_empty(
        string more, string selectors, string? expected)
    {
        var item = Redact([Input(Object("malware", 1, more), Permit, selectors.Split(' '))])[0];
        if (expected is null)
        {
            Assert.Equal(RedactionOutcome.Withheld, item.Outcome);
            Assert.Contains("required-part-withheld", Codes(item), StringComparison.Ordinal);
            return;
        }

        var json = Json(item);
        string[] head = ["type", "created", "modified", "spec_version", "id", "created_by_ref"];
        Assert.All(head, name => Assert.True(json.Remove(name)));
        Assert.Equal($"{{{expected}}}", json.ToJsonString());
        Assert.Equal(RedactionOutcome.Derivative, item.Outcome);
        Assert.Contains("part-withheld", Codes(item), StringComparison.Ordinal);
    }

    [Fact]
    public void Selectors_of_what_is_gone_are_dropped_and_positions_counted_anew()
    {
        var more = $$"""
            "description":"secret","labels":["a","b","c","d"],"x_map":{"k":["p","q"]},"granular_markings":[
            {"marking_ref":"{{Red}}","selectors":["description","labels.[0]","labels.[2]","x_map.k.[0]"]},
            {"marking_ref":"{{Green}}","selectors":["labels.[1]","labels.[3]","x_map.k.[1]","labels.[2]"]},
            {"lang":"en","selectors":["description"]},{"lang":"ja","selectors":["labels"]}]
            """;
        var item = Redact(
            [Input(Object("malware", 1, more), Permit, "description", "labels.[0]", "labels.[2]", "x_map.k.[0]")])[0];
        Assert.Equal(
            $$"""[{"marking_ref":"{{Green}}","selectors":["labels.[0]","labels.[1]","x_map.k.[0]"]},"""
                + """{"lang":"ja","selectors":["labels"]}]""",
            Json(item)["granular_markings"]!.ToJsonString());
        Assert.DoesNotContain(Red, Text(item), StringComparison.Ordinal);
        Read(Text(item));
    }

    [Theory]
    [InlineData("labels.[x]", "selector-malformed")]
    [InlineData("object_marking_refs", "marking-withheld")]
    [InlineData("is_family", "required-part-withheld")]
    public void What_is_withheld_for_one_part_stays_withheld_when_another_part_goes(string selector, string code)
    {
        var more = $"\"name\":\"n\",\"is_family\":true,\"description\":\"d\",\"object_marking_refs\":[\"{Green}\"]";
        var stix = Object("malware", 1, more);
        foreach (var denied in new string[][] { [selector], [selector, "description"], ["description", selector] })
        {
            var item = Redact([Input(stix, Permit, denied)])[0];
            Assert.Equal(RedactionOutcome.Withheld, item.Outcome);
            Assert.Contains(code, Codes(item), StringComparison.Ordinal);
            Assert.Null(item.Derivative);
        }
    }

    [Theory]
    [InlineData("x_a/b")]
    [InlineData("x_a~b")]
    [InlineData("x_a~1b")]
    public void A_custom_property_whose_name_is_escaped_in_a_pointer_is_removed(string name)
    {
        var text = "a text that may not leave";
        var stix = Object("malware", 1, $"\"{name}\":\"{text}\",\"is_family\":true");
        var item = Redact([Input(stix, Without(name))])[0];
        Assert.Equal(RedactionOutcome.Derivative, item.Outcome);
        Assert.False(Json(item).ContainsKey(name));

        // What was removed is looked for elsewhere, too.
        var twice = Object("malware", 1, $"\"{name}\":\"{text}\",\"is_family\":true,\"name\":\"{text}\"");
        Assert.Contains("leak-guard", Codes(Redact([Input(twice, Without(name))])[0]), StringComparison.Ordinal);
    }

    [Fact]
    public void An_object_as_deep_as_the_reader_takes_them_is_redacted()
    {
        var depth = StixLimits.Default.DepthMax - 1;
        var deep = new string('[', depth) + new string(']', depth);
        var stix = Object("malware", 1, $"\"is_family\":true,\"x_deep\":{deep},\"x_b\":[1]");
        var item = Redact([Input(stix, Without("x_b"), "x_b.[0]")])[0];
        Assert.Equal(RedactionOutcome.Derivative, item.Outcome);
        Assert.False(Json(item).ContainsKey("x_b"));
    }

    [Fact]
    public void What_a_lost_reference_leaves_empty_goes_whatever_its_name_holds()
    {
        var more = $"\"is_family\":true,\"x_map\":{{\"a/b\":{{\"c~d\":{{\"thing_ref\":\"{Id("malware", 2)}\"}}}}}}";
        var item = Redact([Input("malware", 1, more), Withheld("malware", 2)])[0];
        Assert.Equal(RedactionOutcome.Derivative, item.Outcome);
        Assert.False(Json(item).ContainsKey("x_map"));
    }

    [Fact]
    public void A_withheld_text_that_stands_elsewhere_in_the_object_withholds_it()
    {
        var stix = Object(
            "malware", 1,
            "\"name\":\"Operation Lantern\",\"aliases\":[\"lantern group\"],\"description\":\"on Operation Lantern\"");
        var item = Redact([Input(stix, Permit, "name")])[0];
        Assert.Equal(RedactionOutcome.Withheld, item.Outcome);
        Assert.Contains("leak-guard", Codes(item), StringComparison.Ordinal);
        Assert.Equal(RedactionOutcome.Derivative, Redact([Input(stix, Permit, "name", "description")])[0].Outcome);

        // An escape does not hide it.
        var escaped = Object(
            "malware", 1, "\"name\":\"Operation Lantern\",\"description\":\"on Operation\\u0020Lantern\"");
        Assert.Equal(RedactionOutcome.Withheld, Redact([Input(escaped, Permit, "name")])[0].Outcome);
    }

    [Fact]
    public void What_speaks_about_an_object_of_which_a_part_is_withheld_stays()
    {
        var about = Input(Object("malware", 1, "\"name\":\"n\",\"description\":\"secret\""), Permit, "description");
        var malware = Id("malware", 1);
        Assert.Equal(
            "Derivative Withheld Withheld Withheld Derivative",
            Outcomes(
                about,
                Input("note", 2, $"\"content\":\"it is secret\",\"object_refs\":{Refs(malware)}"),
                Input("opinion", 3, $"\"opinion\":\"agree\",\"object_refs\":{Refs(malware)}"),
                Input("language-content", 4,
                    $"\"object_ref\":\"{malware}\",\"contents\":{{\"ja\":{{\"description\":\"secret\"}}}}"),
                Input("report", 5, $"\"name\":\"n\",\"published\":\"{Time}\",\"object_refs\":{Refs(malware)}")));
    }
}
