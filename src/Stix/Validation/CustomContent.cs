using Entente.Stix.Json;
using Entente.Stix.Validation.Schema;

namespace Entente.Stix.Validation;

/// <summary>
/// What is not the standard's: custom types, properties and extensions (STIX 2.1 §7.3, §11). All of it is allowed where
/// its name is lawful; the standard recommends to declare it by an extension, and a name that carries its source.
/// </summary>
internal sealed class CustomContent(
    Findings findings, ValidationOptions options, ObjectPreview preview, bool isVersion20)
{
    private const string Declare = "declare it by an extension";

    // Names that earlier drafts used and that are kept free (STIX 2.1 §3.2; STIX 2.0 part 1 §3.1).
    private static readonly string[] Reserved21 = ["severity", "action", "username", "phone_numbers"];
    private static readonly string[] Reserved20 =
    [
        "confidence", "severity", "action", "usernames", "phone_numbers", "addresses", "first_seen_precision",
        "last_seen_precision", "valid_from_precision", "valid_until_precision",
    ];

    /// <summary>
    /// Judges the type of an object that no table describes; false if there is nothing more to check.
    /// </summary>
    public bool CheckType(in JsonWalk walk, string type, bool isLocal)
    {
        var shown = type.Length > 0;
        if (!shown) return true;
        if (isLocal && (!StixId.IsTypeName(type) || type.Length > 250))
        {
            findings.Error(
                walk,
                "type-name",
                $"`{type}` is not a type name",
                "use 3 to 250 of a-z, 0-9 and `-`",
                "STIX 2.0 part 3 §2.1");
        }

        if (type == "action")
        {
            findings.Error(walk, "type-reserved", "the type `action` is reserved", "use another name", "§3.1");
        }

        if (options.RefuseCustomTypes)
        {
            findings.Error(walk, "custom-type", $"`{type}` is not a type of the standard", null, "§11");
        }

        if (preview.DeclaresType && !isVersion20) return true;
        if (!isVersion20)
        {
            findings.Warn(
                walk,
                "custom-declared",
                $"the custom type `{type}` is not declared",
                $"{Declare} of type `new-sdo`, `new-sco` or `new-sro`",
                "§7.3");
        }

        Prefix(walk, type, '-', "custom type");
        return true;
    }

    /// <summary>Judges a property that its table does not have.</summary>
    public void CheckProperty(in JsonWalk walk, string name, Shape shape, bool isTop)
    {
        var keepsNames = isTop && shape.Name != "bundle" && !(isVersion20 && preview.IsObservable);
        if (keepsNames && (isVersion20 ? Reserved20 : Reserved21).Contains(name))
        {
            findings.Error(
                walk, "property-reserved", $"the property name `{name}` is reserved", "use another name", "§3.1");
            return;
        }

        if (!Formats.IsPropertyName(name) && !(isVersion20 && IsName20(name)))
        {
            findings.Error(
                walk,
                "property-name",
                $"`{name}` is not a property name",
                "use 3 to 250 of a-z, 0-9 and `_`, a letter first",
                "§3.1");
        }

        if (!isVersion20 && preview.ExtendsTopLevel && isTop) return;
        if (!isVersion20 && isTop && shape.Name is "common-domain" or "common-observable" && preview.DeclaresType)
        {
            return;
        }

        if (options.RefuseCustomProperties && !(preview.Type is { } type &&
            StixTypes.KindOf(type) == ObjectKind.Custom && isTop))
        {
            findings.Error(walk, "custom-property", $"the standard has no property `{name}` here", null, "§11.1");
        }

        if (isTop && preview.Type is { } custom && custom != "bundle" && StixTypes.KindOf(custom) == ObjectKind.Custom)
        {
            return;
        }

        if (!isVersion20)
        {
            findings.Warn(
                walk,
                "custom-declared",
                $"the custom property `{name}` is not declared",
                $"{Declare} of type `toplevel-property-extension` or `property-extension`",
                "§7.3");
        }

        Prefix(walk, name, '_', "custom property");
    }

    /// <summary>Judges the key of an extension that neither the standard nor a definition gives.</summary>
    public void CheckExtensionKey(in JsonWalk walk, string key)
    {
        if (!isVersion20 && (!key.EndsWith("-ext", StringComparison.Ordinal) || !StixId.IsTypeName(key)))
        {
            findings.Error(
                walk, "extension-key", $"`{key}` is no id of an extension definition", "use the id of one", "§7.3");
        }

        if (!isVersion20)
        {
            findings.Warn(
                walk, "custom-declared", $"the extension `{key}` is not declared", $"{Declare} definition", "§7.3");
        }

        var name = key.EndsWith("-ext", StringComparison.Ordinal) ? key[..^4] : key;
        Prefix(walk, name, '-', "custom extension");
    }

    /// <summary>Judges the kind that an extension says it is of.</summary>
    public void CheckExtensionType(string? type, string key, string pointer, int start)
    {
        if (type is not null && (!type.StartsWith("new-", StringComparison.Ordinal) ||
            StixTypes.KindOf(preview.Type ?? "") == ObjectKind.Custom))
        {
            return;
        }

        findings.Add(
            Severity.Warning,
            "custom-declared",
            pointer,
            start,
            type is null
                ? $"the extension `{key}` does not say its kind" : $"`{type}` does not fit a type of the standard",
            "give `extension_type` as `property-extension`",
            "§7.3.2");
        findings.Add(
            Severity.Warning, "custom-prefix", pointer, start, $"the extension `{key}` has no kind", null, "§11.3");
    }

    private static bool IsName20(string name) =>
        name.Length is >= 3 and <= 250 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');

    private void Prefix(in JsonWalk walk, string name, char separator, string what)
    {
        var start = $"x{separator}";
        if (!name.StartsWith(start, StringComparison.Ordinal))
        {
            findings.Warn(
                walk,
                "custom-prefix-lax",
                $"the {what} `{name}` does not start with `{start}`",
                $"start it with `{start}`",
                "§11.1");
        }

        if (name.StartsWith(start, StringComparison.Ordinal) && Formats.HasSourcePrefix(name)) return;
        findings.Warn(
            walk,
            "custom-prefix",
            $"the {what} `{name}` does not name its source",
            $"start it with `{start}`, the source and `{separator}`",
            "§11.1");
    }
}
