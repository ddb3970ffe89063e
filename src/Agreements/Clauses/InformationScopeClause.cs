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
    /// <inheritdoc/>
    public override Strength OwnNode => Strength.Prevented;

    /// <inheritdoc/>
    public override Strength Beyond => Strength.None;

    internal override void Decide(ReleaseFacts facts, ChannelTerms channel, DateTimeOffset now, Findings findings)
    {
        if (!Directions.Contains((channel.Discloser, channel.Recipient)))
        {
            findings.Deny("direction-not-allowed", this, $"nothing moves from `{channel.Discloser}` to `{channel.Recipient}`");
        }

        if (!Types.Contains(facts.Type))
        {
            findings.Deny("type-not-in-scope", this, $"objects of type `{facts.Type}` are not in scope");
        }
        else if (HoldTypes.Contains(facts.Type))
        {
            findings.Hold("approval-needed", this, $"objects of type `{facts.Type}` wait for a releaser's approval");
        }

        foreach (var extension in facts.Extensions)
        {
            if (Names(extension)) continue;
            if (extension.StartsWith("extension-definition--", StringComparison.Ordinal) || extension.EndsWith("-ext", StringComparison.Ordinal))
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

        return new InformationScopeClause(
            header, types, extensions, directions.ToImmutable(), parameters.Texts("holdTypes"));
    }

    private bool Names(string extension) => Extensions.Any(named => named.EndsWith('*')
        ? extension.StartsWith(named[..^1], StringComparison.Ordinal)
        : named == extension);
}
