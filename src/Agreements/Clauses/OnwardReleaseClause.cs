using System.Collections.Immutable;
using Entente.Agreements.Compilation;
using Entente.Agreements.Decisions;
using Entente.Agreements.Documents;
using NodaTime;

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
    public override ClauseModes Modes => ClauseModes.Receipt | ClauseModes.Timer;

    /// <inheritdoc/>
    public override Strength OwnNode => Strength.Prevented;

    /// <inheritdoc/>
    public override Strength Beyond => Strength.Attested;

    /// <summary>What a consent has to name: <c>object</c>, <c>set</c>, <c>recipient</c>, <c>purpose</c>.</summary>
    public ImmutableArray<string> Scope { get; init; } = [];

    /// <summary>Whether a consent serves once.</summary>
    public bool OneTime { get; init; }

    /// <summary>How long a consent serves; null without end.</summary>
    public Period? Expires { get; init; }

    internal override IEnumerable<string> Duties(CompiledAgreement agreement, ChannelTerms channel)
    {
        yield return "onward:deny";
        foreach (var named in Scope) yield return $"onward-consent:names:{named}";
        if (OneTime) yield return "onward-consent:once";
        if (Expires is not null) yield return $"onward-consent:expires:{Expires}";
    }

    internal static OnwardReleaseClause Read(ClauseHeader header, ParameterReader parameters)
    {
        parameters.Text("default", text => text == "deny");
        parameters.Text("consent", text => text == "originator");
        parameters.Text("form", text => text == "signedToken");
        return new OnwardReleaseClause(header, parameters.Number("hopLimit", 0, HopsMax))
        {
            Scope = parameters.OptionalTexts(
                "scope", text => text is "object" or "set" or "recipient" or "purpose") ?? [],
            OneTime = parameters.OptionalFlag("oneTime"),
            Expires = parameters.OptionalDuration("expires"),
        };
    }
}
