using System.Collections.Immutable;

namespace Entente.Stix;

/// <summary>Collects diagnostics up to the limit and says how many more there were.</summary>
internal sealed class DiagnosticBag(int diagnosticsMax)
{
    private ImmutableArray<Diagnostic>.Builder? _kept;
    private int _dropped;

    public bool HasErrors { get; private set; }

    public void Add(Diagnostic diagnostic)
    {
        HasErrors |= diagnostic.Severity == Severity.Error;
        _kept ??= ImmutableArray.CreateBuilder<Diagnostic>();
        if (_kept.Count < diagnosticsMax) _kept.Add(diagnostic);
        else _dropped++;
    }

    public ImmutableArray<Diagnostic> ToImmutable()
    {
        if (_kept is null) return [];
        if (_dropped == 0) return _kept.ToImmutable();
        var last = new Diagnostic(
            "limit-diagnostics",
            HasErrors ? Severity.Error : Severity.Warning,
            "",
            0,
            $"{_dropped} more problems are not listed",
            "put the listed ones right first");
        return _kept.ToImmutable().Add(last);
    }
}
