namespace Entente.Agreements.Decisions;

/// <summary>A classification as an object carries it.</summary>
/// <param name="Scheme">Whose levels they are: the policy's identifier.</param>
/// <param name="Level">The level in it.</param>
public sealed record ClassificationLabel(string Scheme, string Level)
{
    /// <summary>Scheme and level as people read them.</summary>
    public override string ToString() => $"{Scheme}:{Level}";
}
