namespace Entente.Stix.Building;

/// <summary>Kinds of identities (<c>identity-class-ov</c>, §10); others are allowed.</summary>
public static class IdentityClasses
{
    /// <summary>One person.</summary>
    public const string Individual = "individual";

    /// <summary>People who are no formal organization.</summary>
    public const string Group = "group";

    /// <summary>A computer system.</summary>
    public const string System = "system";

    /// <summary>A formal organization.</summary>
    public const string Organization = "organization";

    /// <summary>A class of entities, such as all hospitals.</summary>
    public const string Class = "class";

    /// <summary>Not known.</summary>
    public const string Unknown = "unknown";
}
