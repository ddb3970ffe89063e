using System.Text;
using CsCheck;
using Entente.Stix;
using Xunit;

namespace Entente.Tests.Stix;

public sealed class BundleSplitterTests
{
    [Theory]
    [InlineData("{'type':'bundle','id':'b','objects':[{'a':1}, {'b':[{}]} ]}", "{'a':1}|{'b':[{}]}")]
    [InlineData("{'objects':[{'a':1}],'type':'bundle'}", "{'a':1}")]
    [InlineData("{'type':'bundle','objects':[]}", "")]
    [InlineData("{'type':'bundle','id':'b'}", "")]
    [InlineData("{'more':true,'next':'x','objects':[{'a' : 1}]}", "{'a' : 1}")]
    [InlineData("{}", "")]
    [InlineData("{'more':false}", "")]
    [InlineData(" {'type':'tool','objects':{'0':{}}} ", "{'type':'tool','objects':{'0':{}}}")]
    [InlineData("{'type':'x-a','objects':[{}]}", "{'type':'x-a','objects':[{}]}")]
    [InlineData("{'a':1}", "{'a':1}")]
    [InlineData("{'type':'a'}\n{'type':'b'}\r\n\n{'type':'bundle','objects':[{'c':1}]}\n", "{'type':'a'}|{'type':'b'}|{'c':1}")]
    [InlineData("\uFEFF{'type':'a'}", "{'type':'a'}")]
    [InlineData("{'type':'bundle','objects':[{'a':'}]\\'{'}]}", "{'a':'}]\\'{'}")]
    public void Every_shape_gives_its_objects(string input, string expected)
    {
        var bytes = StixCase.Json(input);
        foreach (var size in new[] { bytes.Length, 1, 2, 3, 7 })
        {
            var items = StixCase.Split(bytes, null, size);
            Assert.All(items, item => Assert.Null(item.Fault));
            Assert.Equal(expected.Replace('\'', '"'), string.Join('|', items.Select(item => Encoding.UTF8.GetString(item.Bytes.Span))));
            Assert.All(items, item => Assert.True(bytes.AsSpan((int)item.Offset).StartsWith(item.Bytes.Span)));
        }
    }

    [Theory]
    [InlineData("", "input-empty")]
    [InlineData("   ", "input-empty")]
    [InlineData("[{}]", "input-shape")]
    [InlineData("5", "input-shape")]
    [InlineData("{'type':'bundle','objects':[{'a':1},{'b':", "ok json-truncated")]
    [InlineData("{'type':'bundle','objects':[{'a':1}", "ok json-truncated")]
    [InlineData("{'type':'bundle','objects':[{'a':1},{'b':1}}", "ok ok json-syntax")]
    [InlineData("{'type':'bundle','objects':[{'a':1},]}", "ok json-syntax")]
    [InlineData("{'type':'bundle','objects':[{'a':1},5,null,['x'],{'b':1}]}", "ok bundle-item bundle-item bundle-item ok")]
    [InlineData("{'type':'bundle','objects':{'a':{}}}", "bundle-objects")]
    [InlineData("{'type':'bundle','objects':[{}],'objects':[{}]}", "ok bundle-objects")]
    [InlineData("{'objects':[{}],'type':'tool'}", "ok bundle-type")]
    [InlineData("{'type':'a'}\nnull\n{'type':'b'}", "ok input-shape")]
    [InlineData("{'type':'a'} x", "ok json-syntax")]
    public void A_fault_is_an_item_in_its_place(string input, string expected)
    {
        var bytes = StixCase.Json(input);
        foreach (var size in new[] { Math.Max(bytes.Length, 1), 1, 2, 5 })
        {
            var items = StixCase.Split(bytes, null, size);
            Assert.Equal(expected, string.Join(' ', items.Select(item => item.Fault?.Code ?? "ok")));
            Assert.All(items, item => Assert.InRange(item.Offset, 0, bytes.Length));
        }
    }

