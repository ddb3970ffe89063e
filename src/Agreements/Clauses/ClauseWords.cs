namespace Entente.Agreements.Clauses;

/// <summary>Modes and strengths as people read them.</summary>
public static class ClauseWords
{
    /// <summary>The modes, one word each: REL, RCV, TMR, REC.</summary>
    public static IEnumerable<string> Of(ClauseModes modes)
    {
        if (modes.HasFlag(ClauseModes.Release)) yield return "REL";
        if (modes.HasFlag(ClauseModes.Receipt)) yield return "RCV";
        if (modes.HasFlag(ClauseModes.Timer)) yield return "TMR";
        if (modes.HasFlag(ClauseModes.Record)) yield return "REC";
    }

    /// <summary>The strength: prevented, detected, attested, or a dash for nothing.</summary>
    public static string Of(Strength strength) => strength == Strength.None ? "-" : strength.ToString().ToLowerInvariant();
}
