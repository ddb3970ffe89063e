namespace Entente.Agreements.Clauses;

/// <summary>The kinds of instruments. Only an arrangement or annex can permit a release.</summary>
public enum InstrumentKind
{
    /// <summary>A treaty.</summary>
    Treaty,

    /// <summary>An executive agreement.</summary>
    ExecAgreement,

    /// <summary>A memorandum, usually not legally binding.</summary>
    Memorandum,

    /// <summary>An implementing arrangement.</summary>
    Arrangement,

    /// <summary>An annex.</summary>
    Annex,
}
