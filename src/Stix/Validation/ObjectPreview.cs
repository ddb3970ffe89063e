using System.Text.Json;
using Entente.Stix.Json;

namespace Entente.Stix.Validation;

/// <summary>
/// What must be known of an object before its properties can be judged, because it may stand behind them: its type, its
/// version, and what its extensions declare.
/// </summary>
internal sealed class ObjectPreview
{
    private bool _declaresObservable;

    public string? Type { get; private set; }

    public string? SpecVersion { get; private set; }

    /// <summary>Whether an extension declares properties of the top level, whatever their names.</summary>
    public bool ExtendsTopLevel { get; private set; }

    /// <summary>Whether an extension declares the object's type.</summary>
    public bool DeclaresType { get; private set; }

    /// <summary>Whether the object is a cyber-observable by the standard or by its extension.</summary>
    public bool IsObservable =>
        StixTypes.KindOf(Type ?? "") == ObjectKind.CyberObservable || _declaresObservable;

    public static ObjectPreview Of(JsonWalk walk)
    {
        var preview = new ObjectPreview();
        if (!walk.Read() || walk.Token != JsonTokenType.StartObject) return preview;
        while (walk.Read() && walk.Token == JsonTokenType.PropertyName)
        {
            var name = walk.TextUtf8;
            if (!walk.Read()) break;
            var isText = walk.Token == JsonTokenType.String;
            if (isText && name.SequenceEqual("type"u8)) preview.Type = StixTypes.Intern(walk.TextUtf8);
            else if (isText && name.SequenceEqual("spec_version"u8)) preview.SpecVersion = VersionOf(walk);
            else if (walk.Token == JsonTokenType.StartObject && name.SequenceEqual("extensions"u8))
            {
                preview.ReadExtensions(ref walk);
            }
            else walk.Skip();
        }

        return preview;
    }

    private void ReadExtensions(ref JsonWalk walk)
    {
        while (walk.Read() && walk.Token == JsonTokenType.PropertyName)
        {
            var isDefinition = StixId.IsOfType(walk.Text(), "extension-definition");
            if (!walk.Read()) return;
            if (walk.Token != JsonTokenType.StartObject) walk.Skip();
            else ReadExtension(ref walk, isDefinition);
        }
    }

    private void ReadExtension(ref JsonWalk walk, bool isDefinition)
    {
        while (walk.Read() && walk.Token == JsonTokenType.PropertyName)
        {
            var isType = isDefinition && walk.TextIs("extension_type"u8);
            if (!walk.Read()) return;
            if (isType) Note(walk);
            walk.Skip();
        }
    }

    private void Note(in JsonWalk kind)
    {
        _declaresObservable |= kind.TextIs("new-sco"u8);
        DeclaresType |= kind.TextIs("new-sco"u8) || kind.TextIs("new-sdo"u8) || kind.TextIs("new-sro"u8);
        ExtendsTopLevel |= kind.TextIs("toplevel-property-extension"u8);
    }

    private static string VersionOf(in JsonWalk walk) => walk.TextIs("2.1"u8) ? "2.1" : walk.Text();
}
