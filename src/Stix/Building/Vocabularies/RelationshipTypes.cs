namespace Entente.Stix.Building;

/// <summary>The relations that the standard names (appendix B); others are allowed.</summary>
public static class RelationshipTypes
{
    /// <summary>Source analysed target.</summary>
    public const string AnalysisOf = "analysis-of";

    /// <summary>Target is behind source.</summary>
    public const string AttributedTo = "attributed-to";

    /// <summary>Target wrote source.</summary>
    public const string AuthoredBy = "authored-by";

    /// <summary>Source was made from target.</summary>
    public const string BasedOn = "based-on";

    /// <summary>Source calls target.</summary>
    public const string BeaconsTo = "beacons-to";

    /// <summary>Source is part of target.</summary>
    public const string BelongsTo = "belongs-to";

    /// <summary>Source describes target.</summary>
    public const string Characterizes = "characterizes";

    /// <summary>Source talks to target.</summary>
    public const string CommunicatesWith = "communicates-with";

    /// <summary>Source breaks into target.</summary>
    public const string Compromises = "compromises";

    /// <summary>Target is a part of source.</summary>
    public const string ConsistsOf = "consists-of";

    /// <summary>Source commands target.</summary>
    public const string Controls = "controls";

    /// <summary>Source brings target.</summary>
    public const string Delivers = "delivers";

    /// <summary>Source was made by changing target.</summary>
    public const string DerivedFrom = "derived-from";

    /// <summary>Source fetches target.</summary>
    public const string Downloads = "downloads";

    /// <summary>Source unpacks target.</summary>
    public const string Drops = "drops";

    /// <summary>Source says the same as target.</summary>
    public const string DuplicateOf = "duplicate-of";

    /// <summary>Source analysed target while it ran.</summary>
    public const string DynamicAnalysisOf = "dynamic-analysis-of";

    /// <summary>Source sends what it stole to target.</summary>
    public const string ExfiltratesTo = "exfiltrates-to";

    /// <summary>Source makes use of target.</summary>
    public const string Exploits = "exploits";

    /// <summary>Source has the weakness target.</summary>
    public const string Has = "has";

    /// <summary>Source has target on it.</summary>
    public const string Hosts = "hosts";

    /// <summary>Source pretends to be target.</summary>
    public const string Impersonates = "impersonates";

    /// <summary>Source finds target.</summary>
    public const string Indicates = "indicates";

    /// <summary>Source looks into target.</summary>
    public const string Investigates = "investigates";

    /// <summary>Source is in target.</summary>
    public const string LocatedAt = "located-at";

    /// <summary>Source lessens target.</summary>
    public const string Mitigates = "mitigates";

    /// <summary>Source comes from target.</summary>
    public const string OriginatesFrom = "originates-from";

    /// <summary>Source possesses target.</summary>
    public const string Owns = "owns";

    /// <summary>Any other relation.</summary>
    public const string RelatedTo = "related-to";

    /// <summary>Source repairs what target did.</summary>
    public const string Remediates = "remediates";

    /// <summary>Source leads to the address or name target.</summary>
    public const string ResolvesTo = "resolves-to";

    /// <summary>Source analysed target without running it.</summary>
    public const string StaticAnalysisOf = "static-analysis-of";

    /// <summary>Source aims at target.</summary>
    public const string Targets = "targets";

    /// <summary>Source makes use of target.</summary>
    public const string Uses = "uses";

    /// <summary>Source is a variant of target.</summary>
    public const string VariantOf = "variant-of";
}
