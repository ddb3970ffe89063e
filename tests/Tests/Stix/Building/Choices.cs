using CsCheck;

namespace Entente.Tests.Stix.Building;

/// <summary>A stream of choices that one seed fixes (SplitMix64).</summary>
internal sealed class Choices(ulong seed)
{
    private ulong _state = seed;

    public static Gen<Choices> Any { get; } = Gen.ULong.Select(seed => new Choices(seed));

    public bool Flag() => Next(2) == 1;

    public int Next(int count) => (int)(Word() % (ulong)count);

    public T Of<T>(IReadOnlyList<T> values) => values[Next(values.Count)];

    public ulong Word()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            var word = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
            word = (word ^ (word >> 27)) * 0x94D049BB133111EB;
            return word ^ (word >> 31);
        }
    }
}
