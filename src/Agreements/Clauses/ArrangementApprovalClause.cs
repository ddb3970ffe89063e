using System.Collections.Immutable;
using Entente.Agreements.Decisions;
using Entente.Agreements.Documents;
using Entente.Stix;

namespace Entente.Agreements.Clauses;

/// <summary>
/// Who decides that something moves: a committee of national sections. Without its decision, by enough sections and by
/// two persons in each, nothing moves; nor after the decision has expired, nor what it does not name.
/// </summary>
/// <param name="Header">What every clause has.</param>
/// <param name="Sections">The sections and the party of each.</param>
/// <param name="Quorum">How many sections approve at least.</param>
/// <param name="Decision">What the committee has decided; null as long as it has not.</param>
/// <param name="Items">The items or projects approved; null for no limit, none for nothing.</param>
/// <param name="Expires">The first instant at which the decision no longer holds; null for no end of its own.</param>
public sealed record ArrangementApprovalClause(
    ClauseHeader Header,
    ImmutableArray<(string Name, string Party)> Sections,
    int Quorum,
    CommitteeDecision? Decision,
    ImmutableArray<string>? Items,
    DateTimeOffset? Expires) : Clause(Header)
{
    private const int SectionsMax = 64;

    /// <summary>How many persons approve in a section: four eyes.</summary>
    private const int PersonsMin = 2;

    /// <inheritdoc/>
    public override ClauseModes Modes => ClauseModes.Release;

    /// <inheritdoc/>
    public override Strength OwnNode => Strength.Prevented;

    /// <inheritdoc/>
    public override Strength Beyond => Strength.None;

    internal override IEnumerable<DateTimeOffset> Boundaries =>
        new[] { Decision?.Date, Expires }.OfType<DateTimeOffset>();

    internal override bool WatchesContent => Items is not null;

    internal override void Decide(ReleaseFacts facts, ChannelTerms channel, DateTimeOffset now, Findings findings)
    {
        if (Decision is null || now < Decision.Date)
        {
            findings.Deny("arrangement-not-approved", this, "the committee has not decided");
        }
        else if (Approving(Decision) < Quorum)
        {
            findings.Deny(
                "arrangement-not-approved", this,
                $"`{Decision.Reference}` has {Approving(Decision)} sections' approval of {Quorum}, two persons each");
        }

        if (now >= Expires) findings.Deny("approval-expired", this, $"the committee's decision held until {Expires:O}");

        // What the standard defines and who takes part is no item.
        if (Items is not { } items || facts.StandardDefinition || facts.IsParty) return;
        if (!facts.Projects.Any(items.Contains))
        {
            findings.Deny("item-not-approved", this, "the object belongs to no project that was approved");
        }
    }

    /// <summary>Whether the decision stands at an instant; if not, the code that says why.</summary>
    internal string? WhyNotAt(DateTimeOffset now)
    {
        if (Decision is null || now < Decision.Date || Approving(Decision) < Quorum) return "arrangement-not-approved";
        return now >= Expires ? "approval-expired" : null;
    }

    internal override IEnumerable<Diagnostic> Check(AgreementDocument document)
    {
        foreach (var (name, party) in Sections.Where(section => !document.HasParty(section.Party)))
        {
            yield return Fault(
                "party-unknown", "sections", $"section `{name}` belongs to `{party}`, which is no party");
        }

        if (Quorum > Sections.DistinctBy(section => section.Name).Count())
        {
            yield return Fault("quorum-impossible", "quorum", $"there are fewer than {Quorum} sections");
        }

        foreach (var (section, _) in Decision?.Approvals ?? [])
        {
            if (Sections.Any(listed => listed.Name == section)) continue;
            yield return Fault("section-unknown", "decision", $"`{section}` is no section");
        }

        if (Expires <= Decision?.Date)
        {
            yield return Fault("validity-empty", "expires", "it expires before it was decided");
        }
    }

    internal static ArrangementApprovalClause Read(ClauseHeader header, ParameterReader parameters)
    {
        var sections = ImmutableArray.CreateBuilder<(string, string)>();
        foreach (var section in parameters.Objects("sections"))
        {
            sections.Add((section.Text("name"), section.Text("party")));
            section.Finish();
        }

        var quorum = parameters.Number("quorum", 1, SectionsMax);
        var decision = parameters.OptionalObject("decision") is { } decided ? ReadDecision(decided) : null;
        return new ArrangementApprovalClause(
            header, sections.ToImmutable(), quorum, decision, parameters.OptionalTexts("items"),
            parameters.OptionalInstant("expires"));
    }

    private static CommitteeDecision ReadDecision(ParameterReader decided)
    {
        var reference = decided.Text("ref");
        var date = decided.Instant("date");
        var approvals = ImmutableArray.CreateBuilder<(string, ImmutableArray<string>)>();
        foreach (var approval in decided.Objects("approvals"))
        {
            approvals.Add((approval.Text("section"), approval.Texts("persons")));
            approval.Finish();
        }

        decided.Finish();
        return new CommitteeDecision(reference, date, approvals.ToImmutable());
    }

    private int Approving(CommitteeDecision decision) => Sections.Select(section => section.Name).Distinct()
        .Count(name => decision.Approvals.Where(approval => approval.Section == name)
            .SelectMany(approval => approval.Persons).Distinct().Count() >= PersonsMin);
}
