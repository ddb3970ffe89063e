namespace Entente.Agreements.Clauses;

/// <summary>What kind of recipient a party is.</summary>
public enum RecipientClass
{
    /// <summary>A government authority.</summary>
    Government,

    /// <summary>Armed forces or a ministry of defence.</summary>
    Military,

    /// <summary>An organisation of states.</summary>
    InternationalOrganisation,

    /// <summary>A company that works for a party.</summary>
    Contractor,
}
