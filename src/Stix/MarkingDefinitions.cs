using System.Text.Json;

namespace Entente.Stix;

/// <summary>Reads what marking definitions are (STIX 2.1 §7.2.1).</summary>
public static class MarkingDefinitions
{
    private const string TlpExtension = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d";
    private const string PapExtension = "extension-definition--f8d78575-edfd-406e-8e84-6162a8450f5b";

    /// <summary>What a marking definition is. A level under an id that is not the standard's is <c>Other</c>.</summary>
    public static MarkingKind KindOf(StixObject definition)
    {
        using var document = JsonDocument.Parse(definition.Bytes);
        var root = document.RootElement;
        if (KnownMarkings.TryGet(definition.Id, out var known))
        {
            var stated = Level(root);
            var label = stated is null ? null : $"{(known.Scheme == MarkingScheme.Tlp ? "TLP" : "PAP")}:{stated}";
            return label is null || !SameLevel(label, known) ? MarkingKind.KnownContradicted : MarkingKind.Known;
        }

        if (definition.ExtensionIds.Contains(EntenteExtensions.AgreementMarking)) return MarkingKind.Agreement;
        return definition.ExtensionIds.IsEmpty && Text(root, "definition_type") == "statement"
            ? MarkingKind.Statement
            : MarkingKind.Other;
    }

    private static bool SameLevel(string label, KnownMarking known) =>
        KnownMarkings.All.Any(other => string.Equals(other.Label, label, StringComparison.OrdinalIgnoreCase)
            && other.Tlp == known.Tlp && other.Pap == known.Pap);

    /// <summary>The level that the body states, in whichever of the places that the versions of the standards used.</summary>
    private static string? Level(JsonElement root)
    {
        if (root.TryGetProperty("extensions", out var extensions) && extensions.ValueKind == JsonValueKind.Object)
        {
            if (extensions.TryGetProperty(TlpExtension, out var tlp)) return Text(tlp, "tlp_2_0");
            if (extensions.TryGetProperty(PapExtension, out var pap)) return Text(pap, "pap");
        }

        return root.TryGetProperty("definition", out var definition) ? Text(definition, "tlp") : null;
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
