namespace Entente.Stix.Building;

/// <summary>Sectors of industry and of the state (<c>industry-sector-ov</c>, §10); others are allowed.</summary>
public static class IndustrySectors
{
    /// <summary>Agriculture.</summary>
    public const string Agriculture = "agriculture";

    /// <summary>Aerospace.</summary>
    public const string Aerospace = "aerospace";

    /// <summary>Automotive.</summary>
    public const string Automotive = "automotive";

    /// <summary>Chemical.</summary>
    public const string Chemical = "chemical";

    /// <summary>Commercial.</summary>
    public const string Commercial = "commercial";

    /// <summary>Communications.</summary>
    public const string Communications = "communications";

    /// <summary>Construction.</summary>
    public const string Construction = "construction";

    /// <summary>Defense.</summary>
    public const string Defense = "defense";

    /// <summary>Education.</summary>
    public const string Education = "education";

    /// <summary>Energy.</summary>
    public const string Energy = "energy";

    /// <summary>Engineering.</summary>
    public const string Engineering = "engineering";

    /// <summary>Entertainment.</summary>
    public const string Entertainment = "entertainment";

    /// <summary>Banks, insurers and other financial services.</summary>
    public const string FinancialServices = "financial-services";

    /// <summary>Government, at any level.</summary>
    public const string Government = "government";

    /// <summary>Emergency services.</summary>
    public const string EmergencyServices = "emergency-services";

    /// <summary>Local government.</summary>
    public const string GovernmentLocal = "government-local";

    /// <summary>National government.</summary>
    public const string GovernmentNational = "government-national";

    /// <summary>Public services of government.</summary>
    public const string GovernmentPublicServices = "government-public-services";

    /// <summary>Regional government.</summary>
    public const string GovernmentRegional = "government-regional";

    /// <summary>Healthcare.</summary>
    public const string Healthcare = "healthcare";

    /// <summary>Hospitality and leisure.</summary>
    public const string HospitalityLeisure = "hospitality-leisure";

    /// <summary>Infrastructure.</summary>
    public const string Infrastructure = "infrastructure";

    /// <summary>Dams.</summary>
    public const string Dams = "dams";

    /// <summary>Nuclear.</summary>
    public const string Nuclear = "nuclear";

    /// <summary>Water.</summary>
    public const string Water = "water";

    /// <summary>Insurance.</summary>
    public const string Insurance = "insurance";

    /// <summary>Manufacturing.</summary>
    public const string Manufacturing = "manufacturing";

    /// <summary>Mining.</summary>
    public const string Mining = "mining";

    /// <summary>Non-profit.</summary>
    public const string NonProfit = "non-profit";

    /// <summary>Pharmaceuticals.</summary>
    public const string Pharmaceuticals = "pharmaceuticals";

    /// <summary>Retail.</summary>
    public const string Retail = "retail";

    /// <summary>Technology.</summary>
    public const string Technology = "technology";

    /// <summary>Telecommunications.</summary>
    public const string Telecommunications = "telecommunications";

    /// <summary>Transportation.</summary>
    public const string Transportation = "transportation";

    /// <summary>Utilities.</summary>
    public const string Utilities = "utilities";
}
