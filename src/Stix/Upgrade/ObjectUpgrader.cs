using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Entente.Stix.Validation;

namespace Entente.Stix.Upgrade;

/// <summary>
/// Brings one object from STIX 2.0 to 2.1. The id, the creator and the times stay; what has no place in 2.1 is kept
/// under a custom name, and each change is reported. What comes out is valid, or nothing comes out.
/// </summary>
/// <remarks>
/// The steps: 1 read the head; 2 rules of the type, observed data apart into observables; 3 custom names that 2.1 took
/// make room; 4 granular markings follow what they mark; 5 validate everything.
/// </remarks>
public static class ObjectUpgrader
{
    /// <summary>Upgrades one object. An object of STIX 2.1 comes back byte for byte.</summary>
    /// <param name="utf8">The object; it must not change while the result is used.</param>
    /// <param name="limits">What to refuse; <see cref="StixLimits.Default"/> if null.</param>
    public static ObjectUpgrade Upgrade(ReadOnlyMemory<byte> utf8, StixLimits? limits = null)
    {
        limits ??= StixLimits.Default;

        // 1. Only what the reader accepts is looked at: well-formed, within the limits, with a sound head.
        var changes = new List<UpgradeChange>();
        var read = StixReader.Read(utf8, limits);
        var body = read.Object is null ? MakeRoom(utf8, read.Diagnostics, changes) : null;
        if (body is not null) read = StixReader.Read(WithSelectorsOf(body), limits);
        if (read.Object is not { } head) return Refuse(null, null, read.Diagnostics);
        if (IsCurrent(head))
        {
            return new ObjectUpgrade(UpgradeOutcome.AlreadyCurrent, head.Type, head.Id, utf8, [], [], []);
        }

        // 2. The rules of the type.
        var draft = body ?? new UpgradeDraft(head.Type, UpgradeJson.Parse(utf8), "", changes);
        draft.Id = head.Id;
        var found = DomainObjectUpgrade.Apply(draft).ToList();
        var observed = new ObservedDataUpgrade(draft, changes, limits);
        if (found.Count == 0 && head.Type == "observed-data") found = observed.Apply();
        if (found.Count > 0) return Refuse(head.Type, head.Id, [.. found]);

        // 3. and 4.
        CustomNames.Settle(draft, _ => draft.Body, limits);
        MarkingUpgrade.Distribute(draft, observed.Find);

        // 5. The reader's promise and the standard's, for each object that leaves.
        var options = ValidationOptions.Default with { Limits = limits, SpecVersion = "2.1" };
        var bytes = UpgradeJson.Write(MarkingUpgrade.Finish(draft, head.Id));
        var errors = ErrorsOf(bytes, options, "").ToList();
        var observables = new List<UpgradedObservable>();
        foreach (var observable in observed.Observables)
        {
            var written = UpgradeJson.Write(MarkingUpgrade.Finish(observable, observable.Id));
            errors.AddRange(ErrorsOf(written, options, observable.Prefix));
            observables.Add(new UpgradedObservable(observable.Id, written));
        }

        if (errors.Count > 0) return Refuse(head.Type, head.Id, Explain(utf8, errors, limits));
        return new ObjectUpgrade(
            UpgradeOutcome.Upgraded, head.Type, head.Id, bytes, Join(observables, changes, limits), [.. changes], []);
    }

    /// <summary>Whether an object is of STIX 2.1: it says so, or is a cyber-observable by itself (§3.2).</summary>
    private static bool IsCurrent(StixObject head) =>
        head.SpecVersion == "2.1" || (head.SpecVersion is null && head.Kind == ObjectKind.CyberObservable);

    /// <summary>
    /// 2.1 put three properties into the head that an object of 2.0 can have as custom ones, and the reader reads them
    /// as 2.1 does. Null if anything else is wrong.
    /// </summary>
    private static UpgradeDraft? MakeRoom(
        ReadOnlyMemory<byte> utf8, ImmutableArray<Diagnostic> diagnostics, List<UpgradeChange> changes)
    {
        var names = diagnostics.Where(found => found.Severity == Severity.Error)
            .Select(found => found.Pointer.Split('/').ElementAtOrDefault(1) ?? "").Distinct().ToList();
        if (!names.TrueForAll(name => name is "lang" or "confidence" or "extensions")) return null;
        var body = UpgradeJson.Parse(utf8);
        var type = UpgradeJson.AsText(body["type"]) ?? "";
        if (StixTypes.KindOf(type) == ObjectKind.CyberObservable) return null;
        if (body.ContainsKey("spec_version") && UpgradeJson.AsText(body["spec_version"]) != "2.0") return null;
        var draft = new UpgradeDraft(type, body, "", changes);
        foreach (var name in names) draft.Keep(name, "STIX 2.1 §3.2");
        return draft;
    }

    // For the reader, selectors already name what made room by its new name.
    private static byte[] WithSelectorsOf(UpgradeDraft draft)
    {
        var copy = draft.Body.DeepClone();
        foreach (var marking in copy["granular_markings"] as JsonArray ?? [])
        {
            if (marking is not JsonObject || UpgradeJson.AsTexts(marking["selectors"]) is not { } selectors) continue;
            marking["selectors"] = UpgradeJson.ListOf(selectors.Select(selector =>
                Selectors.Split(selector) is { IsEmpty: false } path
                    ? string.Join('.', draft.Find([.. path]).First().Path) : selector));
        }

        return UpgradeJson.Write(copy);
    }

    private static ObjectUpgrade Refuse(string? type, string? id, ImmutableArray<Diagnostic> diagnostics) =>
        new(UpgradeOutcome.Refused, type, id, default, [], [], diagnostics);

    private static IEnumerable<Diagnostic> ErrorsOf(byte[] utf8, ValidationOptions options, string prefix) =>
        StixValidator.Validate(utf8, options).Diagnostics.Where(found => found.Severity == Severity.Error)
            .Select(found => found with { Pointer = prefix + found.Pointer, Offset = 0 });

    /// <summary>
    /// What is wrong in words about the input, where 2.0 forbids it too; else what 2.1 has against the result.
    /// </summary>
    private static ImmutableArray<Diagnostic> Explain(
        ReadOnlyMemory<byte> utf8, List<Diagnostic> errors, StixLimits limits)
    {
        var options = ValidationOptions.Default with { Limits = limits, SpecVersion = "2.0" };
        var own = StixValidator.Validate(utf8, options).Diagnostics
            .Where(found => found.Severity == Severity.Error && errors.Exists(error => error.Code == found.Code))
            .ToImmutableArray();
        return own.IsEmpty ? [.. errors.Take(limits.DiagnosticsMax)] : own;
    }

    // Two keys of one dictionary may hold the same thing.
    private static ImmutableArray<UpgradedObservable> Join(
        List<UpgradedObservable> observables, List<UpgradeChange> changes, StixLimits limits) =>
        [.. observables.GroupBy(one => one.Id, StringComparer.Ordinal).Select(group => new UpgradedObservable(
            group.Key, ObservableMerge.Of(ObservableMerge.Distinct(group.Select(one => one.Bytes)), changes, limits)))];
}
