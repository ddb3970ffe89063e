using System.Globalization;
using System.IO.Compression;
using System.Text;
using Xunit;

namespace Entente.IntegrationTests.Taxii;

/// <summary>What HTTP adds to TAXII: compression, conditional requests, caching (RFC 9110 §8, §12, §13; RFC 9111).</summary>
[Collection(ChecklistCollection.Name)]
public sealed class EncodingTests(TaxiiBed bed)
{
    private static readonly byte[] ZstdMagic = [0x28, 0xb5, 0x2f, 0xfd];

    private string Path => $"{bed.Objects}?limit=10";

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("br", "br")]
    [InlineData("zstd", "zstd")]
    [InlineData("gzip, br, zstd", "br")]
    [InlineData("gzip;q=1, br;q=0.5", "gzip")]
    [InlineData("zstd;q=0.9, gzip;q=0.8, br;q=0", "zstd")]
    [InlineData("*", "br")]
    [InlineData("identity", null)]
    [InlineData("gzip;q=0", null)]
    [InlineData("deflate, compress", null)]
    [InlineData("", null)]
    public async Task An_answer_is_compressed_as_the_client_likes_best(string accepted, string? encoding)
    {
        var plain = await bed.GetAsync(Path);
        var answer = await bed.GetAsync(Path, $"Accept-Encoding: {accepted}");
        Assert.Equal((200, encoding), (answer.Status, answer.Header("Content-Encoding")));
        Assert.Equal(Answer.Taxii, answer.Header("Content-Type"));
        Assert.Equal("Accept-Encoding", answer.Header("Vary"));
        Assert.Equal(plain.Header("ETag"), answer.Header("ETag"));
        Assert.Equal(plain.Header("X-TAXII-Date-Added-Last"), answer.Header("X-TAXII-Date-Added-Last"));
        if (encoding == "zstd") Assert.Equal(ZstdMagic, answer.Body[..4]);
        else Assert.Equal(plain.Text, Decode(answer.Body, encoding));
        if (encoding is not null) Assert.True(answer.Body.Length < plain.Body.Length);
    }

    [Fact]
    public async Task Without_compression_the_length_is_said()
    {
        foreach (var path in new[] { Path, "/taxii2/", "/nothing/" })
        {
            var answer = await bed.GetAsync(path);
            Assert.Equal(answer.Body.Length.ToString(CultureInfo.InvariantCulture), answer.Header("Content-Length"));
            Assert.Equal("Accept-Encoding", answer.Header("Vary"));
        }
    }

    [Fact]
    public async Task Errors_are_compressed_too_and_keep_their_type()
    {
        var answer = await bed.GetAsync("/nothing/", "Accept-Encoding: gzip");
        Assert.Equal((404, Answer.Taxii, "gzip"), (answer.Status, answer.Header("Content-Type"), answer.Header("Content-Encoding")));
        Assert.Equal((await bed.GetAsync("/nothing/")).Text, Decode(answer.Body, "gzip"));
    }

    [Fact]
    public async Task What_a_client_has_is_304_with_the_same_headers_and_no_body()
    {
        foreach (var path in new[] { "/taxii2/", "/live/", "/live/collections/", bed.Objects, bed.Manifest, $"{bed.Objects}{bed.Revised}/versions/" })
        {
            var whole = (await bed.GetAsync(path)).Is(200);
            var tag = whole.Header("ETag")!;
            foreach (var known in new[] { tag, $"\"other\", {tag}", "*", tag[2..] })
            {
                var answer = await bed.GetAsync(path, $"If-None-Match: {known}");
                Assert.Equal(304, answer.Status);
                Assert.Empty(answer.Body);
                foreach (var name in new[] { "ETag", "Cache-Control", "Vary", "X-TAXII-Date-Added-First", "X-TAXII-Date-Added-Last" })
                {
                    Assert.Equal(whole.Header(name), answer.Header(name));
                }
            }

            foreach (var unknown in new[] { "W/\"other\"", "\"\"", "nonsense", tag.TrimEnd('"') })
            {
                Assert.Equal(whole.Text, (await bed.GetAsync(path, $"If-None-Match: {unknown}")).Is(200).Text);
            }
        }
    }

    [Fact]
    public async Task A_condition_does_not_say_more_than_the_answer_would()
    {
        var tag = (await bed.GetAsync(bed.Objects)).Header("ETag")!;
        var path = $"/live/collections/{bed.OthersChannel}/objects/";
        (await bed.GetAsync(path, $"If-None-Match: {tag}")).Is(404);
        (await bed.GetAsync(path, "If-None-Match: *")).Is(404);
        (await bed.SendAsync(HttpMethod.Get, bed.Objects, null, null, "If-None-Match: *")).Is(401);
    }

    [Fact]
    public async Task A_new_object_changes_the_tag()
    {
        var before = (await bed.GetAsync($"{bed.Objects}?match[type]=indicator")).Header("ETag")!;
        await bed.PublishAsync(Sample.Indicator("tag", 1, Sample.One));
        var after = await bed.GetAsync($"{bed.Objects}?match[type]=indicator", $"If-None-Match: {before}");
        after.Is(200);
        Assert.NotEqual(before, after.Header("ETag"));
    }

    [Fact]
    public async Task Answers_are_kept_by_nobody_but_the_client_and_errors_by_nobody()
    {
        Assert.Equal("no-cache, private", Sorted((await bed.GetAsync(bed.Objects)).Header("Cache-Control")!));
        Assert.Equal("no-store", (await bed.GetAsync("/nothing/")).Header("Cache-Control"));
        Assert.Equal("no-store", (await bed.SendAsync(HttpMethod.Get, "/taxii2/", null, null)).Header("Cache-Control"));
        Assert.Null((await bed.GetAsync(bed.Objects)).Header("Server"));
        Assert.Null((await bed.GetAsync(bed.Objects)).Header("Set-Cookie"));
    }

    private static string Sorted(string list) => string.Join(", ", list.Split(',').Select(item => item.Trim()).Order());

    private static string Decode(byte[] body, string? encoding)
    {
        using var source = new MemoryStream(body);
        using Stream plain = encoding switch
        {
            "gzip" => new GZipStream(source, CompressionMode.Decompress),
            "br" => new BrotliStream(source, CompressionMode.Decompress),
            _ => source,
        };
        using var reader = new StreamReader(plain, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
