using System.Collections.Concurrent;
using Entente.Stix.Json;

namespace Entente.Stix.Validation;

/// <summary>Where findings go: into the bag, moved to where the checked part stands in the whole.</summary>
internal sealed class Findings(DiagnosticBag bag, string prefix = "", int start = 0)
{
    // The sections stand in the code, so there are not many.
    private static readonly ConcurrentDictionary<string, string> Sections = new(StringComparer.Ordinal);

    /// <summary>The same bag, for a part that stands at a pointer and offset of this one.</summary>
    public Findings Inside(string pointer, int offset) => new(bag, prefix + pointer, start + offset);

    public void Error(in JsonWalk walk, string code, string message, string? hint, string section) =>
        Add(Severity.Error, code, walk.Pointer(), walk.Start, message, hint, section);

    public void Warn(in JsonWalk walk, string code, string message, string? hint, string section) =>
        Add(Severity.Warning, code, walk.Pointer(), walk.Start, message, hint, section);

    public void Add(
        Severity severity,
        string code,
        string pointer,
        int offset,
        string message,
        string? hint,
        string section)
    {
        var full = section.StartsWith('§') ? Sections.GetOrAdd(section, static number => $"STIX 2.1 {number}") : section;
        bag.Add(new Diagnostic(code, severity, prefix + pointer, start + offset, message, hint, full));
    }

    /// <summary>Takes over what the reader found, which stands in the same part.</summary>
    public void Take(Diagnostic diagnostic) =>
        bag.Add(diagnostic with { Pointer = prefix + diagnostic.Pointer, Offset = start + diagnostic.Offset });
}
