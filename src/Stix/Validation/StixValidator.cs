using System.Text.Json;
using Entente.Stix.Json;

namespace Entente.Stix.Validation;

/// <summary>
/// Checks STIX objects against the text of the standard: what it says MUST be is an error, what it says SHOULD be is a
/// warning. What the standard leaves open, custom content above all, is accepted.
/// </summary>
/// <remarks>The tables stand in <c>Tables/</c>, in the words of the standard; a new type is a new table.</remarks>
public static class StixValidator
{
    /// <summary>Checks one object, or a bundle with all objects in it.</summary>
    /// <param name="utf8">The object.</param>
    /// <param name="options">How strictly; <see cref="ValidationOptions.Default"/> if null.</param>
    public static ValidationReport Validate(ReadOnlyMemory<byte> utf8, ValidationOptions? options = null)
    {
        options ??= ValidationOptions.Default;
        var bag = new DiagnosticBag(options.Limits.DiagnosticsMax);
        Validate(utf8, options, new Findings(bag));
        var found = bag.ToImmutable();

        // The reader and the tables may say the same of one place; the first word counts.
        return new ValidationReport([.. found.DistinctBy(diagnostic => (
            diagnostic.Pointer, diagnostic.Severity, Kind(diagnostic)))]);
    }

    internal static void Validate(ReadOnlyMemory<byte> utf8, ValidationOptions options, Findings findings)
    {
        var preview = ObjectPreview.Of(utf8.Span, options.Limits);
        if (preview.Type == "bundle")
        {
            BundleRules.Check(utf8, options, findings);
            return;
        }

        foreach (var diagnostic in StixReader.Read(utf8, options.Limits).Diagnostics) findings.Take(diagnostic);
        using var buffers = WalkBuffers.Rent();
        var walk = new JsonWalk(utf8.Span, options.Limits, buffers);
        if (!walk.Read() || walk.Token != JsonTokenType.StartObject) return;
        var isVersion20 = IsVersion20(preview, options);
        var checker = new ObjectChecker(
            isVersion20 ? Standard.Version20 : Standard.Version21, preview, options, findings);
        if (preview.Type == "observed-data") checker.LocalScope = ObservedData.ScopeOf(utf8.Span, options.Limits);
        if (checker.Check(ref walk) is not { } members || walk.Fault is not null) return;
        new SpecificRules(utf8, preview, members, findings, options, isVersion20).Check();
    }

    private static bool IsVersion20(ObjectPreview preview, ValidationOptions options) =>
        (options.SpecVersion ?? preview.SpecVersion ?? (preview.IsObservable ? "2.1" : "2.0")) == "2.0";

    // One place has one type; what is missing from it can be several things.
    private static string Kind(Diagnostic diagnostic) =>
        diagnostic.Code is "property-type" or "reference-type" or "reference-form" or "timestamp-form"
            ? diagnostic.Code
            : diagnostic.Code + diagnostic.Message;
}
