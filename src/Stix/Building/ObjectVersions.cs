using System.Collections.Immutable;
using Entente.Stix.Validation;

namespace Entente.Stix.Building;

/// <summary>
/// New versions of objects that exist (STIX 2.1 §3.6), of any type and version of the standard, from the bytes: custom
/// content that no edit names is kept byte for byte.
/// </summary>
/// <remarks>
/// What a result is checked for: that it may follow the old version, and that it breaks no MUST. What the old version
/// broke already and no edit touched comes back as a warning, so that others' objects can be revoked by who took them
/// over; everything else refuses, with all reasons at once.
/// </remarks>
public static class ObjectVersions
{
    private const string Section = "STIX 2.1 §3.6";

    private static readonly string[] Fixed = ["type", "id", "created", "created_by_ref", "modified"];

    /// <summary>The next version of an object.</summary>
    /// <param name="of">The newest version; not revoked, no cyber-observable and no marking-definition.</param>
    /// <param name="creator">Who makes the version, which only the object's creator may: the same
    /// <c>created_by_ref</c>, null if the object names none. Others make an object of their own and relate it by
    /// <c>derived-from</c>.</param>
    /// <param name="modified">When; cut to the millisecond, and then later than the version before.</param>
    /// <param name="edits">What changes, markings included; <c>type</c>, <c>id</c>, <c>created</c>,
    /// <c>created_by_ref</c> and <c>modified</c> cannot be edited.</param>
    /// <param name="options">How strictly; <see cref="ValidationOptions.Default"/> if null.</param>
    public static BuildResult NewVersion(
        StixObject of,
        string? creator,
        StixTimestamp modified,
        IEnumerable<ObjectEdit> edits,
        ValidationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(of);
        ArgumentNullException.ThrowIfNull(edits);
        options ??= ValidationOptions.Default;
        modified = Milliseconds.Cut(modified);
        var faults = new List<Diagnostic>();
        CheckPrior(of, faults);
        if (of.CreatedByRef != creator)
        {
            Refuse(
                faults,
                "version-creator",
                "/created_by_ref",
                $"the object is of `{of.CreatedByRef ?? "nobody"}`, not of `{creator ?? "nobody"}`",
                "make an object of your own and relate it by `derived-from`");
        }

        CheckTime(of, modified, faults);
        var run = new EditRun(of.Bytes.ToArray(), faults);
        Edit(run, edits, Fixed, faults);
        if (of.Modified is not null) run.Apply(ObjectEdit.Set("modified", modified));
        var result = Checked.Of(run.Json, faults, options, StixValidator.Validate(of.Bytes, options).Diagnostics);

        // The edits were judged by the places they name; the outcome is judged by what it says.
        if (result.Object is not { } next || Check(of, next) is not { IsEmpty: false } broken) return result;
        return new BuildResult(null, [.. broken, .. result.Diagnostics]);
    }

    /// <summary>The last version of an object, by which its creator takes it back for good.</summary>
    /// <inheritdoc cref="NewVersion"/>
    public static BuildResult Revoke(
        StixObject of, string? creator, StixTimestamp modified, ValidationOptions? options = null) =>
        NewVersion(of, creator, modified, [ObjectEdit.Set("revoked", true)], options);

    /// <summary>
    /// Changes a cyber-observable, which has no versions and no creator: markings above all. What identifies it cannot
    /// change, because then it would be another one (§2.9).
    /// </summary>
    /// <param name="observable">The object.</param>
    /// <param name="edits">What changes; <c>type</c> and <c>id</c> cannot be edited.</param>
    /// <param name="options">How strictly; <see cref="ValidationOptions.Default"/> if null.</param>
    public static BuildResult Amend(
        StixObject observable, IEnumerable<ObjectEdit> edits, ValidationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(observable);
        ArgumentNullException.ThrowIfNull(edits);
        options ??= ValidationOptions.Default;
        var faults = new List<Diagnostic>();
        if (observable.Version is not null)
        {
            Refuse(
                faults,
                "version-kind",
                "/type",
                $"`{observable.Id}` is no cyber-observable",
                observable.Modified is null ? "make another marking" : "make a new version");
        }

        var run = new EditRun(observable.Bytes.ToArray(), faults);
        Edit(run, edits, ["type", "id"], faults);
        if (ObservableIds.TryCompute(observable.Bytes, out var before) && before == observable.Id &&
            !(ObservableIds.TryCompute(run.Json, out var after) && after == before))
        {
            Refuse(
                faults,
                "id-differs",
                "/id",
                "the edits change what identifies the object",
                "build another object",
                "STIX 2.1 §2.9");
        }

        return Checked.Of(run.Json, faults, options, StixValidator.Validate(observable.Bytes, options).Diagnostics);
    }

    /// <summary>Whether an object may follow another as its version; empty if so, else every reason against.</summary>
    /// <param name="prior">The version before.</param>
    /// <param name="next">The version after, made in whatever way: by another draft, by somebody else.</param>
    public static ImmutableArray<Diagnostic> Check(StixObject prior, StixObject next)
    {
        ArgumentNullException.ThrowIfNull(prior);
        ArgumentNullException.ThrowIfNull(next);
        var faults = new List<Diagnostic>();
        CheckPrior(prior, faults);
        if (next.Id != prior.Id) Immutable("id", prior.Id, next.Id);
        if (next.Created != prior.Created) Immutable("created", $"{prior.Created}", $"{next.Created}");
        if (next.CreatedByRef != prior.CreatedByRef)
        {
            Immutable("created_by_ref", prior.CreatedByRef ?? "nobody", next.CreatedByRef ?? "nobody");
        }

        if (next.Modified is { } modified) CheckTime(prior, modified, faults);
        return [.. faults];

        void Immutable(string name, string before, string after) => Refuse(
            faults,
            "version-immutable",
            $"/{name}",
            $"`{name}` was `{before}` and is `{after}`",
            "keep it, or make another object");
    }

    private static void CheckPrior(StixObject of, List<Diagnostic> faults)
    {
        if (of.Modified is null)
        {
            Refuse(
                faults,
                "version-kind",
                "/type",
                $"`{of.Id}` is of a type that has no versions",
                of.Kind == ObjectKind.MarkingDefinition ? "make another marking" : "amend it instead");
        }

        if (!of.Revoked) return;
        Refuse(faults, "version-revoked", "/revoked", $"`{of.Id}` is revoked for good", "make another object");
    }

    private static void CheckTime(StixObject of, StixTimestamp modified, List<Diagnostic> faults)
    {
        if (of.Modified is not { } before || modified > before) return;
        Refuse(
            faults,
            "version-time",
            "/modified",
            $"`{modified}` is not later than the version of `{before}`",
            "give a later time; milliseconds count");
    }

    private static void Edit(
        EditRun run, IEnumerable<ObjectEdit> edits, string[] fixedNames, List<Diagnostic> faults)
    {
        foreach (var edit in edits)
        {
            if (edit.Steps is not [var first, ..] || !fixedNames.Contains(first))
            {
                run.Apply(edit);
                continue;
            }

            Refuse(
                faults,
                "version-immutable",
                $"/{first}",
                $"`{first}` cannot be edited",
                first == "modified" ? "give the time of the version" : "make another object");
        }
    }

    private static void Refuse(
        List<Diagnostic> faults, string code, string pointer, string message, string hint, string section = Section) =>
        faults.Add(new Diagnostic(code, Severity.Error, pointer, 0, message, hint, section));
}
