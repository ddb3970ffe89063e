using System.Collections.Immutable;
using System.Text.Json;
using Entente.Stix.Json;

namespace Entente.Stix;

/// <summary>Notes every reference while an object is walked, and checks those whose place the standard fixes.</summary>
internal sealed class ReferenceCollector(DiagnosticBag bag)
{
    private readonly ImmutableArray<StixReference>.Builder _found = ImmutableArray.CreateBuilder<StixReference>();

    public static ReferenceSuffix SuffixOf(ReadOnlySpan<byte> name) =>
        name.EndsWith("_ref"u8) ? ReferenceSuffix.One
        : name.EndsWith("_refs"u8) ? ReferenceSuffix.Many
        : ReferenceSuffix.None;

    public static ReferenceSuffix SuffixOf(string name) =>
        name.EndsWith("_ref", StringComparison.Ordinal) ? ReferenceSuffix.One
        : name.EndsWith("_refs", StringComparison.Ordinal) ? ReferenceSuffix.Many
        : ReferenceSuffix.None;

    public ImmutableArray<StixReference> ToImmutable() => _found.DrainToImmutable();

    /// <summary>Reads one id that must be there, of <paramref name="type"/> if that is fixed.</summary>
    public string? ReadOne(ref JsonWalk walk, string? type)
    {
        if (walk.Token != JsonTokenType.String)
        {
            bag.Add(walk.Error("reference-form", "a reference is not a string", "write one id", "STIX 2.1 §2.9"));
            walk.Skip();
            return null;
        }

        var id = walk.Text();
        if (!StixId.IsValid(id))
        {
            bag.Add(walk.Error(
                "reference-form", $"`{id}` is not an id", "write `type--uuid` in lower case", "STIX 2.1 §2.9"));
            return null;
        }

        if (type is not null && !StixId.IsOfType(id, type))
        {
            bag.Add(walk.Error(
                "reference-type", $"`{id}` does not name a `{type}`", $"name a `{type}`", "STIX 2.1 §3.2"));
            return null;
        }

        Note(ref walk, id);
        return id;
    }

    /// <summary>Reads a list of ids that must be there.</summary>
    public ImmutableArray<string> ReadMany(ref JsonWalk walk, string? type)
    {
        if (walk.Token != JsonTokenType.StartArray)
        {
            bag.Add(walk.Error(
                "reference-form", "references are not in a list", "write a list of ids", "STIX 2.1 §2.9"));
            walk.Skip();
            return [];
        }

        var ids = ImmutableArray.CreateBuilder<string>();
        while (walk.Read() && walk.Token != JsonTokenType.EndArray)
        {
            if (ReadOne(ref walk, type) is { } id) ids.Add(id);
        }

        return ids.ToImmutable();
    }

    /// <summary>Passes over any value and notes what in it is a reference by name and by form.</summary>
    public void ReadValue(ref JsonWalk walk, ReferenceSuffix suffix)
    {
        switch (walk.Token)
        {
            case JsonTokenType.StartObject:
                while (walk.Read() && walk.Token == JsonTokenType.PropertyName)
                {
                    var inner = SuffixOf(walk.TextUtf8);
                    if (walk.Read()) ReadValue(ref walk, inner);
                }

                break;
            case JsonTokenType.StartArray:
                var each = suffix == ReferenceSuffix.Many ? ReferenceSuffix.One : ReferenceSuffix.None;
                while (walk.Read() && walk.Token != JsonTokenType.EndArray) ReadValue(ref walk, each);
                break;
            case JsonTokenType.String when suffix == ReferenceSuffix.One && walk.Raw.Length <= StixId.LengthMax:
                var text = walk.Text();
                if (StixId.IsValid(text)) Note(ref walk, text);
                break;
        }
    }

    private void Note(ref JsonWalk walk, string id)
    {
        var level = walk.Depth - 1;
        var property = walk.IsInList ? walk.Step(level - 1) : walk.Step(level);
        _found.Add(new StixReference(walk.Pointer(), property, id, walk.Start));
    }
}
