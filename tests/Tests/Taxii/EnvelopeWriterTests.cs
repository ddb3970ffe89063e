using System.Buffers;
using System.Text;
using System.Text.Json;
using Entente.Taxii;
using Xunit;

namespace Entente.Tests.Taxii;

public sealed class EnvelopeWriterTests
{
    [Theory]
    [InlineData(new string[0], false, null, "{}")]
    [InlineData(new string[0], true, null, "{\"more\":true}")]
    [InlineData(new string[0], true, "n", "{\"more\":true,\"next\":\"n\"}")]
    [InlineData(new[] { "{\"a\":1}" }, false, null, "{\"objects\":[{\"a\":1}]}")]
    [InlineData(new[] { "{}", "{ \"b\" : 1.0 }" }, true, "a\"b",
        "{\"objects\":[{},{ \"b\" : 1.0 }],\"more\":true,\"next\":\"a\\u0022b\"}")]
    public void An_envelope_is_its_objects_as_they_are(string[] objects, bool more, string? next, string expected)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new EnvelopeWriter(output);
        foreach (var one in objects) writer.Add(Encoding.UTF8.GetBytes(one));
        writer.Complete(more, next);
        Assert.Equal(expected, Encoding.UTF8.GetString(output.WrittenSpan));
        Assert.Equal((objects.Length, output.WrittenCount), (writer.Count, writer.BytesWritten));
        JsonDocument.Parse(output.WrittenMemory).Dispose();
    }

    [Fact]
    public void Unusual_spellings_stay_byte_for_byte()
    {
        var unusual = Encoding.UTF8.GetBytes("{\"z\":1E+2,\n\t\"a\":\"\\u00e9 é 😀\\/\" ,\"t\":1.00}");
        var output = new ArrayBufferWriter<byte>();
        var writer = new EnvelopeWriter(output);
        writer.Add(unusual);
        writer.Complete(more: false, next: null);
        Assert.True(output.WrittenSpan.IndexOf(unusual) > 0);
    }

    [Fact]
    public void Misuse_is_a_mistake_of_the_caller()
    {
        var writer = new EnvelopeWriter(new ArrayBufferWriter<byte>());
        Assert.Throws<ArgumentException>(() => writer.Add("[1]"u8));
        Assert.Throws<ArgumentException>(() => writer.Add(""u8));
        Assert.Throws<ArgumentException>(() => writer.Complete(more: false, next: "n"));
        writer.Complete(more: false, next: null);
        Assert.Throws<InvalidOperationException>(() => writer.Add("{}"u8));
        Assert.Throws<InvalidOperationException>(() => writer.Complete(more: false, next: null));
    }
}
