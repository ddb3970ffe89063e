using System.Buffers;
using System.Diagnostics;
using System.Text;
using CsCheck;
using Entente.Taxii;
using Xunit;

namespace Entente.Tests.Taxii;

public sealed class EnvelopeReaderTests
{
    [Theory]
    [InlineData("{}", "", false, null)]
    [InlineData(" {\n} ", "", false, null)]
    [InlineData("{\"more\":true,\"next\":\"n\\u0041\"}", "", true, "nA")]
    [InlineData("{\"objects\":[]}", "", false, null)]
    [InlineData("{\"objects\":[{\"a\":1}]}", "12:{\"a\":1}", false, null)]
    [InlineData("{\"next\":\"x\",\"objects\":[ {} , { \"b\":[{}] } ],\"more\":true}",
        "24:{}|29:{ \"b\":[{}] }", true, "x")]
    [InlineData("{\"x_y\":{\"objects\":[{\"no\":1}],\"more\":[1]},\"objects\":[{\"z\":\"}]\"}]}",
        "52:{\"z\":\"}]\"}", false, null)]
    [InlineData("{\"ob\\u006aects\":[{}]}", "17:{}", false, null)]
    public void An_envelope_gives_its_objects_as_they_stand(string json, string expected, bool more, string? next)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        foreach (var chunk in new[] { 1, 3, bytes.Length })
        {
            var (text, reader) = Read(bytes, chunk);
            Assert.Null(reader.Fault);
            Assert.Equal(expected, text);
            Assert.Equal((more, next), (reader.More, reader.Next));
        }
    }

    [Theory]
    [InlineData("", "envelope-truncated")]
    [InlineData("{", "envelope-truncated")]
    [InlineData("{\"objects\":[{\"a\":1}", "envelope-truncated")]
    [InlineData("{\"objects\":[{\"a\":1", "envelope-truncated")]
    [InlineData("{\"objects\":[{}]", "envelope-truncated")]
    [InlineData("[]", "envelope-malformed")]
    [InlineData("null", "envelope-malformed")]
    [InlineData("{}{}", "envelope-malformed")]
    [InlineData("{\"objects\":[{},]}", "envelope-malformed")]
    [InlineData("{\"objects\":[1]}", "envelope-malformed")]
    [InlineData("{\"objects\":[[{}]]}", "envelope-malformed")]
    [InlineData("{\"objects\":[null]}", "envelope-malformed")]
    [InlineData("{\"objects\":{}}", "envelope-malformed")]
    [InlineData("{\"objects\":null}", "envelope-malformed")]
    [InlineData("{\"objects\":[],\"objects\":[]}", "envelope-malformed")]
    [InlineData("{\"more\":\"true\"}", "envelope-malformed")]
    [InlineData("{\"more\":true,\"more\":false}", "envelope-malformed")]
    [InlineData("{\"next\":1}", "envelope-malformed")]
    [InlineData("{\"next\":\"\"}", "envelope-malformed")]
    [InlineData("{\"next\":\"\\ud800\"}", "envelope-malformed")]
    [InlineData("<html></html>", "envelope-malformed")]
    [InlineData("\uFEFF{}", "envelope-malformed")]
    public void A_broken_envelope_is_a_fault(string json, string code)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        foreach (var chunk in new[] { 1, 2, Math.Max(1, bytes.Length) })
        {
            Assert.Equal(code, Read(bytes, chunk).Reader.Fault?.Code);
        }
    }

    [Fact]
    public void What_was_complete_before_a_fault_can_be_taken() =>
        Assert.Equal("12:{}|15:{}", Read("{\"objects\":[{},{},oops"u8.ToArray(), 4).Text);

    [Fact]
    public void Limits_hold_to_the_byte()
    {
        var fits = Encoding.UTF8.GetBytes("{\"objects\":[{\"a\":\"" + new string('x', 92) + "\"}]}");
        Assert.Null(Read(fits, 7, objectBytesMax: 100).Reader.Fault);
        Assert.Equal("object-too-large", Read(fits, 7, objectBytesMax: 99).Reader.Fault?.Code);

        var deep = Encoding.UTF8.GetBytes("{\"objects\":[{\"a\":[[[1]]]}]}");
        Assert.Null(Read(deep, 5, depthMax: 4).Reader.Fault);
        Assert.Equal("envelope-malformed", Read(deep, 5, depthMax: 3).Reader.Fault?.Code);
    }

    [Fact]
    public void A_text_without_end_is_cut_off_whatever_property_it_is()
    {
        var reader = new EnvelopeReader(objectBytesMax: 1_000);
        reader.Push("{\"x_note\":\""u8);
        for (var push = 0; push < 100 && reader.Fault is null; push++) reader.Push(new byte[10_000].AsSpan());
        Assert.NotNull(reader.Fault);

        reader = new EnvelopeReader(objectBytesMax: 1_000);
        reader.Push("{\"x_note\":\""u8);
        var letters = Encoding.UTF8.GetBytes(new string('x', 10_000));
        for (var push = 0; push < 100 && reader.Fault is null; push++) reader.Push(letters);
        Assert.Equal("object-too-large", reader.Fault?.Code);
    }

    [Fact]
    public void A_dripping_sender_costs_no_more_than_linear_work()
    {
        // 2 MiB of one text, a byte at a time: looked at anew for each byte this would take hours.
        var clock = Stopwatch.StartNew();
        var reader = new EnvelopeReader();
        reader.Push("{\"objects\":[{\"a\":\""u8);
        for (var push = 0; push < 2 * 1024 * 1024; push++) reader.Push("x"u8);
        reader.Push("\"}]}"u8);
        reader.Complete();
        Assert.Null(reader.Fault);
        Assert.Equal(1, reader.Objects);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"took {clock.Elapsed}");
    }

    [Fact]
    public void What_the_writer_writes_the_reader_gives_back_in_any_pieces()
    {
        string[] shapes =
            ["{}", "{\"a\":1.00}", "{ \"é\\u00e9\":\"}{][\\\"\" }", "{\"d\":[[{}],{\"objects\":[{}]}]}"];
        var one = Gen.Int[0, shapes.Length - 1].Select(index => shapes[index]);
        Gen.Select(one.List[0, 20], Gen.Bool, Gen.Int[1, 40]).Sample((objects, more, chunk) =>
        {
            var output = new ArrayBufferWriter<byte>();
            var writer = new EnvelopeWriter(output);
            foreach (var text in objects) writer.Add(Encoding.UTF8.GetBytes(text));
            writer.Complete(more, more ? "cursor" : null);
            var (read, reader) = Read(output.WrittenSpan.ToArray(), chunk, offsets: false);
            Assert.Null(reader.Fault);
            Assert.Equal(string.Join('|', objects), read);
            Assert.Equal((more, more ? "cursor" : null), (reader.More, reader.Next));
        });
    }

    [Fact]
    public void Random_damage_never_throws()
    {
        var whole = """{"more":true,"objects":[{"a":"b\n"},{"c":[1,2,{}]}],"next":"n"}"""u8.ToArray();
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte, Gen.Int[1, 9]).Sample((at, value, chunk) =>
        {
            var damaged = whole.ToArray();
            damaged[at] = value;
            var (text, reader) = Read(damaged, chunk);
            Assert.Equal(text, Read(damaged, damaged.Length).Text);
            Assert.Equal(reader.Fault?.Code, Read(damaged, damaged.Length).Reader.Fault?.Code);
        });
    }

    private static (string Text, EnvelopeReader Reader) Read(
        byte[] bytes, int chunk, int objectBytesMax = 1 << 20, int depthMax = 64, bool offsets = true)
    {
        var reader = new EnvelopeReader(objectBytesMax, depthMax);
        foreach (var piece in bytes.Chunk(chunk)) reader.Push(piece);
        reader.Complete();
        var items = new List<string>();
        while (reader.TryTake(out var taken))
        {
            var text = Encoding.UTF8.GetString(taken.Bytes.Span);
            Assert.Equal(text, Encoding.UTF8.GetString(bytes.AsSpan((int)taken.Offset, taken.Bytes.Length)));
            items.Add(offsets ? $"{taken.Offset}:{text}" : text);
        }

        return (string.Join('|', items), reader);
    }
}
