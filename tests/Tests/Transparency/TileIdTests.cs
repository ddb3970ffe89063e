using CsCheck;
using Entente.Transparency;
using Xunit;

namespace Entente.Tests.Transparency;

public class TileIdTests
{
    [Theory]
    [InlineData(0, 0, 256, "tile/0/000")]
    [InlineData(0, 1234067, 256, "tile/0/x001/x234/067")]
    [InlineData(0, 1000, 5, "tile/0/x001/000.p/5")]
    [InlineData(0, 273, 112, "tile/0/273.p/112")]
    [InlineData(2, 0, 1, "tile/2/000.p/1")]
    [InlineData(63, 999, 255, "tile/63/999.p/255")]
    [InlineData(TileId.Entries, 1234067, 256, "tile/entries/x001/x234/067")]
    [InlineData(TileId.Entries, 0, 3, "tile/entries/000.p/3")]
    [InlineData(TileId.Salts, 1000, 5, "tile/salts/x001/000.p/5")]
    [InlineData(0, long.MaxValue, 256, "tile/0/x009/x223/x372/x036/x854/x775/807")]
    public void Paths(int level, long number, int width, string path)
    {
        var tile = new TileId(level, number, width);
        Assert.Equal(path, tile.ToString());
        Assert.True(TileId.TryParse(path, out var read));
        Assert.Equal(tile, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("tile")]
    [InlineData("tile/0")]
    [InlineData("tile/0/")]
    [InlineData("tile/0/0")]
    [InlineData("tile/0/0000")]
    [InlineData("tile/0/x000")]
    [InlineData("tile/0/x000/000")]
    [InlineData("tile/0/001/000")]
    [InlineData("tile/0/xx01/000")]
    [InlineData("tile/0/x001/x000")]
    [InlineData("tile/0/000/")]
    [InlineData("tile/0/000.p")]
    [InlineData("tile/0/000.p/")]
    [InlineData("tile/0/000.p/0")]
    [InlineData("tile/0/000.p/256")]
    [InlineData("tile/0/000.p/05")]
    [InlineData("tile/0/000.p/+5")]
    [InlineData("tile/0/000.p/5/5")]
    [InlineData("tile/0/.p/5")]
    [InlineData("tile/-1/000")]
    [InlineData("tile/64/000")]
    [InlineData("tile/00/000")]
    [InlineData("tile/8/0/000")]
    [InlineData("tile/data/000")]
    [InlineData("tile/0/x009/x223/x372/x036/x854/x775/808")]
    [InlineData("tile/0/x999/x999/x999/x999/x999/x999/x999/999")]
    [InlineData("/tile/0/000")]
    [InlineData("tile/0/../../etc/passwd")]
    [InlineData("tile\\0\\000")]
    public void Other_spellings_are_refused(string path) => Assert.False(TileId.TryParse(path, out _));

    [Fact]
    public void Every_tile_has_one_path() =>
        Gen.Select(Gen.Int[-2, 63], Gen.Long[0, long.MaxValue], Gen.Int[1, 256]).Sample((level, number, width) =>
        {
            var tile = new TileId(level, number, width);
            Assert.True(TileId.TryParse(tile.ToString(), out var read));
            Assert.Equal(tile, read);
            Assert.True(tile.ToString().Length <= TileId.PathCharsMax);
        });

    [Fact]
    public void Reading_is_total_and_writes_back_the_same_path()
    {
        var pieces = Gen.OneOf("tile", "/", "0", "x001", "000", ".p", "5", "entries", "x", "256", "-1", "..");
        Gen.OneOf(Gen.String, pieces.Array[0, 10].Select(string.Concat)).Sample(
            path =>
            {
                if (TileId.TryParse(path, out var tile)) Assert.Equal(path, tile.ToString());
            },
            iter: 5000);
    }

    [Fact]
    public void Seventy_thousand_entries_have_the_tiles_of_the_specification()
    {
        var tiles = TileLayout.Tiles(70_000).Select(tile => tile.ToString()).ToList();
        Assert.Equal(273 + 1 + 1 + 1 + 1, tiles.Count);
        Assert.Equal("tile/0/000", tiles[0]);
        Assert.Equal("tile/0/272", tiles[272]);
        Assert.Equal(["tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1"], tiles[273..]);
        Assert.Equal(274, TileLayout.TilesOf(TileId.Entries, 70_000).Count());
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "tile/0/000.p/1")]
    [InlineData(255, "tile/0/000.p/255")]
    [InlineData(256, "tile/0/000 tile/1/000.p/1")]
    [InlineData(257, "tile/0/000 tile/0/001.p/1 tile/1/000.p/1")]
    public void Tiles_of_a_size(long size, string expected) =>
        Assert.Equal(expected, string.Join(' ', TileLayout.Tiles(size)));

    [Fact]
    public void The_largest_size_has_eight_levels()
    {
        Assert.Equal(127, TileLayout.Hashes(7, long.MaxValue));
        Assert.Equal(0, TileLayout.Hashes(8, long.MaxValue));
        Assert.Equal(255, TileLayout.Width(0, long.MaxValue / 256, long.MaxValue));
        Assert.Equal(0, TileLayout.Width(0, -1, 100));
        Assert.Equal(0, TileLayout.Width(0, 1, 256));
    }
}
