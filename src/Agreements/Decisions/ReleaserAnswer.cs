namespace Entente.Agreements.Decisions;

/// <summary>
/// A releaser's answer about one object version and one recipient, where a clause asks for one. It releases nothing
/// that another clause denies.
/// </summary>
public enum ReleaserAnswer
{
    /// <summary>There is none, or it has expired.</summary>
    None,

    /// <summary>It may leave.</summary>
    Approved,

    /// <summary>It may not leave.</summary>
    Refused,
}
