using Entente.Stix;
using Xunit;

namespace Entente.Tests.Stix;

public sealed class RealBundleTests
{
    [Theory]
    [InlineData("data/attack/ics-attack.json", 1826)]
    [InlineData("data/indicators/targetedthreats.stix2.json", 3011)]
    public void A_published_bundle_reads_without_errors(string path, int count)
    {
        var input = File.ReadAllBytes(SharedFolder.Require(path));
        var whole = StixCase.Split(input, null);
        Assert.Equal(count, whole.Count);
        foreach (var item in whole)
        {
            Assert.Null(item.Fault);
            Assert.True(input.AsSpan((int)item.Offset).StartsWith(item.Bytes.Span));
            var result = StixReader.Read(item.Bytes);
            Assert.Empty(result.Diagnostics);
            CanonicalJson.Canonicalize(item.Bytes.Span);
        }

        var chunked = StixCase.Split(input, null, 8192, 1, 70_001);
        Assert.Equal(whole.Select(item => item.Offset), chunked.Select(item => item.Offset));
    }

    [Fact]
    public void Objects_of_version_2_0_read_without_errors()
    {
        var items = StixCase.Split(File.ReadAllBytes(SharedFolder.Require("data/attack20/enterprise-2.0.bundles.jsonl")), null, 65536);
        Assert.NotEmpty(items);
        Assert.All(items, item => Assert.Empty(StixReader.Read(item.Bytes).Diagnostics));
    }
}
