using Entente.Agreements.Decisions;
using Entente.Agreements.Documents;

namespace Entente.Agreements.Clauses;

/// <summary>
/// What the recipient's own gate does with what it received here: nothing goes further without the originator's consent.
/// On our node it is prevented; what another nation does with its copy, it says itself.
/// </summary>
/// <param name="Header">What every clause has.</param>
/// <param name="HopLimit">How many further steps a consent can allow.</param>
public sealed record OnwardReleaseClause(ClauseHeader Header, int HopLimit) : Clause(Header)
{
    private const int HopsMax = 16;

    /// <inheritdoc/>
    public override Strength OwnNode => Strength.Prevented;

    /// <inheritdoc/>
    public override Strength Beyond => Strength.Attested;

    internal override void Decide(ReleaseFacts facts, ChannelTerms channel, DateTimeOffset now, Findings findings) =>
        findings.Oblige("onward:deny");

    internal static OnwardReleaseClause Read(ClauseHeader header, ParameterReader parameters)
    {
        parameters.Text("default", text => text == "deny");
        parameters.Text("consent", text => text == "originator");
        parameters.Text("form", text => text == "signedToken");
        return new OnwardReleaseClause(header, parameters.Number("hopLimit", 0, HopsMax));
    }
}
