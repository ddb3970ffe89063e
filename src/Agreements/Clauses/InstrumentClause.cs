using System.Collections.Immutable;
using Entente.Agreements.Documents;

namespace Entente.Agreements.Clauses;

/// <summary>What kind of instrument this is, what it hangs on, and which authentic texts it carries out.</summary>
/// <param name="Header">What every clause has.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Binding">Whether it binds legally. The policy is enforced either way; no page claims legal force.</param>
/// <param name="Parent">The framework that it carries out; null for a framework.</param>
/// <param name="AuthenticTexts">SHA-256 (hex) of each authentic text's UTF-8 bytes, by language.</param>
public sealed record InstrumentClause(
    ClauseHeader Header,
    InstrumentKind Kind,
    bool Binding,
    ParentInstrument? Parent,
    ImmutableSortedDictionary<string, string> AuthenticTexts) : Clause(Header)
{
    /// <inheritdoc/>
    public override ClauseModes Modes => ClauseModes.Release | ClauseModes.Record;

    /// <inheritdoc/>
    public override Strength OwnNode => Strength.Prevented;

    /// <inheritdoc/>
    public override Strength Beyond => Strength.None;

    /// <summary>Whether releases can happen under this instrument itself.</summary>
    public bool CanPermit => Kind is InstrumentKind.Arrangement or InstrumentKind.Annex;

    internal static InstrumentClause Read(ClauseHeader header, ParameterReader parameters)
    {
        var kind = parameters.Choice(
            "kind", ("treaty", InstrumentKind.Treaty), ("execAgreement", InstrumentKind.ExecAgreement),
            ("memorandum", InstrumentKind.Memorandum), ("arrangement", InstrumentKind.Arrangement),
            ("annex", InstrumentKind.Annex));
        var binding = parameters.Flag("binding");
        ParentInstrument? parent = null;
        if (parameters.OptionalObject("parent") is { } named)
        {
            parent = new ParentInstrument(named.Text("id"), named.Number("version", 1, int.MaxValue), named.Text("sha256"));
            named.Finish();
        }

        var canPermit = kind is InstrumentKind.Arrangement or InstrumentKind.Annex;
        if (canPermit && parent is null) parameters.Fault("parent-missing", "parent", "an arrangement carries out a framework; name it");
        parameters.Texts("languages");
        var texts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var text in parameters.Objects("authenticTexts"))
        {
            var language = text.Text("language");
            if (texts.ContainsKey(language)) text.Fault("text-twice", "language", $"`{language}` has two texts");
            texts[language] = text.Text("sha256", digest => digest.Length == 64);
            text.Finish();
        }

        if (texts.Count == 0) parameters.Fault("parameter-missing", "authenticTexts", "at least one authentic text is named");
        return new InstrumentClause(header, kind, binding, parent, texts.ToImmutable());
    }
}
