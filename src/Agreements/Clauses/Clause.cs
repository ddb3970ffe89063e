using Entente.Agreements.Decisions;
using Entente.Agreements.Documents;
using Entente.Stix;

namespace Entente.Agreements.Clauses;

/// <summary>
/// One clause of an agreement. A clause can only restrict: whatever it finds adds a reason, and a release happens when
/// every clause that is required is there and none objects. So adding a clause never releases more.
/// </summary>
/// <param name="Header">What every clause has.</param>
public abstract record Clause(ClauseHeader Header)
{
    /// <summary>How far it is enforced on our own node.</summary>
    public abstract Strength OwnNode { get; }

    /// <summary>How far it is enforced on another nation's copy.</summary>
    public abstract Strength Beyond { get; }

    /// <summary>What is wrong with the clause in the light of the whole document.</summary>
    internal virtual IEnumerable<Diagnostic> Check(AgreementDocument document) => [];

    /// <summary>What the clause says about a release; it is asked only about releases that it applies to.</summary>
    internal virtual void Decide(ReleaseFacts facts, ChannelTerms channel, DateTimeOffset now, Findings findings)
    {
    }

    /// <summary>A diagnostic at the clause's place.</summary>
    protected Diagnostic Fault(string code, string parameter, string message, string? hint = null) => new(
        code, Severity.Error, $"{Header.Pointer}/parameters/{parameter}", 0, message, hint);
}
