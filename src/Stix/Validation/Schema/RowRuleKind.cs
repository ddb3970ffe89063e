namespace Entente.Stix.Validation.Schema;

/// <summary>The kinds of rules over several properties.</summary>
internal enum RowRuleKind
{
    /// <summary>At least one must be present.</summary>
    AtLeastOne,

    /// <summary>Exactly one must be present.</summary>
    ExactlyOne,

    /// <summary>They must not be present together.</summary>
    NotTogether,

    /// <summary>The second timestamp must not be before the first.</summary>
    NotBefore,

    /// <summary>The second timestamp must be after the first.</summary>
    After,

    /// <summary>If the first is present, the second must be.</summary>
    Needs,

    /// <summary>If the first flag has the value, the second must be absent.</summary>
    Forbids,

    /// <summary>If the first flag has the value, the second must be present.</summary>
    Demands,

    /// <summary>All should be present.</summary>
    Should,

    /// <summary>If the first is present, the others should be.</summary>
    ShouldNeed,
}
