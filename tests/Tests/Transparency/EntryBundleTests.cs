using CsCheck;
using Entente.Transparency;
using Xunit;

namespace Entente.Tests.Transparency;

public class EntryBundleTests
{
    [Fact]
    public void What_is_read_is_what_was_written() => Gen.Byte.Array[0, 40].Array[0, 256].Sample(entries =>
    {
        var bundle = EntryBundle.Write(entries.Select(entry => (ReadOnlyMemory<byte>)entry));
        Assert.Equal(entries.Sum(entry => entry.Length + 2), bundle.Length);
        Assert.True(EntryBundle.TryRead(bundle, out var read));
        Assert.Equal(entries, read.Select(entry => entry.ToArray()));
    });

    [Fact]
    public void Reading_is_total_and_writes_back_the_same_bytes()
    {
        var small = Gen.Byte[0, 3].Array[0, 60];
        Gen.OneOf(Gen.Byte.Array[0, 60], small).Sample(
            bytes =>
            {
                if (EntryBundle.TryRead(bytes, out var entries)) Assert.Equal(bytes, EntryBundle.Write(entries));
                else Assert.Empty(entries);
            },
            iter: 5000);
    }

    [Fact]
    public void The_longest_entry_has_65535_bytes()
    {
        var longest = new byte[EntryBundle.EntryBytesMax];
        Assert.True(EntryBundle.TryRead(EntryBundle.Write([longest]), out var entries));
        Assert.Equal(65_535, Assert.Single(entries).Length);
        Assert.Throws<ArgumentException>(() => EntryBundle.Write([new byte[EntryBundle.EntryBytesMax + 1]]));
    }

    [Fact]
    public void A_bundle_has_at_most_256_entries()
    {
        var entries = Enumerable.Repeat(ReadOnlyMemory<byte>.Empty, 257);
        Assert.Throws<ArgumentException>(() => EntryBundle.Write(entries));
        Assert.True(EntryBundle.TryRead(new byte[256 * 2], out var read));
        Assert.Equal(256, read.Length);
        Assert.False(EntryBundle.TryRead(new byte[257 * 2], out _));
    }

    [Theory]
    [InlineData("00")]
    [InlineData("0001")]
    [InlineData("00036f6e")]
    [InlineData("00036f6e6500")]
    public void Lengths_that_do_not_add_up_are_refused(string hex) =>
        Assert.False(EntryBundle.TryRead(Convert.FromHexString(hex), out _));
}
