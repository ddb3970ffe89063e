using System.Collections.Immutable;
using System.Text.Json;
using Entente.Agreements.Compilation;
using Entente.Agreements.Decisions;
using Entente.Stix;

namespace Entente.Agreements.Facts;

/// <summary>
/// What clauses ask about an object's content. Only what some clause of the agreement asks is looked up.
/// </summary>
internal static class ContentFacts
{
    private const string ProjectLabel = "project:";

    /// <summary>The facts with those about the content.</summary>
    public static ReleaseFacts Add(ReleaseFacts facts, StixObject stix, CompiledAgreement? agreement)
    {
        if (agreement is null) return facts;
        var watched = agreement.WatchedProperties;
        facts = facts with
        {
            Properties = watched.IsEmpty
                ? []
                : [.. stix.PropertyNames.Where(watched.Contains).Distinct().Order(StringComparer.Ordinal)],
        };
        return agreement.WatchesContent ? Read(facts, stix) : facts;
    }

    private static ReleaseFacts Read(ReleaseFacts facts, StixObject stix)
    {
        using var document = JsonDocument.Parse(stix.Bytes, new JsonDocumentOptions { MaxDepth = 1000 });
        var root = document.RootElement;
        return facts with
        {
            Projects = [.. stix.Labels.Where(label => label.StartsWith(ProjectLabel, StringComparison.Ordinal))
                .Select(label => label[ProjectLabel.Length..]).Distinct().Order(StringComparer.Ordinal)],
            Categories = Categories(root, stix.Type),
            Severity = Text(root, "severity") ?? Text(root, "x_severity"),
            IdentityClass = stix.Type == "identity" ? Text(root, "identity_class") : null,
        };
    }

    /// <summary>
    /// The values of the open vocabulary that says what kind of thing it is, such as <c>indicator_types</c>.
    /// </summary>
    private static ImmutableArray<string> Categories(JsonElement root, string type)
    {
        var name = type.Replace('-', '_') + "_types";
        if (!root.TryGetProperty(name, out var list) || list.ValueKind != JsonValueKind.Array) return [];
        return [.. list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String)
            .Select(item => item.GetString()!).Distinct().Order(StringComparer.Ordinal)];
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
