using System.Collections.Frozen;
using Entente.Stix.Validation.Tables;

namespace Entente.Stix.Validation;

/// <summary>The summary of relationships (STIX 2.1 appendix B): what should be said between which types.</summary>
internal static class Relationships
{
    private static readonly FrozenSet<(string Source, string Verb, string Target)> Suggested = Parse();

    /// <summary>Whether the standard suggests it, or one end is of a type it cannot know.</summary>
    public static bool IsSuggested(string source, string verb, string target) =>
        verb is "related-to" or "derived-from" or "duplicate-of" ||
        Suggested.Contains((source, verb, target)) || Suggested.Contains((source, verb, "*")) ||
        StixTypes.KindOf(source) == ObjectKind.Custom || StixTypes.KindOf(target) == ObjectKind.Custom;

    private static FrozenSet<(string Source, string Verb, string Target)> Parse()
    {
        var rows = new HashSet<(string Source, string Verb, string Target)>();
        foreach (var line in RelationshipText.Text.Split(
            '\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            foreach (var target in words.Skip(2)) rows.Add((words[0], words[1], target));
        }

        return rows.ToFrozenSet();
    }
}
