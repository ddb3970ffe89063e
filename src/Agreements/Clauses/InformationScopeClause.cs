using System.Collections.Immutable;
using Entente.Agreements.Decisions;
using Entente.Agreements.Documents;
using Entente.Stix;

namespace Entente.Agreements.Clauses;

/// <summary>Which kinds of information move, in which directions: an allow-list by type and by property.</summary>
/// <param name="Header">What every clause has.</param>
/// <param name="Types">STIX types, custom ones included.</param>
/// <param name="Extensions">Extension ids and custom properties; a trailing <c>*</c> stands for any ending.</param>
/// <param name="Directions">From whom to whom.</param>
/// <param name="HoldTypes">Types that move only after a releaser has approved.</param>
public sealed record InformationScopeClause(
    ClauseHeader Header,
    ImmutableArray<string> Types,
    ImmutableArray<string> Extensions,
    ImmutableArray<(string From, string To)> Directions,
    ImmutableArray<string> HoldTypes) : Clause(Header)
{
    /// <summary>From the least to the most severe.</summary>
    private static readonly ImmutableArray<string> Severities = ["low", "medium", "high", "critical"];

    /// <summary>Of the types named, the categories that may move; other types are not limited.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Categories { get; init; } =
        ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>The types of which only what is severe enough moves.</summary>
    public ImmutableArray<string> SeverityTypes { get; init; } = [];

    /// <summary>The least severity of those.</summary>
    public string? SeverityLeast { get; init; }

    /// <summary>Properties at the top level that never leave.</summary>
    public ImmutableArray<string> ExcludedProperties { get; init; } = [];

    /// <inheritdoc/>
    public override ClauseModes Modes => ClauseModes.Release;

    /// <inheritdoc/>
    public override Strength OwnNode => Strength.Prevented;

    /// <inheritdoc/>
    public override Strength Beyond => Strength.None;

    internal override IEnumerable<string> WatchedProperties => ExcludedProperties;

    internal override bool WatchesContent => !Categories.IsEmpty || !SeverityTypes.IsEmpty;

    internal override void Decide(ReleaseFacts facts, ChannelTerms channel, DateTimeOffset now, Findings findings)
    {
        if (!Directions.Contains((channel.Discloser, channel.Recipient)))
        {
            findings.Deny(
                "direction-not-allowed", this, $"nothing moves from `{channel.Discloser}` to `{channel.Recipient}`");
        }

        if (!Types.Contains(facts.Type))
        {
            findings.Deny("type-not-in-scope", this, $"objects of type `{facts.Type}` are not in scope");
        }
        else if (HoldTypes.Contains(facts.Type))
        {
            AskReleaser(facts, findings);
        }

        DecideContent(facts, findings);
        foreach (var extension in facts.Extensions)
        {
            if (Names(extension)) continue;
            if (extension.StartsWith("extension-definition--", StringComparison.Ordinal)
                || extension.EndsWith("-ext", StringComparison.Ordinal))
            {
                // An extension may change what the object means, so without it the object is another one.
                findings.Deny("extension-not-in-scope", this, $"extension `{extension}` is not in scope");
            }
            else
            {
                findings.Transform(
                    "property-not-in-scope", this, $"custom property `{extension}` is not in scope and is removed",
                    new TransformOp(TransformKind.RemoveProperty, extension));
            }
        }
    }

    internal override IEnumerable<Diagnostic> Check(AgreementDocument document)
    {
        var parties = document.Parties.Select(party => party.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var (from, to) in Directions)
        {
            if (!parties.Contains(from) || !parties.Contains(to))
            {
                yield return Fault("party-unknown", "directions", $"`{from}` to `{to}` names somebody who is no party");
            }
        }

        foreach (var type in HoldTypes.Except(Types))
        {
            yield return Fault("clauses-contradict", "holdTypes", $"`{type}` is held for approval but is not in scope");
        }

        foreach (var type in Categories.Keys.Concat(SeverityTypes).Except(Types))
        {
            yield return Fault("clauses-contradict", "types", $"`{type}` is limited but is not in scope");
        }

        foreach (var name in ExcludedProperties.Where(MinimisationClause.IsUntouchable))
        {
            yield return Fault(
                "rule-impossible", "excludedProperties", $"`{name}` stays: an object is known and bound by it");
        }
    }

    internal static InformationScopeClause Read(ClauseHeader header, ParameterReader parameters)
    {
        var types = parameters.Texts("types", text => StixId.IsTypeName(text));
        var extensions = parameters.Texts("extensions");
        var directions = ImmutableArray.CreateBuilder<(string, string)>();
        foreach (var direction in parameters.Objects("directions"))
        {
            directions.Add((direction.Text("from"), direction.Text("to")));
            direction.Finish();
        }

        var clause = new InformationScopeClause(
            header, types, extensions, directions.ToImmutable(), parameters.Texts("holdTypes"))
        {
            ExcludedProperties = parameters.OptionalTexts("excludedProperties") ?? [],
            Categories = ReadCategories(parameters),
        };
        if (parameters.OptionalObject("severity") is not { } severity) return clause;
        clause = clause with
        {
            SeverityTypes = severity.Texts("types", text => StixId.IsTypeName(text)),
            SeverityLeast = severity.Text("least", text => Severities.Contains(text)),
        };
        severity.Finish();
        return clause;
    }

    private static ImmutableSortedDictionary<string, ImmutableArray<string>> ReadCategories(ParameterReader parameters)
    {
        var categories =
            ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<string>>(StringComparer.Ordinal);
        foreach (var item in parameters.OptionalObjects("categories"))
        {
            var type = item.Text("type", text => StixId.IsTypeName(text));
            if (categories.ContainsKey(type)) item.Fault("clauses-contradict", "type", $"`{type}` is limited twice");
            categories[type] = item.Texts("values");
            item.Finish();
        }

        return categories.ToImmutable();
    }

    private void AskReleaser(ReleaseFacts facts, Findings findings)
    {
        switch (facts.Answer)
        {
            case ReleaserAnswer.Approved:
                break;
            case ReleaserAnswer.Refused:
                findings.Deny("approval-refused", this, "a releaser has refused it");
                break;
            default:
                findings.Hold(
                    "approval-needed", this, $"objects of type `{facts.Type}` wait for a releaser's approval");
                break;
        }
    }

    /// <summary>What is said of the object's content; what is not known of it denies.</summary>
    private void DecideContent(ReleaseFacts facts, Findings findings)
    {
        if (Categories.TryGetValue(facts.Type, out var allowed)
            && (facts.Categories.IsEmpty || facts.Categories.Except(allowed).Any()))
        {
            findings.Deny(
                "category-not-in-scope", this, $"its categories are not all among {string.Join(", ", allowed)}");
        }

        if (SeverityTypes.Contains(facts.Type)
            && Severities.IndexOf(facts.Severity ?? "") < Severities.IndexOf(SeverityLeast ?? ""))
        {
            findings.Deny("severity-not-in-scope", this, $"it is not known to be {SeverityLeast} or more");
        }

        if (ExcludedProperties.IsEmpty || facts.StandardDefinition) return;
        if (facts.Properties is not { } present)
        {
            findings.Deny("properties-unknown", this, "nothing is known of the object's properties");
            return;
        }

        foreach (var name in ExcludedProperties.Where(present.Contains).Distinct())
        {
            findings.Remove("property-excluded", name, facts.Type, this);
        }
    }

    private bool Names(string extension) => Extensions.Any(named => named.EndsWith('*')
        ? extension.StartsWith(named[..^1], StringComparison.Ordinal)
        : named == extension);
}
