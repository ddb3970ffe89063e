using System.Collections.Immutable;
using Entente.Agreements.Compilation;
using Entente.Agreements.Decisions;
using Entente.Agreements.Documents;
using Entente.Agreements.Timers;
using Entente.Stix;

namespace Entente.Agreements.Clauses;

/// <summary>
/// One clause of an agreement. A clause can only restrict: whatever it finds adds a reason, and a release happens when
/// every clause that is required is there and none objects. So adding a clause never releases more.
/// </summary>
/// <param name="Header">What every clause has.</param>
public abstract record Clause(ClauseHeader Header)
{
    /// <summary>Where it acts.</summary>
    public abstract ClauseModes Modes { get; }

    /// <summary>How far it is enforced on our own node.</summary>
    public abstract Strength OwnNode { get; }

    /// <summary>How far it is enforced on another nation's copy.</summary>
    public abstract Strength Beyond { get; }

    /// <summary>What has to be done in time under it, stage by stage.</summary>
    public virtual ImmutableArray<Obligation> Timers => [];

    /// <summary>
    /// Instants between which its answers stay the same, apart from whether the agreement is in force.
    /// </summary>
    internal virtual IEnumerable<DateTimeOffset> Boundaries => [];

    /// <summary>The properties at the top level that it speaks about by name.</summary>
    internal virtual IEnumerable<string> WatchedProperties => [];

    /// <summary>Whether it asks about values inside an object.</summary>
    internal virtual bool WatchesContent => false;

    /// <summary>What the recipient owes for everything that comes through a channel, one text each.</summary>
    internal virtual IEnumerable<string> Duties(CompiledAgreement agreement, ChannelTerms channel) => [];

    /// <summary>What is wrong with the clause in the light of the whole document.</summary>
    internal virtual IEnumerable<Diagnostic> Check(AgreementDocument document) => [];

    /// <summary>What the clause says about a release; it is asked only about releases that it applies to.</summary>
    internal virtual void Decide(ReleaseFacts facts, ChannelTerms channel, DateTimeOffset now, Findings findings)
    {
        foreach (var duty in Duties(findings.Agreement, channel)) findings.Oblige(duty);
    }

    /// <summary>A diagnostic at the clause's place.</summary>
    protected Diagnostic Fault(string code, string parameter, string message, string? hint = null) => new(
        code, Severity.Error, parameter.Length > 0 ? $"{Header.Pointer}/parameters/{parameter}" : Header.Pointer, 0,
        message, hint);
}
