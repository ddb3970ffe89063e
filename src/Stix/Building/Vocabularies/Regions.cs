namespace Entente.Stix.Building;

/// <summary>Parts of the world, after the United Nations (<c>region-ov</c>, §10); others are allowed.</summary>
public static class Regions
{
    /// <summary>Africa.</summary>
    public const string Africa = "africa";

    /// <summary>Eastern Africa.</summary>
    public const string EasternAfrica = "eastern-africa";

    /// <summary>Middle Africa.</summary>
    public const string MiddleAfrica = "middle-africa";

    /// <summary>Northern Africa.</summary>
    public const string NorthernAfrica = "northern-africa";

    /// <summary>Southern Africa.</summary>
    public const string SouthernAfrica = "southern-africa";

    /// <summary>Western Africa.</summary>
    public const string WesternAfrica = "western-africa";

    /// <summary>The Americas.</summary>
    public const string Americas = "americas";

    /// <summary>Latin America and the Caribbean.</summary>
    public const string LatinAmericaCaribbean = "latin-america-caribbean";

    /// <summary>South America.</summary>
    public const string SouthAmerica = "south-america";

    /// <summary>The Caribbean.</summary>
    public const string Caribbean = "caribbean";

    /// <summary>Central America.</summary>
    public const string CentralAmerica = "central-america";

    /// <summary>Northern America.</summary>
    public const string NorthernAmerica = "northern-america";

    /// <summary>Asia.</summary>
    public const string Asia = "asia";

    /// <summary>Central Asia.</summary>
    public const string CentralAsia = "central-asia";

    /// <summary>Eastern Asia.</summary>
    public const string EasternAsia = "eastern-asia";

    /// <summary>Southern Asia.</summary>
    public const string SouthernAsia = "southern-asia";

    /// <summary>South-eastern Asia.</summary>
    public const string SouthEasternAsia = "south-eastern-asia";

    /// <summary>Western Asia.</summary>
    public const string WesternAsia = "western-asia";

    /// <summary>Europe.</summary>
    public const string Europe = "europe";

    /// <summary>Eastern Europe.</summary>
    public const string EasternEurope = "eastern-europe";

    /// <summary>Northern Europe.</summary>
    public const string NorthernEurope = "northern-europe";

    /// <summary>Southern Europe.</summary>
    public const string SouthernEurope = "southern-europe";

    /// <summary>Western Europe.</summary>
    public const string WesternEurope = "western-europe";

    /// <summary>Oceania.</summary>
    public const string Oceania = "oceania";

    /// <summary>Australia and New Zealand.</summary>
    public const string AustraliaNewZealand = "australia-new-zealand";

    /// <summary>Melanesia.</summary>
    public const string Melanesia = "melanesia";

    /// <summary>Micronesia.</summary>
    public const string Micronesia = "micronesia";

    /// <summary>Polynesia.</summary>
    public const string Polynesia = "polynesia";

    /// <summary>Antarctica.</summary>
    public const string Antarctica = "antarctica";
}