    [Fact]
    public void An_object_over_the_limit_is_passed_over()
    {
        var limits = new StixLimits { ObjectBytesMax = 40 };
        var long1 = "{'a':[" + string.Join(',', Enumerable.Repeat("1", 40)) + "]}";
        var input = StixCase.Json("{'type':'bundle','objects':[{'a':1}," + long1 + ",{'b':2}]}");
        foreach (var size in new[] { 1, 3, 1000 })
        {
            var items = StixCase.Split(input, limits, size);
            Assert.Equal("ok limit-object-bytes ok", string.Join(' ', items.Select(item => item.Fault?.Code ?? "ok")));
            Assert.Equal(36, items[1].Offset);
        }
    }

    [Fact]
    public void A_single_value_over_the_limit_ends_the_input()
    {
        var limits = new StixLimits { ObjectBytesMax = 40 };
        var input = StixCase.Json("{'type':'bundle','objects':[{'a':'" + new string('x', 100) + "'},{'b':2}]}");
        foreach (var size in new[] { 1, 3, 1000 })
        {
            Assert.Equal("limit-object-bytes", Assert.Single(StixCase.Split(input, limits, size)).Fault!.Code);
        }
    }

    [Fact]
    public void Nesting_without_end_ends_the_input() => Assert.Equal(
        "json-syntax",
        Assert.Single(StixCase.Split(StixCase.Json("{'type':'bundle','objects':[{'a':" + new string('[', 5000)), null)).Fault!.Code);

    [Fact]
    public void An_envelope_says_whether_there_is_more()
    {
        var splitter = new BundleSplitter(StixLimits.Default);
        splitter.Push(StixCase.Json("{'objects':[{'more':false}],'more':true,'next':'c\\u0031'}"));
        splitter.Complete();
        Assert.Equal((true, "c1"), (splitter.More, splitter.Next));
    }

    [Fact]
    public void Chunks_do_not_matter() =>
        Gen.Select(JsonGen.Object.Array[0, 5], Gen.Int[0, 3], Gen.Int[1, 40].Array[1, 5], Gen.Int).Sample((objects, shape, sizes, style) =>
        {
            var texts = objects.Select(value => Encoding.UTF8.GetString(JsonGen.Write(value, style == int.MinValue ? 1 : Math.Abs(style))).Trim());
            texts = texts.Select(text => text.Length > 2 ? "{\"type\":\"tool\"," + text[1..] : "{\"type\":\"tool\"}").ToList();
            var input = Encoding.UTF8.GetBytes(shape switch
            {
                0 => "{\"type\":\"bundle\",\"objects\":[" + string.Join(", ", texts) + "]}",
                1 => "{\"objects\":[" + string.Join(',', texts) + "],\"more\":false}",
                2 => string.Join('\n', texts),
                _ => string.Join('\n', texts.Select(text => "{\"objects\":[" + text + "],\"type\":\"bundle\"}")),
            });
            var items = StixCase.Split(input, null, sizes);
            if (input.Length == 0) return items is [{ Fault.Code: "input-empty" }];
            return items.Select(item => Encoding.UTF8.GetString(item.Bytes.Span)).SequenceEqual(texts);
        });

    [Fact]
    public void Cut_anywhere_a_bundle_gives_a_prefix_and_one_fault()
    {
        var input = StixCase.Json("{'type':'bundle','id':'b','objects':[{'a':'\u00e9'},{'b':[1,2]},{'c':{}}]}");
        var whole = StixCase.Split(input, null);
        for (var cut = 1; cut < input.Length; cut++)
        {
            var items = StixCase.Split(input.AsSpan(0, cut), null, 4);
            Assert.NotNull(items[^1].Fault);
            Assert.Equal(
                whole.Take(items.Count - 1).Select(item => item.Offset),
                items.SkipLast(1).Select(item => item.Offset));
        }
    }
}
