using System.Globalization;
using System.Security.Cryptography;

namespace Entente.Lab.Fuzz;

/// <summary>What the command line asks for.</summary>
internal sealed record FuzzOptions
{
    public double Seconds { get; init; } = 10;

    /// <summary>Where inputs are read from at the start and kept that reach something new; null for nowhere.</summary>
    public string? Corpus { get; init; }

    /// <summary>Where an input is saved that breaks a law.</summary>
    public string Findings { get; init; } = "artifacts/fuzz";

    public ulong Seed { get; init; } = 1;

    /// <summary>The options; null if they cannot be understood.</summary>
    public static FuzzOptions? Parse(ReadOnlySpan<string> arguments)
    {
        var options = new FuzzOptions();
        for (; arguments.Length >= 2; arguments = arguments[2..])
        {
            var value = arguments[1];
            var known = arguments[0] switch
            {
                "--seconds" when double.TryParse(value, CultureInfo.InvariantCulture, out var seconds) =>
                    options with { Seconds = seconds },
                "--seed" when ulong.TryParse(value, out var seed) => options with { Seed = seed },
                "--corpus" => options with { Corpus = value },
                "--findings" => options with { Findings = value },
                _ => null,
            };
            if (known is null) return null;
            options = known;
        }

        return arguments.IsEmpty ? options : null;
    }

    public IEnumerable<byte[]> ReadCorpus() => Corpus is not null && Directory.Exists(Corpus)
        ? Directory.EnumerateFiles(Corpus).Order(StringComparer.Ordinal).Select(File.ReadAllBytes).ToList()
        : [];

    public void Keep(byte[] input)
    {
        if (Corpus is not null) Save(Corpus, "", input);
    }

    /// <summary>Saves an input under a name made from it.</summary>
    public static string Save(string folder, string prefix, byte[] input)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, prefix + Convert.ToHexStringLower(SHA256.HashData(input).AsSpan(0, 8)));
        File.WriteAllBytes(path, input);
        return path;
    }
}
