using System.Collections.Immutable;
using Entente.Stix.Validation;

namespace Entente.Stix.Building;

/// <summary>The last step of everything that makes an object: nothing leaves that the validator refuses.</summary>
internal static class Checked
{
    /// <summary>Reads and checks bytes of our own making.</summary>
    /// <param name="bytes">One object.</param>
    /// <param name="faults">What was found while it was made; it counts before what is found at the same place.</param>
    /// <param name="options">How strictly.</param>
    /// <param name="inherited">What was wrong before and was not touched: it comes back as a warning.</param>
    public static BuildResult Of(
        byte[] bytes,
        IReadOnlyCollection<Diagnostic> faults,
        ValidationOptions options,
        IReadOnlyCollection<Diagnostic>? inherited = null)
    {
        var places = faults.Select(fault => fault.Pointer).Where(pointer => pointer.Length > 0).ToHashSet();
        var idIsMissing = faults.Any(fault => fault.Code == "id-missing");
        var found = StixValidator.Validate(bytes, options).Diagnostics
            .Where(diagnostic => !places.Contains(diagnostic.Pointer))
            .Where(diagnostic => !(idIsMissing && diagnostic.Message.Contains("`id`", StringComparison.Ordinal)))
            .Select(diagnostic => IsInherited(diagnostic, inherited)
                ? diagnostic with { Severity = Severity.Warning } : diagnostic);
        ImmutableArray<Diagnostic> all = [.. faults, .. found];
        var refused = all.Any(diagnostic => diagnostic.Severity == Severity.Error);
        return new BuildResult(refused ? null : StixReader.Read(bytes, options.Limits).Object, all);
    }

    private static bool IsInherited(Diagnostic diagnostic, IReadOnlyCollection<Diagnostic>? inherited) =>
        inherited is not null && inherited.Any(before => before.Severity == Severity.Error &&
            before.Code == diagnostic.Code && before.Message == diagnostic.Message);
}
