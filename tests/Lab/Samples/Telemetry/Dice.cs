namespace Entente.Lab.Samples.Telemetry;

/// <summary>SplitMix64: a stream of numbers that its seed fixes on every machine and runtime.</summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A number from 0 up to, not including, <paramref name="below"/>.</summary>
    public int Next(int below) => (int)(Draw() % (ulong)below);

    public int Between(int from, int to) => from + Next(to - from + 1);

    public T Pick<T>(IReadOnlyList<T> items) => items[Next(items.Count)];

    public string Hex(int digits)
    {
        var text = "";
        while (text.Length < digits) text += Draw().ToString("x16", null);
        return text[..digits];
    }

    /// <summary>Letters and digits, as Zeek numbers its connections and files.</summary>
    public string Token(char first, int length)
    {
        const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        return first + string.Concat(Enumerable.Range(1, length - 1).Select(_ => Alphabet[Next(Alphabet.Length)]));
    }

    private ulong Draw()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            var mixed = _state;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}
