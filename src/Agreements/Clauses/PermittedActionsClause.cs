using System.Collections.Immutable;
using Entente.Agreements.Compilation;
using Entente.Agreements.Decisions;
using Entente.Agreements.Documents;
using Entente.Stix;

namespace Entente.Agreements.Clauses;

/// <summary>
/// What the recipient may do with what it received. It travels as an obligation; this software has no connector of its
/// own that could block or probe, so what people do elsewhere they say themselves.
/// </summary>
/// <param name="Header">What every clause has.</param>
/// <param name="Pap">The PAP level that everything has at least.</param>
/// <param name="Iep">The most that is permitted, as IEP 2.0 says it.</param>
/// <param name="Tools">What is said about single acts, true for allowed.</param>
public sealed record PermittedActionsClause(
    ClauseHeader Header, Pap Pap, string Iep, ImmutableSortedDictionary<string, bool> Tools) : Clause(Header)
{
    private static readonly ImmutableArray<string> IepOrder = [.. IepPolicy.ActionOrder];

    /// <summary>What each act needs: the strictest PAP level and the least IEP action that still permit it.</summary>
    private static readonly ImmutableArray<(string Tool, Pap Pap, string Iep)> Acts =
    [
        ("block", Pap.Green, "externally-visible-direct-actions"),
        ("notifyVictim", Pap.Red, "none"),
        ("probe", Pap.Green, "externally-visible-direct-actions"),
        ("queryThirdParty", Pap.Amber, "externally-visible-indirect-actions"),
    ];

    /// <inheritdoc/>
    public override ClauseModes Modes => ClauseModes.Receipt | ClauseModes.Record;

    /// <inheritdoc/>
    public override Strength OwnNode => Strength.Attested;

    /// <inheritdoc/>
    public override Strength Beyond => Strength.Attested;

    internal override IEnumerable<string> Duties(CompiledAgreement agreement, ChannelTerms channel) =>
        Tools.Select(tool => $"tool:{tool.Key}:{(tool.Value ? "allow" : "deny")}")
            .Append($"actions:{KnownMarkings.LabelOf(Pap)}").Append($"iep-actions:{Iep}");

    internal override IEnumerable<Diagnostic> Check(AgreementDocument document)
    {
        foreach (var (tool, pap, iep) in Acts.Where(act => Tools.GetValueOrDefault(act.Tool)))
        {
            if (Pap > pap || IepOrder.IndexOf(Iep) < IepOrder.IndexOf(iep))
            {
                yield return Fault(
                    "clauses-contradict", $"tools/{tool}",
                    $"`{tool}` is allowed and {KnownMarkings.LabelOf(Pap)} with `{Iep}` forbids it");
            }
        }
    }

    internal static PermittedActionsClause Read(ClauseHeader header, ParameterReader parameters)
    {
        var pap = parameters.Choice(
            "pap", ("PAP:CLEAR", Pap.Clear), ("PAP:GREEN", Pap.Green), ("PAP:AMBER", Pap.Amber), ("PAP:RED", Pap.Red));
        var iep = parameters.Text("iep", text => IepOrder.Contains(text));
        var tools = ImmutableSortedDictionary.CreateBuilder<string, bool>(StringComparer.Ordinal);
        var said = parameters.Object("tools");
        foreach (var (tool, _, _) in Acts)
        {
            if (said.OptionalChoice(tool, ("deny", false), ("allow", true)) is { } isAllowed) tools[tool] = isAllowed;
        }

        said.Finish();
        return new PermittedActionsClause(header, pap, iep, tools.ToImmutable());
    }
}
