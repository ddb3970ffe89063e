using System.Globalization;
using System.Text;

namespace Entente.Transparency;

/// <summary>
/// Names a tile of a log, and its path (C2SP tlog-tiles v0.1.0): <c>tile/0/x001/234.p/5</c>. Entry bundles are
/// <c>tile/entries/…</c>; our own <c>tile/salts/…</c> follows the same rule with 32 bytes an entry.
/// </summary>
/// <param name="Level">The level, 0 to 63, or <see cref="Entries"/> or <see cref="Salts"/>.</param>
/// <param name="Number">The tile's number, from 0.</param>
/// <param name="Width">How many entries it holds: 1 to 255, or 256 when full.</param>
public readonly record struct TileId(int Level, long Number, int Width)
{
    /// <summary>The level that stands for entry bundles.</summary>
    public const int Entries = -1;

    /// <summary>The level that stands for salts.</summary>
    public const int Salts = -2;

    /// <summary>How many entries a full tile holds.</summary>
    public const int FullWidth = 256;

    /// <summary>The longest path, in characters: more than any number of 63 bits needs.</summary>
    public const int PathCharsMax = 64;

    private const string Root = "tile";
    private const string EntriesName = "entries";
    private const string SaltsName = "salts";
    private const string PartialSuffix = ".p";
    private const int LevelMax = 63;
    private const int GroupDigits = 3;
    private const int GroupBase = 1000;

    /// <summary>The path below the log's prefix.</summary>
    public override string ToString()
    {
        var level = Level switch
        {
            Entries => EntriesName,
            Salts => SaltsName,
            _ => Level.ToString(CultureInfo.InvariantCulture),
        };
        var partial = Width == FullWidth ? "" : string.Create(CultureInfo.InvariantCulture, $"{PartialSuffix}/{Width}");
        return $"{Root}/{level}/{WriteNumber(Number)}{partial}";
    }

    /// <summary>Reads a path; false for every spelling but the one that <see cref="ToString"/> writes.</summary>
    public static bool TryParse(string path, out TileId tile)
    {
        tile = default;
        if (path.Length > PathCharsMax) return false;
        var parts = path.Split('/');
        if (parts.Length < 3 || parts[0] != Root || !TryLevel(parts[1], out var level)) return false;
        var width = FullWidth;
        var groups = parts[2..];
        if (groups is [.., var last, var digits] && last.EndsWith(PartialSuffix, StringComparison.Ordinal))
        {
            if (!TryDigits(digits, out width) || width is < 1 or >= FullWidth) return false;
            groups = [.. groups[..^2], last[..^PartialSuffix.Length]];
        }

        if (!TryNumber(groups, out var number)) return false;
        var read = new TileId(level, number, width);
        if (read.ToString() != path) return false;
        tile = read;
        return true;
    }

    private static bool TryNumber(string[] groups, out long number)
    {
        number = 0;
        foreach (var group in groups)
        {
            var digits = group.TrimStart('x');
            if (digits.Length != GroupDigits || !TryDigits(digits, out var value)) return false;
            if (number > (long.MaxValue - value) / GroupBase) return false;
            number = (number * GroupBase) + value;
        }

        return true;
    }

    private static bool TryLevel(string text, out int level)
    {
        level = text switch { EntriesName => Entries, SaltsName => Salts, _ => 0 };
        return level != 0 || (TryDigits(text, out level) && level <= LevelMax);
    }

    private static bool TryDigits(string text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    /// <summary>Groups of three digits, all but the last with an <c>x</c> in front: 1234067 is x001/x234/067.</summary>
    private static string WriteNumber(long number)
    {
        var text = new StringBuilder((number % GroupBase).ToString("D3", CultureInfo.InvariantCulture));
        for (number /= GroupBase; number > 0; number /= GroupBase)
        {
            text.Insert(0, string.Create(CultureInfo.InvariantCulture, $"x{number % GroupBase:D3}/"));
        }

        return text.ToString();
    }
}
