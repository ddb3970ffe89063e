using System.Text;
using System.Text.Json.Nodes;
using Entente.Stix;
using Entente.Stix.Patterns;
using Xunit;

namespace Entente.Tests.Samples;

/// <summary>
/// The samples are STIX by the product's own reading, so that a demo fails for its reasons and not for theirs.
/// </summary>
public sealed class SampleObjectsTests
{
    private const string Token = "marking-definition--@jp-sg-arrangement@";
    private const string Filled = "marking-definition--2f0b7a53-6c1e-5d0a-9a53-0c8f4f1f9a01";

    [Theory]
    [InlineData("coalition/identities.json", 3)]
    [InlineData("intelligence/campaign.json", 371)]
    [InlineData("intelligence/third-party.template.json", 16)]
    public void Every_object_is_read_without_a_complaint(string path, int count)
    {
        var objects = Objects(path);
        Assert.Equal(count, objects.Count);
        foreach (var bytes in objects)
        {
            var result = StixReader.Read(bytes);
            Assert.True(
                result.Object is not null && result.Diagnostics.IsEmpty,
                $"{Encoding.UTF8.GetString(bytes.Span)}: {string.Join("; ", result.Diagnostics)}");
        }
    }

    [Fact]
    public void The_third_partys_objects_are_no_stix_before_the_token_is_replaced()
    {
        var text = File.ReadAllText(PathOf("intelligence/third-party.template.json"));
        var marked = JsonNode.Parse(text)!["objects"]!.AsArray().Last()!.ToJsonString();
        Assert.Contains(Token, marked, StringComparison.Ordinal);
        Assert.Null(StixReader.Read(Encoding.UTF8.GetBytes(marked)).Object);
    }

    [Theory]
    [InlineData("intelligence/campaign.json")]
    [InlineData("intelligence/third-party.template.json")]
    public void Every_pattern_can_be_read(string path)
    {
        var patterns = Objects(path).Select(bytes => JsonNode.Parse(bytes.Span)!)
            .Where(made => (string)made["type"]! == "indicator")
            .Select(made => (string)made["pattern"]!);
        Assert.All(patterns, pattern => Assert.Empty(PatternParser.Parse(pattern).Diagnostics));
    }

    private static List<ReadOnlyMemory<byte>> Objects(string path)
    {
        var splitter = new BundleSplitter(StixLimits.Default);
        var text = File.ReadAllText(PathOf(path)).Replace(Token, Filled, StringComparison.Ordinal);
        splitter.Push(Encoding.UTF8.GetBytes(text));
        splitter.Complete();
        var objects = new List<ReadOnlyMemory<byte>>();
        while (splitter.TryTake(out var item))
        {
            Assert.Null(item.Fault);
            objects.Add(item.Bytes);
        }

        return objects;
    }

    private static string PathOf(string path) => Repository.PathOf(Path.Combine("samples", path));
}
