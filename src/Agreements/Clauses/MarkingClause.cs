using System.Collections.Immutable;
using Entente.Agreements.Compilation;
using Entente.Agreements.Decisions;
using Entente.Agreements.Documents;
using Entente.Stix;

namespace Entente.Agreements.Clauses;

/// <summary>
/// Which markings an object needs and may have at most. A marking is an upper bound, never a permission: strictest per
/// scheme, every scheme must permit, no marking and unknown markings deny.
/// </summary>
/// <param name="Header">What every clause has.</param>
/// <param name="Schemes">The schemes that are understood here.</param>
/// <param name="Required">Schemes that every object must carry.</param>
/// <param name="TlpCeiling">The strictest TLP level that may leave.</param>
/// <param name="PapCeiling">The strictest PAP level that may leave.</param>
/// <param name="TlpFloor">The least handling that the recipient gives whatever it receives.</param>
/// <param name="CarryStatements">Whether statements (terms of use) travel with their objects; otherwise they deny.</param>
public sealed record MarkingClause(
    ClauseHeader Header,
    ImmutableArray<MarkingScheme> Schemes,
    ImmutableArray<MarkingScheme> Required,
    Tlp TlpCeiling,
    Pap PapCeiling,
    Tlp TlpFloor,
    bool CarryStatements) : Clause(Header)
{
    /// <inheritdoc/>
    public override ClauseModes Modes => ClauseModes.Release | ClauseModes.Receipt;

    /// <inheritdoc/>
    public override Strength OwnNode => Strength.Prevented;

    /// <inheritdoc/>
    public override Strength Beyond => Strength.Attested;

    internal override void Decide(ReleaseFacts facts, ChannelTerms channel, DateTimeOffset now, Findings findings)
    {
        foreach (var marking in facts.Markings) DecideOne(marking, findings);
        if (facts.StandardDefinition) return;
        DecideTlp(facts, channel, findings);
        DecidePap(facts, findings);
        IepRules.Decide(this, facts, channel, now, findings);
        var statementItself = facts.StatementDefinition && CarryStatements;
        if (facts.Markings.IsEmpty && !statementItself)
        {
            findings.Deny("unmarked", this, "the object carries no marking");
        }

        foreach (var scheme in Required)
        {
            if (!statementItself && !facts.Markings.Any(marking => marking.Scheme == scheme))
            {
                findings.Deny("marking-missing", this, $"the object carries no {scheme.ToString().ToUpperInvariant()} marking");
            }
        }
    }

    internal override IEnumerable<string> Duties(CompiledAgreement agreement, ChannelTerms channel) =>
        [$"handling:{KnownMarkings.LabelOf(TlpFloor)}"];

    internal override IEnumerable<Diagnostic> Check(AgreementDocument document)
    {
        if (!Schemes.Contains(MarkingScheme.Classification) || document.Of<ClassificationClause>().Any()) yield break;
        yield return Fault("clause-missing", "schemes", "no clause of type `classification` says what its levels mean");
    }

    internal static MarkingClause Read(ClauseHeader header, ParameterReader parameters)
    {
        var schemes = ReadSchemes(parameters, "schemes");
        var required = ReadSchemes(parameters, "required");
        var ceiling = parameters.Object("ceiling");
        var tlp = ReadLevel(ceiling, "tlp", known => known.Tlp) ?? Tlp.Clear;
        var pap = ReadLevel(ceiling, "pap", known => known.Pap) ?? Pap.Clear;
        ceiling.Finish();
        var floor = parameters.Object("floor");
        var least = ReadLevel(floor, "tlp", known => known.Tlp) ?? Tlp.Red;
        floor.Finish();
        parameters.Text("unmarkedDefault", text => text == "withhold");
        var carry = parameters.Choice("statements", ("refuse", false), ("carry", true));
        foreach (var scheme in required.Except(schemes))
        {
            parameters.Fault("clauses-contradict", "required", $"`{scheme}` is required but not accepted");
        }

        return new MarkingClause(header, schemes, required, tlp, pap, least, carry);
    }

    private void DecideOne(MarkingFact marking, Findings findings)
    {
        switch (marking.Kind)
        {
            case MarkingFactKind.Unknown:
                findings.Deny("marking-unknown", this, $"marking `{marking.Id}` is not known");
                break;
            case MarkingFactKind.Statement when !CarryStatements:
                findings.Deny("statement-refused", this, $"statement `{marking.Id}` cannot be honoured");
                break;
            case MarkingFactKind.Statement:
                findings.Oblige($"statement:{marking.Id}");
                break;
            case MarkingFactKind.Level when marking.Scheme is { } scheme && !Schemes.Contains(scheme):
                findings.Deny("scheme-not-accepted", this, $"{marking.Label} belongs to a scheme that is not accepted");
                break;
            default:
                break;
        }
    }

    private void DecideTlp(ReleaseFacts facts, ChannelTerms channel, Findings findings)
    {
        if (facts.Markings.Max(marking => marking.Tlp ?? marking.Iep?.Tlp) is not { } level) return;
        findings.Oblige($"handling:{KnownMarkings.LabelOf(level > TlpFloor ? level : TlpFloor)}");
        if (level > TlpCeiling)
        {
            findings.Deny(
                "above-ceiling", this,
                $"{KnownMarkings.LabelOf(level)} is above {KnownMarkings.LabelOf(TlpCeiling)}, the most that may leave");
        }

        var recipient = findings.Agreement.Find(channel.Recipient);
        var discloser = findings.Agreement.Find(channel.Discloser);
        if (level == Tlp.Red)
        {
            findings.Deny("no-named-recipients", this, "TLP:RED is for named persons and a channel between machines names none");
        }
        else if (level >= Tlp.Amber && recipient?.Organisation.IsEmpty != false)
        {
            findings.Deny("binding-missing", this, $"the organisation of `{channel.Recipient}` is not bound");
        }
        else if (level == Tlp.Green && discloser?.Community.Contains(channel.Recipient) != true)
        {
            findings.Deny("outside-community", this, $"`{channel.Recipient}` is not in the community of `{channel.Discloser}`");
        }
    }

    private void DecidePap(ReleaseFacts facts, Findings findings)
    {
        if (facts.Markings.Max(marking => marking.Pap) is not { } level) return;
        findings.Oblige($"actions:{KnownMarkings.LabelOf(level)}");
        if (level > PapCeiling)
        {
            findings.Deny(
                "above-ceiling", this,
                $"{KnownMarkings.LabelOf(level)} is above {KnownMarkings.LabelOf(PapCeiling)}, the most that may leave");
        }
    }

    private static ImmutableArray<MarkingScheme> ReadSchemes(ParameterReader parameters, string name) =>
        [.. parameters.Texts(name, text => text is "tlp" or "pap" or "iep" or "classification")
            .Select(text => text switch
            {
                "tlp" => MarkingScheme.Tlp,
                "pap" => MarkingScheme.Pap,
                "iep" => MarkingScheme.Iep,
                _ => MarkingScheme.Classification,
            })];

    private static T? ReadLevel<T>(ParameterReader reader, string name, Func<KnownMarking, T?> level)
        where T : struct
    {
        if (reader.OptionalText(name) is not { } label) return null;
        var isLabel = KnownMarkings.TryGetByLabel(label, out var known) && !known.IsLegacy;
        if (isLabel && level(known!) is { } value) return value;
        reader.Fault("parameter-value", name, $"`{label}` is not a level of `{name}`");
        return null;
    }
}
