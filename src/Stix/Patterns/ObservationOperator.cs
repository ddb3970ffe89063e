namespace Entente.Stix.Patterns;

/// <summary>How observation expressions are joined (STIX 2.1 §9.5.2); the first binds tightest.</summary>
public enum ObservationOperator
{
    /// <summary>Both, on different observations.</summary>
    And,

    /// <summary>One or the other.</summary>
    Or,

    /// <summary>Both, on different observations, the right one not before the left one.</summary>
    FollowedBy,
}
