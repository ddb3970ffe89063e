namespace Entente.Agreements.Clauses;

/// <summary>What a compromise suspends by itself.</summary>
public enum SuspensionScope
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>What goes to the party that lost something.</summary>
    Channel,

    /// <summary>The whole agreement.</summary>
    Agreement,
}
