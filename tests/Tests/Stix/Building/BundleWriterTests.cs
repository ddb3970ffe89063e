using System.Buffers;
using System.Text;
using CsCheck;
using Entente.Stix;
using Entente.Stix.Building;
using Entente.Stix.Validation;
using Xunit;

namespace Entente.Tests.Stix.Building;

/// <summary>Bundles of what was built (§8).</summary>
public sealed class BundleWriterTests
{
    private static readonly Guid Uuid = new("5d0092c5-5f74-4287-9642-33f4c354e56d");

    [Fact]
    public void A_bundle_holds_each_version_once()
    {
        var first = new UrlDraft { Value = "https://example.com/" }.Build().Object!;
        var tlp = StandardMarkings.ObjectOf(Tlp.Red);
        var output = new ArrayBufferWriter<byte>();
        var writer = new BundleWriter(output, Uuid);
        Assert.True(writer.Add(first));
        Assert.True(writer.Add(tlp));
        Assert.False(writer.Add(first));
        writer.Complete();
        var text = Encoding.UTF8.GetString(output.WrittenSpan);
        Assert.Equal(
            $$"""{"type":"bundle","id":"bundle--{{Uuid}}","objects":[{{Of(first)}},{{Of(tlp)}}]}""", text);
        Assert.Equal(2, writer.Count);
        Assert.Throws<InvalidOperationException>(() => writer.Add(first));
        Assert.Throws<InvalidOperationException>(writer.Complete);
    }

    [Fact]
    public void A_bundle_without_objects_has_no_list()
    {
        var bytes = BundleWriter.Write(Uuid, []);
        Assert.Equal($$"""{"type":"bundle","id":"bundle--{{Uuid}}"}""", Encoding.UTF8.GetString(bytes));
        Assert.Empty(StixValidator.Validate(bytes).Diagnostics);
    }

    [Fact]
    public void An_id_without_a_version_is_refused() =>
        Assert.Throws<ArgumentException>(() => BundleWriter.Write(Guid.Empty, []));

    [Fact]
    public void What_goes_into_a_bundle_comes_out_of_it_byte_for_byte() => Choices.Any.Array[0, 8].Sample(
        streams =>
        {
            StixObject[] objects = [.. streams.Select(choices => new DraftFiller(choices).Draft(
                choices.Of([.. DraftTypes.ObjectTables.Select(shape => shape.Name)])).Build().Object!)];
            var bytes = BundleWriter.Write(Uuid, objects);
            Assert.True(StixValidator.Validate(bytes).IsValid);
            var read = StixCase.Split(bytes, null, 100).Select(item => Encoding.UTF8.GetString(item.Bytes.Span));
            Assert.Equal(objects.DistinctBy(made => (made.Id, made.Version)).Select(Of), read);
        },
        iter: 60);

    private static string Of(StixObject made) => Encoding.UTF8.GetString(made.Bytes.Span);
}
