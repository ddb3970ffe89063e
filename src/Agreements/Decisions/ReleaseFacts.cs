using System.Collections.Immutable;

namespace Entente.Agreements.Decisions;

/// <summary>
/// What a decision needs to know about an object, and nothing else: its release class. Objects with equal facts are
/// decided alike, so a million objects cost as many decisions as there are classes.
/// </summary>
public sealed record ReleaseFacts
{
    /// <summary>The STIX type.</summary>
    public required string Type { get; init; }

    /// <summary>live or exercise.</summary>
    public required string Realm { get; init; }

    /// <summary>Extension ids and the names of custom properties, sorted.</summary>
    public ImmutableArray<string> Extensions { get; init; } = [];

    /// <summary>The markings of the object as a whole, assumed ones included, sorted by id.</summary>
    public ImmutableArray<MarkingFact> Markings { get; init; } = [];

    /// <summary>The identity that created it; null when it names none.</summary>
    public string? CreatorId { get; init; }

    /// <summary>The party that gave it to us; null when it is our own.</summary>
    public string? OriginParty { get; init; }

    /// <summary>The agreement under which we received it; null when it is our own.</summary>
    public string? OriginAgreementId { get; init; }

    /// <summary>Whether it is a standard marking definition, which is public.</summary>
    public bool StandardDefinition { get; init; }

    /// <summary>Whether it is the definition of a statement, which travels where statements do.</summary>
    public bool StatementDefinition { get; init; }

    /// <summary>Whether it is the identity of a party to the agreement.</summary>
    public bool IsParty { get; init; }

    /// <summary>Whether it names documents outside.</summary>
    public bool HasExternalReferences { get; init; }

    /// <summary>
    /// Which of the properties that the agreement's clauses speak about it has, sorted; null when nobody looked.
    /// </summary>
    public ImmutableArray<string>? Properties { get; init; }

    /// <summary>The items or projects that it belongs to, sorted.</summary>
    public ImmutableArray<string> Projects { get; init; } = [];

    /// <summary>Its open-vocabulary categories, such as <c>indicator_types</c>, sorted.</summary>
    public ImmutableArray<string> Categories { get; init; } = [];

    /// <summary>Its severity: low, medium, high, critical; null when it says none.</summary>
    public string? Severity { get; init; }

    /// <summary>Of an identity, its <c>identity_class</c>.</summary>
    public string? IdentityClass { get; init; }

    /// <summary>What its originator has consented to: <c>derive</c>, <c>downgrade</c>, <c>declassify</c>.</summary>
    public ImmutableArray<string> Consents { get; init; } = [];

    /// <summary>Whether its markings are not its originator's; null when nobody knows.</summary>
    public bool? Remarked { get; init; }

    /// <summary>What a releaser of the discloser answered about this version for this recipient.</summary>
    public ReleaserAnswer Answer { get; init; }

    /// <summary>The facts as one text: the key of the class.</summary>
    public string ClassKey() => string.Join(
        '\n', Type, Realm, string.Join(' ', Extensions),
        string.Join(' ', Markings.Select(marking =>
            $"{marking.Id}={marking.Kind}:{marking.AgreementId}{marking.Classification}{marking.Iep}")),
        CreatorId, OriginParty, OriginAgreementId, StandardDefinition, StatementDefinition, IsParty,
        HasExternalReferences, Properties is { } names ? string.Join(' ', names) : "?", string.Join('\t', Projects),
        string.Join('\t', Categories), Severity, IdentityClass, string.Join(' ', Consents), Remarked, Answer);
}
