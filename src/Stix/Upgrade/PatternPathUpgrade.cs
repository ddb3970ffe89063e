using Entente.Stix.Patterns;

namespace Entente.Stix.Upgrade;

/// <summary>Follows one object path and names each step as STIX 2.1 does.</summary>
internal static class PatternPathUpgrade
{
    public static List<PathStep> Of(ObjectPath path)
    {
        var steps = new List<PathStep>(path.Steps.Count + 1);

        // The type of the object whose property comes next; null inside a value.
        string? type = path.ObjectType;
        for (var at = 0; at < path.Steps.Count; at++)
        {
            var step = path.Steps[at];
            if (step.Kind != PathStepKind.Key)
            {
                steps.Add(step);
                continue;
            }

            if (InExtension(path, at, type) is { } kept)
            {
                steps.Add(PathStep.Key(kept));
                at += 2;
                type = null;
                continue;
            }

            AddKey(path, at, type, steps);
            type = Changes21.TargetOf(step.Name);
        }

        return steps;
    }

    private static void AddKey(ObjectPath path, int at, string? type, List<PathStep> steps)
    {
        var (step, previous) = (path.Steps[at], at > 0 ? path.Steps[at - 1].Name : "");
        if (type == "process" && step.Name == "name")
        {
            // The name of a process is that of its image (STIX 2.1 §6.13, `command_line`).
            steps.Add(PathStep.Key("image_ref"));
            steps.Add(PathStep.Key("name"));
        }
        else if (type is not null && Changes21.NameOf(type, step.Name) is { } name)
        {
            steps.Add(PathStep.Key(name));
        }
        else if (previous == "hashes" && step.Name == "ssdeep")
        {
            steps.Add(PathStep.Key("SSDEEP"));
        }
        else
        {
            // A word that became one of the language has to stand in quotes now.
            steps.Add(step.Text == "EXISTS" ? PathStep.Key("EXISTS") : step);
        }

        // A header's value became a list, so that it can occur twice (STIX 2.1 §6.6, §6.12.2).
        var isHeader = previous is "request_header" or "additional_header_fields";
        if (isHeader && (at + 1 == path.Steps.Count || path.Steps[at + 1].Kind == PathStepKind.Key))
        {
            steps.Add(PathStep.AnyIndex);
        }
    }

    private static string? InExtension(ObjectPath path, int at, string? type)
    {
        if (type is null || path.Steps[at].Name != "extensions" || at + 2 >= path.Steps.Count) return null;
        var (extension, name) = (path.Steps[at + 1].Name, path.Steps[at + 2].Name);
        return Changes21.InExtensions.FirstOrDefault(row =>
            row.Type == type && row.Extension == extension && row.Name == name).To;
    }
}
