using System.Collections.Immutable;
using Entente.Agreements.Compilation;
using Entente.Agreements.Decisions;
using Entente.Agreements.Documents;

namespace Entente.Agreements.Clauses;

/// <summary>
/// How the recipient keeps what it received. It travels as an obligation; nobody's disk is looked at.
/// </summary>
/// <param name="Header">What every clause has.</param>
/// <param name="EncryptAtRest">Whether it is encrypted where it is kept.</param>
/// <param name="Locations">The countries where it may be kept; null for no limit.</param>
/// <param name="Segregation">How it is kept apart: <c>none</c>, <c>logical</c>, <c>physical</c>.</param>
/// <param name="Copies">Whether it may be copied: <c>free</c>, <c>counted</c>, <c>forbidden</c>.</param>
/// <param name="Translations">Whether it may be translated, in the same words.</param>
public sealed record StorageClause(
    ClauseHeader Header,
    bool EncryptAtRest,
    ImmutableArray<string>? Locations,
    string Segregation,
    string Copies,
    string Translations) : Clause(Header)
{
    /// <inheritdoc/>
    public override ClauseModes Modes => ClauseModes.Record | ClauseModes.Receipt;

    /// <inheritdoc/>
    public override Strength OwnNode => Strength.Attested;

    /// <inheritdoc/>
    public override Strength Beyond => Strength.Attested;

    internal override IEnumerable<string> Duties(CompiledAgreement agreement, ChannelTerms channel)
    {
        if (EncryptAtRest) yield return "storage:encrypted";
        foreach (var country in Locations ?? []) yield return $"storage:in:{country}";
        yield return $"storage:segregation:{Segregation}";
        yield return $"storage:copies:{Copies}";
        yield return $"storage:translations:{Translations}";
    }

    internal static StorageClause Read(ClauseHeader header, ParameterReader parameters) => new(
        header,
        parameters.Flag("encryptAtRest"),
        parameters.OptionalTexts("locations", PartiesClause.IsCountry),
        parameters.Text("segregation", text => text is "none" or "logical" or "physical"),
        parameters.Text("copies", IsControl),
        parameters.Text("translations", IsControl));

    private static bool IsControl(string text) => text is "free" or "counted" or "forbidden";
}
