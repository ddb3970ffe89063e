namespace Entente.Stix.Building;

/// <summary>Why somebody attacks (<c>attack-motivation-ov</c>, §10); others are allowed.</summary>
public static class AttackMotivations
{
    /// <summary>No intent at all.</summary>
    public const string Accidental = "accidental";

    /// <summary>Was forced to.</summary>
    public const string Coercion = "coercion";

    /// <summary>Wants to be above others.</summary>
    public const string Dominance = "dominance";

    /// <summary>Acts out of belief.</summary>
    public const string Ideology = "ideology";

    /// <summary>Wants to be known.</summary>
    public const string Notoriety = "notoriety";

    /// <summary>Gain for an organization.</summary>
    public const string OrganizationalGain = "organizational-gain";

    /// <summary>Gain for oneself.</summary>
    public const string PersonalGain = "personal-gain";

    /// <summary>Curiosity, thrill or fun.</summary>
    public const string PersonalSatisfaction = "personal-satisfaction";

    /// <summary>Getting even.</summary>
    public const string Revenge = "revenge";

    /// <summary>No reason that can be seen.</summary>
    public const string Unpredictable = "unpredictable";
}
