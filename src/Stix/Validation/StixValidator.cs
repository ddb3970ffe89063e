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
        var read = Validate(utf8, options, new Findings(bag));
        var found = bag.ToImmutable();

        // The reader and the tables may say the same of one place; the first word counts.
        if (found.Length > 1)
        {
            found = [.. found.DistinctBy(diagnostic => (diagnostic.Pointer, diagnostic.Severity, Kind(diagnostic)))];
        }

        return new ValidationReport(found) { Object = read };
    }

    /// <summary>Checks one object whose tokens have been read; gives what the reader made of it.</summary>
    internal static StixObject? Validate(
        ReadOnlyMemory<byte> utf8, JsonWalk walk, ObjectPreview preview, ValidationOptions options, Findings findings)
    {
        var read = StixReader.Read(utf8, walk, options.Limits);
        foreach (var diagnostic in read.Diagnostics) findings.Take(diagnostic);
        var isVersion20 = IsVersion20(preview, options);
        var checker = new ObjectChecker(
            isVersion20 ? Standard.Version20 : Standard.Version21, preview, options, findings);
        if (preview.Type == "observed-data") checker.LocalScope = ObservedData.ScopeOf(walk);
        if (!walk.Read() || walk.Token != JsonTokenType.StartObject) return read.Object;
        if (checker.Check(ref walk) is not { } members || walk.Fault is not null) return read.Object;
        new SpecificRules(utf8, preview, members, findings, options, isVersion20).Check();
        return read.Object;
    }

    private static StixObject? Validate(ReadOnlyMemory<byte> utf8, ValidationOptions options, Findings findings)
    {
        using var tape = JsonTape.Read(utf8.Span, options.Limits);
        var walk = new JsonWalk(utf8.Span, tape);
        if (tape.Fault?.Code is "limit-object-bytes" or "limit-properties")
        {
            // The limits are those of one object; a bundle holds any number of them.
            using var whole = JsonTape.Read(utf8.Span, BundleRules.LimitsOf(options));
            var bundle = new JsonWalk(utf8.Span, whole);
            if (ObjectPreview.Of(bundle) is { Type: "bundle" } found)
            {
                BundleRules.Check(utf8, bundle, found, options, findings);
                return null;
            }
        }

        var preview = ObjectPreview.Of(walk);
        if (preview.Type != "bundle") return Validate(utf8, walk, preview, options, findings);
        BundleRules.Check(utf8, walk, preview, options, findings);
        return null;
    }

    private static bool IsVersion20(ObjectPreview preview, ValidationOptions options) =>
        (options.SpecVersion ?? preview.SpecVersion ?? (preview.IsObservable ? "2.1" : "2.0")) == "2.0";

    // One place has one type; what is missing from it can be several things.
    private static string Kind(Diagnostic diagnostic) => diagnostic.Code switch
    {
        "property-type" or "number-range" => "property-type",
        "reference-type" or "reference-form" or "timestamp-form" => diagnostic.Code,
        _ => diagnostic.Code + diagnostic.Message,
    };
}
