using System.Collections.Frozen;
using System.Collections.Immutable;
using Entente.Agreements.Decisions;
using Entente.Agreements.Documents;
using Entente.Stix;

namespace Entente.Agreements.Clauses;

/// <summary>
/// Less is released than there is: properties are removed, made less exact or replaced by tokens. What the object is
/// nothing without is never removed; then the object stays.
/// </summary>
/// <param name="Header">What every clause has.</param>
/// <param name="Rules">What becomes of which property.</param>
/// <param name="WithholdPersonalData">Whether data about persons stay, as far as type and property tell.</param>
/// <param name="WithholdVictims">Whether identities other than the parties' own stay: each could be a victim's.</param>
public sealed record MinimisationClause(
    ClauseHeader Header, ImmutableArray<MinimisationRule> Rules, bool WithholdPersonalData, bool WithholdVictims)
    : Clause(Header)
{
    private const string Contact = "contact_information";

    /// <summary>Types that are about a person by what they are.</summary>
    private static readonly FrozenSet<string> PersonalTypes = ["email-addr", "email-message", "user-account"];

    /// <summary>Values of <c>identity_class</c> that no single person has.</summary>
    private static readonly FrozenSet<string> Impersonal = ["class", "group", "organization", "system"];

    /// <summary>Texts that anything may stand in, so a token as well.</summary>
    private static readonly FrozenSet<string> FreeTexts =
        ["account_login", "aliases", Contact, "display_name", "name", "subject", "user_id"];

    /// <summary>What an object is known and bound by; other clauses speak about its creator and its markings.</summary>
    private static readonly FrozenSet<string> Untouchable =
    [
        "type", "id", "spec_version", "created", "modified", "revoked", "created_by_ref", "object_marking_refs",
        "granular_markings", "extensions", "defanged",
    ];

    /// <inheritdoc/>
    public override ClauseModes Modes => ClauseModes.Release;

    /// <inheritdoc/>
    public override Strength OwnNode => Strength.Prevented;

    /// <inheritdoc/>
    public override Strength Beyond => Strength.None;

    internal override IEnumerable<string> WatchedProperties =>
        Rules.Select(rule => rule.Property).Concat(WithholdPersonalData ? [Contact] : []);

    internal override bool WatchesContent => WithholdPersonalData;

    internal override void Decide(ReleaseFacts facts, ChannelTerms channel, DateTimeOffset now, Findings findings)
    {
        // A definition of the standard is fixed under its id.
        if (facts.StandardDefinition) return;
        if (facts.Properties is not { } present)
        {
            findings.Deny("properties-unknown", this, "nothing is known of the object's properties");
            return;
        }

        foreach (var rule in Rules.Where(rule => rule.IsAbout(facts.Type) && present.Contains(rule.Property)))
        {
            Apply(rule, facts, findings);
        }

        if (facts.IsParty) return;
        if (WithholdPersonalData) DecidePersonal(facts, present, findings);
        if (WithholdVictims && facts.Type == "identity")
        {
            findings.Deny("victim-identity", this, "an identity other than a party's own could be a victim's");
        }
    }

    internal override IEnumerable<Diagnostic> Check(AgreementDocument document)
    {
        for (var i = 0; i < Rules.Length; i++)
        {
            var rule = Rules[i];
            if (Rules.Take(i).Any(other => other.Meets(rule) && (other.Action, other.To) != (rule.Action, rule.To)))
            {
                yield return Fault(
                    "clauses-contradict", $"rules/{i}", $"two rules say different things about `{rule.Property}`");
            }

            if (WhyImpossible(rule) is { } why) yield return Fault("rule-impossible", $"rules/{i}", why);
        }
    }

    internal static MinimisationClause Read(ClauseHeader header, ParameterReader parameters)
    {
        var rules = ImmutableArray.CreateBuilder<MinimisationRule>();
        foreach (var item in parameters.Objects("rules"))
        {
            rules.Add(new MinimisationRule(
                item.Texts("types", text => StixId.IsTypeName(text)),
                item.Text("property"),
                item.Choice(
                    "action", ("keep", MinimisationAction.Keep), ("drop", MinimisationAction.Drop),
                    ("generalise", MinimisationAction.Generalise), ("tokenise", MinimisationAction.Tokenise)),
                item.OptionalText("to", text => text is "network" or "day" or "month" or "year")));
            item.Finish();
        }

        var personal = parameters.Choice("personalData", ("withhold", true), ("release", false));
        var victims = parameters.Choice("victimIdentity", ("withhold", true), ("release", false));
        parameters.Text("fail", text => text == "deny");
        return new MinimisationClause(header, rules.ToImmutable(), personal, victims);
    }

    internal static bool IsUntouchable(string property) => Untouchable.Contains(property);

    private void Apply(MinimisationRule rule, ReleaseFacts facts, Findings findings)
    {
        var name = rule.Property;
        switch (rule.Action)
        {
            case MinimisationAction.Keep:
                findings.Keep(name, this);
                break;
            case MinimisationAction.Generalise:
                findings.Transform(
                    "property-generalised", this, $"`{name}` is given to the {rule.To} only",
                    new TransformOp(TransformKind.GeneraliseProperty, name, rule.To ?? ""));
                break;
            case MinimisationAction.Tokenise:
                findings.Transform(
                    "property-tokenised", this, $"a token stands for `{name}`",
                    new TransformOp(TransformKind.TokeniseProperty, name));
                break;
            default:
                findings.Remove("property-minimised", name, facts.Type, this);
                break;
        }
    }

    private void DecidePersonal(ReleaseFacts facts, ImmutableArray<string> present, Findings findings)
    {
        var isPerson = PersonalTypes.Contains(facts.Type)
            || (facts.Type == "identity" && !Impersonal.Contains(facts.IdentityClass ?? ""));
        if (isPerson) findings.Deny("personal-data", this, $"objects of type `{facts.Type}` are about persons");
        if (present.Contains(Contact)) findings.Remove("property-minimised", Contact, facts.Type, this);
    }

    private static string? WhyImpossible(MinimisationRule rule)
    {
        var name = rule.Property;
        if (Untouchable.Contains(name)) return $"`{name}` is not for a rule: an object is known and bound by it";
        if ((rule.Action == MinimisationAction.Generalise) != (rule.To is not null))
        {
            return "`to` stands with `generalise`, and only there";
        }

        return (rule.Action, rule.To) switch
        {
            (MinimisationAction.Tokenise, _) when !FreeTexts.Contains(name)
                && !name.StartsWith("x_", StringComparison.Ordinal) => $"a token cannot stand for `{name}`",
            (MinimisationAction.Generalise, "network") when name != "value" || rule.Types.IsEmpty
                || rule.Types.Any(type => type is not ("ipv4-addr" or "ipv6-addr")) =>
                "only the `value` of an `ipv4-addr` or `ipv6-addr` has a network",
            (MinimisationAction.Generalise, _) when name is "valid_from" or "valid_until" =>
                $"`{name}` made less exact could make the interval empty",
            _ => null,
        };
    }
}
