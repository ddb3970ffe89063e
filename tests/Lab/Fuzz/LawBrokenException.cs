namespace Entente.Lab.Fuzz;

/// <summary>A target did what it must never do.</summary>
internal sealed class LawBrokenException(string law) : Exception(law)
{
    public static void Unless(bool holds, string law)
    {
        if (!holds) throw new LawBrokenException(law);
    }
}
