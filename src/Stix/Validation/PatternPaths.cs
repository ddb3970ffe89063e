using Entente.Stix.Patterns;

namespace Entente.Stix.Validation;

/// <summary>Judges the object paths of an indicator's pattern (STIX 2.1 §9.7).</summary>
internal static class PatternPaths
{
    public static void Check(Pattern pattern, int offset, Findings findings, ValidationOptions options)
    {
        foreach (var path in PatternAtoms.Of(pattern).Select(atom => atom.Path).Distinct())
        {
            var kind = StixTypes.KindOf(path.ObjectType);
            if (!StixId.IsTypeName(path.ObjectType))
            {
                Error("pattern-type", $"`{path.ObjectType}` is not a type name");
            }
            else if (kind == ObjectKind.Custom)
            {
                if (options.RefuseCustomTypes)
                {
                    Error("custom-type", $"`{path.ObjectType}` is not a type of the standard");
                }

                Prefix(path.ObjectType, '-');
            }

            if (path.Steps[0].Name is not { } name) continue;
            if (!Formats.IsPropertyName(name)) Error("property-name", $"`{name}` is not a property name");
            else if (kind == ObjectKind.CyberObservable &&
                Standard.Version21[path.ObjectType].Properties.ContainsKey(name))
            {
                continue;
            }
            else if (kind == ObjectKind.CyberObservable && options.RefuseCustomProperties)
            {
                Error("custom-property", $"`{name}` is no property of `{path.ObjectType}`");
            }
        }

        void Error(string code, string message) =>
            findings.Add(Severity.Error, code, "/pattern", offset, message, null, "§9.7");

        void Prefix(string name, char separator)
        {
            if (!name.StartsWith($"x{separator}", StringComparison.Ordinal))
            {
                findings.Add(
                    Severity.Warning,
                    "pattern-custom-prefix-lax",
                    "/pattern",
                    offset,
                    $"the custom type `{name}` does not start with `x{separator}`",
                    null,
                    "§11.2");
            }

            if (Formats.HasSourcePrefix(name)) return;
            findings.Add(
                Severity.Warning,
                "pattern-custom-prefix",
                "/pattern",
                offset,
                $"the custom type `{name}` does not name its source",
                null,
                "§11.2");
        }
    }
}
