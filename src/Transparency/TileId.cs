using System.Globalization;
using System.Text;

namespace Entente.Transparency;

/// <summary>
/// Names a tile of a log, and its path (C2SP tlog-tiles v0.1.0): <c>tile/0/x001/234.p/5</c>. Entry bundles are
/// <c>tile/entries/…</c>; our own <c>tile/salts/…</c> follows the same rule with 32 bytes an entry.
/// </summary>
/// <param name="Level">The level, or <see cref="Entries"/> or <see cref="Salts"/>.</param>
/// <param name="Number">The tile's number.</param>
/// <param name="Width">How many entries it holds: 256 when full.</param>
public readonly record struct TileId(int Level, long Number, int Width)
{
    /// <summary>The level that stands for entry bundles.</summary>
    public const int Entries = -1;

    /// <summary>The level that stands for salts.</summary>
    public const int Salts = -2;

    /// <summary>How many entries a full tile holds.</summary>
    public const int FullWidth = 256;

    private const int LevelMax = 63;
    private const int GroupDigits = 3;

    /// <summary>The path below the log's prefix.</summary>
    public override string ToString()
    {
        var level = Level switch
        {
            Entries => "entries",
            Salts => "salts",
            _ => Level.ToString(CultureInfo.InvariantCulture),
        };
        var partial = Width == FullWidth ? "" : string.Create(CultureInfo.InvariantCulture, $".p/{Width}");
        return $"tile/{level}/{WriteNumber(Number)}{partial}";
    }

    /// <summary>Reads a path; false for every spelling but the one that <see cref="ToString"/> writes.</summary>
    public static bool TryParse(string path, out TileId tile)
    {
        tile = default;
        var parts = path.Split('/');
        if (parts.Length < 3 || parts[0] != "tile" || !TryLevel(parts[1], out var level)) return false;
        var width = FullWidth;
        var end = parts.Length;
        if (parts.Length > 3 && parts[^2].EndsWith(".p", StringComparison.Ordinal))
        {
            if (!int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out width)) return false;
            if (width is < 1 or >= FullWidth) return false;
            end--;
            parts[end - 1] = parts[end - 1][..^2];
        }

        long number = 0;
        foreach (var part in parts[2..end])
        {
            var digits = part.TrimStart('x');
            if (digits.Length != GroupDigits || number > long.MaxValue / 1000 - 1
                || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var group)) return false;
            number = (number * 1000) + group;
        }

        tile = new TileId(level, number, width);
        return tile.ToString() == path;
    }

    private static bool TryLevel(string text, out int level)
    {
        level = text switch { "entries" => Entries, "salts" => Salts, _ => 0 };
        return level != 0
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out level) && level <= LevelMax);
    }

    private static string WriteNumber(long number)
    {
        var text = new StringBuilder((number % 1000).ToString("D3", CultureInfo.InvariantCulture));
        for (number /= 1000; number > 0; number /= 1000)
        {
            text.Insert(0, string.Create(CultureInfo.InvariantCulture, $"x{number % 1000:D3}/"));
        }

        return text.ToString();
    }
}
