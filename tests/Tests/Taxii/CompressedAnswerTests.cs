using System.IO.Compression;
using System.Text;
using Entente.Taxii.Client;
using Xunit;
using static Entente.Tests.Taxii.TaxiiClientTests;

namespace Entente.Tests.Taxii;

/// <summary>What a client that takes compressed answers unpacks, and what it does not.</summary>
public sealed class CompressedAnswerTests
{
    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("GZIP")]
    public async Task A_compressed_answer_is_unpacked_when_it_was_asked_for(string coding)
    {
        await using var server = new WireServer(request => request.PackedAsync(coding, Pack(coding, "{\"title\":\"T\"}")));
        Assert.Equal("T", (await Client(server, Compressed).GetDiscoveryAsync()).Value?.Title);
        Assert.Equal("br, gzip", server.Requests[0].Header("Accept-Encoding"));
        Assert.Equal("unsupported-encoding", (await Client(server).GetDiscoveryAsync()).Fault?.Code);
        Assert.Null(server.Requests[1].Header("Accept-Encoding"));
    }

    [Theory]
    [InlineData("zstd")]
    [InlineData("deflate")]
    [InlineData("gzip, gzip")]
    [InlineData("gzip\r\nContent-Encoding: br")]
    public async Task Another_encoding_is_refused(string coding)
    {
        await using var server = new WireServer(request => request.PackedAsync(coding, Pack("gzip", "{\"title\":\"T\"}")));
        Assert.Equal("unsupported-encoding", (await Client(server, Compressed).GetDiscoveryAsync()).Fault?.Code);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_bomb_is_left_before_it_has_unpacked(string coding)
    {
        // 64 MiB of spaces, some 64 KiB in gzip and less than 100 bytes in br.
        var bomb = Pack(coding, "{\"objects\":[{\"n\":1}," + new string(' ', 64 * 1024 * 1024));
        await using var server = new WireServer(request => request.PackedAsync(coding, bomb));
        Assert.Equal(["{\"n\":1}", "stop: compression-bomb"], await ReadAsync(Client(server, Compressed)));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Limits_hold_for_what_comes_out(string coding)
    {
        var packed = Pack(coding, "{\"title\":\"" + new string('x', 200_000) + "\"}");
        await using var server = new WireServer(request => request.PackedAsync(coding, packed));
        var client = Client(server, options => Compressed(options) with { ResourceBytesMax = 100_000 });
        Assert.Equal("answer-too-large", (await client.GetDiscoveryAsync()).Fault?.Code);
    }

    [Fact]
    public async Task Repetitive_objects_are_no_bomb()
    {
        var one = "{\"type\":\"indicator\",\"pattern\":\"[ipv4-addr:value = '192.0.2.1']\",\"pattern_type\":\"stix\"}";
        var body = "{\"objects\":[" + string.Join(',', Enumerable.Range(0, 40_000).Select(i => one.Replace("192", $"{i}"))) + "]}";
        await using var server = new WireServer(request => request.PackedAsync("gzip", Pack("gzip", body)));
        var items = await ReadAsync(Client(server, Compressed));
        Assert.Equal((40_001, "page 1: 40000"), (items.Count, items[^1]));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task What_is_not_packed_as_it_says_is_told(string coding)
    {
        await using var lie = new WireServer(request => request.PackedAsync(coding, "{\"title\":\"T\"}"u8.ToArray()));
        Assert.Equal("broken-encoding", (await Client(lie, Compressed).GetDiscoveryAsync()).Fault?.Code);

        var whole = Pack(coding, "{\"title\":\"" + string.Join(' ', Enumerable.Range(0, 50_000)) + "\"}");
        await using var cut = new WireServer(request => request.PackedAsync(coding, whole[..(whole.Length / 2)]));
        Assert.Contains((await Client(cut, Compressed).GetDiscoveryAsync()).Fault?.Code, new[] { "broken-encoding", "not-json" });
    }

    [Fact]
    public async Task A_compressed_error_is_read_too()
    {
        var packed = Pack("gzip", "{\"title\":\"no\",\"error_code\":\"why\"}");
        await using var server = new WireServer(request => request.PackedAsync("gzip", packed, 403));
        var fault = (await Client(server, Compressed).GetDiscoveryAsync()).Fault!;
        Assert.Equal((403, "why"), (fault.HttpStatus, fault.ServerError?.ErrorCode));
    }

    private static TaxiiClientOptions Compressed(TaxiiClientOptions options) => options with { AcceptCompression = true };

    private static byte[] Pack(string coding, string text)
    {
        using var packed = new MemoryStream();
        using (Stream packing = coding == "br"
            ? new BrotliStream(packed, CompressionLevel.Optimal)
            : new GZipStream(packed, CompressionLevel.Optimal))
        {
            packing.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }
}
