using System.Collections.Immutable;
using Entente.Agreements.Clauses;
using Entente.Agreements.Compilation;
using Entente.Agreements.Decisions;
using Entente.Agreements.Facts;
using Entente.Agreements.Redaction;
using Entente.Cli.Output;
using Entente.Stix;

namespace Entente.Cli.Agreements;

/// <summary>
/// Decides about example objects as a node would that has just taken them in: all together, as our own, with nothing
/// released before.
/// </summary>
internal sealed class Trial
{
    private readonly AgreementSet _agreements;
    private readonly CompiledAgreement _agreement;
    private readonly ChannelTerms _channel;
    private readonly Party _discloser;
    private readonly DateTimeOffset _now;

    public Trial(
        AgreementSet agreements, CompiledAgreement agreement, string? from, string to, DateTimeOffset now)
    {
        var parties = agreement.Document.Parties;
        if (agreement.Find(to) is null) throw Stranger(to);
        from ??= parties.Where(party => party.Id != to).ToList() is [var other]
            ? other.Id
            : throw new Failure("discloser-unknown", "it has more than two parties", "give `--from PARTY`");
        _discloser = agreement.Find(from) ?? throw Stranger(from);
        _agreements = agreements;
        _agreement = agreement;
        _now = now;
        _channel = new ChannelTerms(agreement.Document.Id, from, to, agreement.Document.Realm)
        {
            Security = ChannelSecurity.OfNode,
        };

        Failure Stranger(string party)
        {
            var known = string.Join(", ", parties.Select(other => other.Id));
            return new Failure("party-unknown", $"`{party}` is no party", $"parties are {known}");
        }
    }

    /// <summary>permit, transform, hold or deny.</summary>
    public static string OutcomeOf(RedactedObject item) => item.Outcome switch
    {
        RedactionOutcome.PassThrough => "permit",
        RedactionOutcome.Derivative => "transform",
        _ => item.Verdict.Outcome == Outcome.Hold ? "hold" : "deny",
    };

    public IReadOnlyList<RedactedObject> Run(IReadOnlyList<StixObject> objects)
    {
        var origin = new ObjectOrigin(_channel.Realm, null, null, null);
        var definitions = objects.Where(item => item.Kind == ObjectKind.MarkingDefinition)
            .ToLookup(item => item.Id, StringComparer.Ordinal);
        var inputs = objects.Select(item => RedactionInput.Judge(
            item, ObjectFacts.Of(item, origin, _agreement, MarkingOf), MarkingOf,
            facts => DecisionEngine.Decide(facts, _channel, _agreements, _now))).ToImmutableArray();
        var context = new RedactionContext(
            new DerivativeIds(new byte[32], _channel.Recipient), _discloser.Identity, _agreement.MarkingId,
            StixTimestamp.FromInstant(_now), _ => new ReferenceState(ReferenceStatus.Unreleasable));
        return GraphRedactor.Redact(inputs, context);

        MarkingFact MarkingOf(string id)
        {
            var known = ObjectFacts.MarkingById(id, _agreements);
            return known.Kind == MarkingFactKind.Unknown && definitions[id].FirstOrDefault() is { } definition
                ? ObjectFacts.MarkingByDefinition(definition)
                : known;
        }
    }
}
