namespace Entente.Stix.Building;

/// <summary>How far somebody agrees (<c>opinion-enum</c>, §10).</summary>
public enum Opinion
{
    /// <summary><c>strongly-disagree</c>: it is wrong.</summary>
    StronglyDisagree,

    /// <summary><c>disagree</c>: it is probably wrong.</summary>
    Disagree,

    /// <summary><c>neutral</c>: can be neither confirmed nor denied.</summary>
    Neutral,

    /// <summary><c>agree</c>: it is probably right.</summary>
    Agree,

    /// <summary><c>strongly-agree</c>: it is right.</summary>
    StronglyAgree,
}
