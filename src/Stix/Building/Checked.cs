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
        var places = faults.Where(fault => fault.Severity == Severity.Error && fault.Pointer.Length > 0)
            .Select(fault => fault.Pointer).ToHashSet();
        var idIsMissing = faults.Any(fault => fault.Code == "id-missing");
        var read = StixReader.Read(bytes, options.Limits).Object;

        // What cannot even be read is excused by nothing.
        var excuses = Count(read is null ? null : inherited);
        ImmutableArray<Diagnostic> found =
        [
            .. faults,
            .. StixValidator.Validate(bytes, options).Diagnostics
                .Where(diagnostic => !places.Contains(diagnostic.Pointer))
                .Where(diagnostic => !(idIsMissing && diagnostic.Message.Contains("`id`", StringComparison.Ordinal)))
                .Select(diagnostic => Excused(diagnostic, excuses)),
        ];
        var isRefused = found.Any(diagnostic => diagnostic.Severity == Severity.Error);
        return new BuildResult(isRefused ? null : read, found);
    }

    private static Dictionary<(string, string, string), int> Count(IReadOnlyCollection<Diagnostic>? inherited) =>
        (inherited ?? []).Where(diagnostic => diagnostic.Severity == Severity.Error)
            .CountBy(Likeness).ToDictionary(pair => pair.Key, pair => pair.Value);

    /// <summary>Each fault from before excuses one after, so that an edit cannot add another of the kind.</summary>
    private static Diagnostic Excused(Diagnostic diagnostic, Dictionary<(string, string, string), int> excuses)
    {
        var key = Likeness(diagnostic);
        if (diagnostic.Severity != Severity.Error || excuses.GetValueOrDefault(key) == 0) return diagnostic;
        excuses[key]--;
        return diagnostic with { Severity = Severity.Warning };
    }

    /// <summary>The same fault at the same place; what stands in a list may have moved in it.</summary>
    private static (string Code, string Message, string Place) Likeness(Diagnostic diagnostic) =>
        (diagnostic.Code, diagnostic.Message, string.Join('/', diagnostic.Pointer.Split('/')
            .Select(step => step.Length > 0 && step.All(char.IsAsciiDigit) ? "#" : step)));
}
