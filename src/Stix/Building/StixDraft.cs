using System.Collections.Immutable;
using Entente.Stix.Json;
using Entente.Stix.Validation;

namespace Entente.Stix.Building;

/// <summary>
/// A STIX 2.1 object in the making. Members are the properties of the standard; null and empty mean that the property
/// is left out. <see cref="Build"/> writes and checks it. A draft is a value: <c>with</c> makes variants of it.
/// </summary>
/// <remarks>
/// Equality is that of the members, and lists and dictionaries are compared by reference; to compare content, build and
/// compare bytes. The same draft always builds the same bytes.
/// </remarks>
public abstract record StixDraft
{
    private protected StixDraft()
    {
    }

    /// <summary>The object's <c>type</c> (§3.2).</summary>
    public abstract string Type { get; }

    /// <summary>The object's <c>id</c>, <c>type--uuid</c> (§2.9); null if a cyber-observable has none yet.</summary>
    public abstract string? Id { get; }

    /// <summary>Ids of the marking-definitions that hold for the whole object (§7.2.2).</summary>
    public ImmutableArray<string> ObjectMarkingRefs { get; init; } = [];

    /// <summary>Markings and languages of parts; each selector must name content that is there (§7.2.3).</summary>
    public ImmutableArray<GranularMarking> GranularMarkings { get; init; } = [];

    /// <summary>Extensions that an extension-definition declares (§7.3.3); those of the standard itself are members
    /// of the types that they belong to.</summary>
    public ImmutableArray<ObjectExtension> Extensions { get; init; } = [];

    /// <summary>
    /// Properties at the top level that the standard does not define (§11.1), by name; a name of the standard is
    /// refused. They should be declared by an extension of the kind
    /// <see cref="ExtensionType.ToplevelPropertyExtension"/>, or start with <c>x_</c> and their source.
    /// </summary>
    public OrderedDictionary<string, StixValue>? Custom { get; init; }

    /// <summary>Extensions that belong to the type, by the key that the standard gives them.</summary>
    private protected virtual IEnumerable<(string Key, StixPart? Extension)> StandardExtensions => [];

    /// <summary>Writes the object and checks it against the standard.</summary>
    /// <param name="options">How strictly; <see cref="ValidationOptions.Default"/> if null. The version is always
    /// 2.1.</param>
    /// <returns>The object, unless a MUST is broken; then all that is wrong at once.</returns>
    public BuildResult Build(ValidationOptions? options = null)
    {
        var faults = new List<Diagnostic>();
        var id = Id;
        if (id is null)
        {
            faults.Add(new Diagnostic(
                "id-missing",
                Severity.Error,
                "",
                0,
                $"no id can be made from the content of this `{Type}`",
                "set the identifying properties, or `Uuid` to a random one",
                "STIX 2.1 §2.9"));
        }

        var bytes = WriteObject(id, faults);
        options ??= ValidationOptions.Default;
        return Checked.Of(bytes, faults, options with { SpecVersion = "2.1" });
    }

    /// <summary>Writes the properties that belong to the type alone.</summary>
    internal abstract void Write(MemberWriter to);

    /// <summary>Writes what stands between the id and the properties of the type.</summary>
    private protected abstract void WriteHead(MemberWriter to);

    /// <summary>Writes what stands between the properties of the type and the markings.</summary>
    private protected abstract void WriteTail(MemberWriter to);

    /// <summary>Writes the whole object; what cannot be said in JSON goes to <paramref name="faults"/>.</summary>
    private protected byte[] WriteObject(string? id, List<Diagnostic> faults)
    {
        var output = new ByteBuffer(512);
        var to = new MemberWriter(output, faults);
        to.Object(() =>
        {
            to.Put("type", Type);
            to.Put("spec_version", "2.1");
            to.Put("id", id);
            WriteHead(to);
            Write(to);
            WriteTail(to);
            to.Put("object_marking_refs", ObjectMarkingRefs);
            to.Put("granular_markings", GranularMarkings);
            WriteExtensions(to);
            WriteCustom(to);
        });
        return output.Written.ToArray();
    }

    private void WriteExtensions(MemberWriter to)
    {
        var standard = StandardExtensions.Where(pair => pair.Extension is not null).ToList();
        var declared = Extensions.IsDefault ? [] : Extensions;
        if (standard.Count == 0 && declared.IsEmpty) return;
        to.Name("extensions");
        to.Object(() =>
        {
            foreach (var (key, extension) in standard) to.Put(key, extension);
            foreach (var extension in declared) to.Put(extension.DefinitionId ?? "", extension);
        });
    }

    private void WriteCustom(MemberWriter to)
    {
        foreach (var (name, value) in Custom ?? [])
        {
            if (!StandardProperties.IsStandard(Type, name))
            {
                to.PutAny(name, value);
                continue;
            }

            to.Fault(
                name,
                "custom-standard",
                $"`{name}` is a property of the standard and not a custom one",
                "set the member of that name",
                "STIX 2.1 §11.1");
        }
    }
}
