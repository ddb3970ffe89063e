using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Entente.Stix;
using NJsonSchema;
using NJsonSchema.Validation;

namespace Entente.Tests.Stix.Validation;

/// <summary>The JSON schemas that OASIS publishes beside STIX 2.1, as a second opinion on an object.</summary>
internal sealed partial class SchemaOracle
{
    private readonly Dictionary<string, JsonSchema> _byType = new(StringComparer.Ordinal);

    private SchemaOracle()
    {
    }

    /// <summary>The types that have a schema.</summary>
    public IEnumerable<string> Types => _byType.Keys;

    public static async Task<SchemaOracle> LoadAsync(string folder)
    {
        var oracle = new SchemaOracle();
        foreach (var file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order())
        {
            var type = Path.GetFileNameWithoutExtension(file);
            if (StixTypes.KindOf(type) == ObjectKind.Custom) continue;
            oracle._byType.Add(type, await JsonSchema.FromFileAsync(file));
        }

        return oracle;
    }

    /// <summary>
    /// What the schema objects to: its own keyword and the place, with indices taken out, such as
    /// <c>PatternMismatch mime_type</c>. Empty if it accepts the object.
    /// </summary>
    public ImmutableArray<string> Judge(string type, string json) =>
        [.. _byType[type].Validate(json).SelectMany(Leaves).Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Leaves(ValidationError error)
    {
        var inner = error is ChildSchemaValidationError child
            ? child.Errors.Values.SelectMany(all => all).ToList()
            : [];
        if (inner.Count > 0 && error.Kind is ValidationErrorKind.NotAllOf or ValidationErrorKind.ArrayItemNotValid
            or ValidationErrorKind.AdditionalPropertiesNotValid)
        {
            return inner.SelectMany(Leaves);
        }

        var place = Indices().Replace(error.Path ?? "", "").TrimStart('#', '/');
        return [$"{error.Kind} {(Identifiers().IsMatch(place) ? "identifier" : place)}".TrimEnd()];
    }

    [GeneratedRegex("(^|_)(id|refs?)$")]
    private static partial Regex Identifiers();

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Indices();
}
