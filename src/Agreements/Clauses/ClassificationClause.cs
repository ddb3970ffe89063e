using System.Collections.Immutable;
using Entente.Agreements.Decisions;
using Entente.Agreements.Documents;
using Entente.Stix;

namespace Entente.Agreements.Clauses;

/// <summary>
/// Which national classification levels correspond, and the highest that may move. A level without an equivalent
/// denies.
/// </summary>
/// <param name="Header">What every clause has.</param>
/// <param name="Scheme">The common scheme of this agreement.</param>
/// <param name="Levels">Its levels, from loose to strict.</param>
/// <param name="National">The parties' schemes.</param>
/// <param name="Ceiling">The highest common level that may leave.</param>
/// <param name="DualMark">Whether the recipient puts its own equivalent level beside the originator's.</param>
public sealed record ClassificationClause(
    ClauseHeader Header,
    string Scheme,
    ImmutableArray<string> Levels,
    ImmutableArray<NationalScheme> National,
    string Ceiling,
    bool DualMark) : Clause(Header)
{
    /// <inheritdoc/>
    public override ClauseModes Modes => ClauseModes.Release | ClauseModes.Receipt;

    /// <inheritdoc/>
    /// <remarks>The ceiling is kept at the gate; nothing puts the second label on what is received.</remarks>
    public override Strength OwnNode => DualMark ? Strength.Attested : Strength.Prevented;

    /// <inheritdoc/>
    public override Strength Beyond => Strength.Attested;

    /// <summary>The common level of a label; null when it has none.</summary>
    public string? CommonOf(ClassificationLabel label)
    {
        ArgumentNullException.ThrowIfNull(label);
        if (label.Scheme == Scheme) return Levels.Contains(label.Level) ? label.Level : null;
        return National.FirstOrDefault(scheme => scheme.Scheme == label.Scheme)
            ?.Equivalents.GetValueOrDefault(label.Level);
    }

    internal override void Decide(ReleaseFacts facts, ChannelTerms channel, DateTimeOffset now, Findings findings)
    {
        var highest = -1;
        foreach (var marking in facts.Markings)
        {
            if (marking.Classification is not { } label) continue;
            if (CommonOf(label) is { } common) highest = Math.Max(highest, Levels.IndexOf(common));
            else findings.Deny("classification-unmapped", this, $"{label} has no equivalent here");
        }

        if (highest < 0) return;
        if (highest > Levels.IndexOf(Ceiling))
        {
            findings.Deny("above-ceiling", this, $"{Levels[highest]} is above {Ceiling}, the most that may leave");
        }

        findings.Oblige($"classification:{Scheme}:{Levels[highest]}");
        if (DualMark) DecideDualMark(Levels[highest], channel, findings);
    }

    internal override IEnumerable<Diagnostic> Check(AgreementDocument document)
    {
        if (!Levels.Contains(Ceiling))
        {
            yield return Fault("level-unknown", "ceiling", $"`{Ceiling}` is not one of `levels`");
        }
        foreach (var twice in Levels.GroupBy(level => level).Where(group => group.Count() > 1))
        {
            yield return Fault("clauses-contradict", "levels", $"`{twice.Key}` stands in two places of the order");
        }

        if (National.Select(scheme => scheme.Scheme).Append(Scheme).Distinct().Count() <= National.Length)
        {
            yield return Fault("clauses-contradict", "equivalence", "two schemes have one name");
        }

        foreach (var scheme in National)
        {
            foreach (var fault in CheckScheme(scheme, document)) yield return fault;
        }

        if (!DualMark) yield break;
        foreach (var party in document.Parties.Where(party => National.All(scheme => scheme.Party != party.Id)))
        {
            yield return Fault("level-unmapped", "dualMark", $"`{party.Id}` has no scheme to mark with");
        }
    }

    internal static ClassificationClause Read(ClauseHeader header, ParameterReader parameters)
    {
        var scheme = parameters.Text("scheme");
        var levels = parameters.Texts("levels");
        if (levels.IsEmpty) parameters.Fault("parameter-value", "levels", "there is no level");
        var national = ImmutableArray.CreateBuilder<NationalScheme>();
        foreach (var item in parameters.Objects("equivalence"))
        {
            national.Add(new NationalScheme(
                item.Text("scheme"), item.Text("party"), item.Texts("levels"), item.Map("equals")));
            item.Finish();
        }

        var ceiling = parameters.Text("ceiling");
        parameters.Text("unmapped", text => text == "deny");
        return new ClassificationClause(
            header, scheme, levels, national.ToImmutable(), ceiling, parameters.Flag("dualMark"));
    }

    private void DecideDualMark(string common, ChannelTerms channel, Findings findings)
    {
        var own = National.FirstOrDefault(scheme => scheme.Party == channel.Recipient);
        if (own?.Levels.FirstOrDefault(level => own.Equivalents.GetValueOrDefault(level) == common) is { } level)
        {
            findings.Oblige($"dual-mark:{own.Scheme}:{level}");
        }
        else
        {
            findings.Deny(
                "classification-unmapped", this, $"`{channel.Recipient}` has no level of its own for {common}");
        }
    }

    private IEnumerable<Diagnostic> CheckScheme(NationalScheme scheme, AgreementDocument document)
    {
        if (!document.HasParty(scheme.Party))
        {
            yield return Fault("party-unknown", "equivalence", $"`{scheme.Party}` is no party");
        }

        foreach (var level in scheme.Levels.Where(level => !scheme.Equivalents.ContainsKey(level)))
        {
            yield return Fault("level-unmapped", "equivalence", $"`{level}` of `{scheme.Scheme}` has no equivalent");
        }

        foreach (var (level, common) in scheme.Equivalents)
        {
            if (scheme.Levels.Contains(level) && Levels.Contains(common)) continue;
            yield return Fault(
                "level-unknown", "equivalence", $"`{level}` = `{common}` of `{scheme.Scheme}` names no level");
        }
    }
}
