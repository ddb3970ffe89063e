using System.Text.Json;
using Entente.Stix.Json;

namespace Entente.Stix.Validation;

/// <summary>
/// What must be known of an object before its properties can be judged, because it may stand behind them: its type, its
/// version, and what its extensions declare.
/// </summary>
internal sealed class ObjectPreview
{
    private readonly HashSet<string> _extensionTypes = new(StringComparer.Ordinal);

    public string? Type { get; private set; }

    public string? SpecVersion { get; private set; }

    /// <summary>Whether an extension declares properties of the top level, whatever their names.</summary>
    public bool ExtendsTopLevel => _extensionTypes.Contains("toplevel-property-extension");

    /// <summary>Whether an extension declares the object's type.</summary>
    public bool DeclaresType => _extensionTypes.Overlaps(["new-sdo", "new-sco", "new-sro"]);

    /// <summary>Whether the object is a cyber-observable by the standard or by its extension.</summary>
    public bool IsObservable =>
        StixTypes.KindOf(Type ?? "") == ObjectKind.CyberObservable || _extensionTypes.Contains("new-sco");

    public static ObjectPreview Of(ReadOnlySpan<byte> utf8, StixLimits limits)
    {
        var preview = new ObjectPreview();
        using var buffers = WalkBuffers.Rent();
        var walk = new JsonWalk(utf8, limits, buffers);
        if (!walk.Read() || walk.Token != JsonTokenType.StartObject) return preview;
        while (walk.Read() && walk.Token == JsonTokenType.PropertyName)
        {
            var name = walk.Text();
            if (!walk.Read()) break;
            if (name == "type" && walk.Token == JsonTokenType.String) preview.Type = walk.Text();
            else if (name == "spec_version" && walk.Token == JsonTokenType.String) preview.SpecVersion = walk.Text();
            else if (name == "extensions" && walk.Token == JsonTokenType.StartObject) preview.ReadExtensions(ref walk);
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
            if (isType && walk.Token == JsonTokenType.String) _extensionTypes.Add(walk.Text());
            walk.Skip();
        }
    }
}
