namespace Entente.Stix.Patterns;

/// <summary>What a part of a pattern needs to be bound to.</summary>
internal abstract record BindingNeed
{
    private long _least = -1;

    /// <summary>How many observations the need takes at least.</summary>
    public long Least => _least >= 0 ? _least : _least = CountLeast();

    protected abstract long CountLeast();

    /// <summary><c>a + b</c> without overflow: more than any store can hold is as good as the exact number.</summary>
    protected static long Add(long a, long b) => Math.Min(a + b, int.MaxValue);

    /// <summary><c>a × b</c> in the same way; both are within the range of an int.</summary>
    public static long Multiply(long a, long b) => Math.Min(a * b, int.MaxValue);
}

/// <summary>A number of observations out of the candidates.</summary>
internal sealed record SlotNeed(CandidateSet Candidates, long Times) : BindingNeed
{
    protected override long CountLeast() => Math.Min(Times, int.MaxValue);
}

/// <summary>AND: all of them.</summary>
internal sealed record AllNeed(BindingNeed[] Parts) : BindingNeed
{
    protected override long CountLeast() => Parts.Aggregate(0L, (sum, part) => Add(sum, part.Least));
}

/// <summary>FOLLOWEDBY: all of them, none before one to its left.</summary>
internal sealed record SequenceNeed(BindingNeed[] Parts) : BindingNeed
{
    protected override long CountLeast() => Parts.Aggregate(0L, (sum, part) => Add(sum, part.Least));
}

/// <summary>OR, where its sides are more than single observations: one of them.</summary>
internal sealed record AnyNeed(BindingNeed[] Parts) : BindingNeed
{
    protected override long CountLeast() => Parts.Min(part => part.Least);
}

/// <summary>WITHIN: all in a window of that many seconds.</summary>
internal sealed record WithinNeed(BindingNeed Part, decimal Seconds) : BindingNeed
{
    protected override long CountLeast() => Part.Least;
}

/// <summary>REPEATS, where what is repeated is more than single observations.</summary>
internal sealed record RepeatNeed(BindingNeed Part, long Times) : BindingNeed
{
    protected override long CountLeast() => Multiply(Part.Least, Times);
}
