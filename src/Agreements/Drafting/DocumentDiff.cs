using System.Collections.Immutable;
using System.Text.Json;
using Entente.Agreements.Documents;

namespace Entente.Agreements.Drafting;

/// <summary>
/// What two versions of an agreement say otherwise, clause by clause. Clauses are the same by their ids.
/// </summary>
public static class DocumentDiff
{
    /// <summary>The differences: the document's own first, then clauses by id.</summary>
    public static ImmutableArray<ClauseChange> Between(AgreementDocument before, AgreementDocument after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        using var old = JsonDocument.Parse(before.Canonical);
        using var made = JsonDocument.Parse(after.Canonical);
        var changes = ImmutableArray.CreateBuilder<ClauseChange>();
        var values = new List<ValueChange>();
        Compare(old.RootElement, made.RootElement, "", ["clauses"], values);
        if (values.Count > 0) changes.Add(new ClauseChange("", "document", "", "changed", [.. values]));
        var (left, right) = (Clauses(old.RootElement), Clauses(made.RootElement));
        foreach (var id in left.Keys.Union(right.Keys).Order(StringComparer.Ordinal))
        {
            if (Compare(id, left.GetValueOrDefault(id), right.GetValueOrDefault(id)) is { } change) changes.Add(change);
        }

        return changes.ToImmutable();
    }

    private static ClauseChange? Compare(string id, JsonElement before, JsonElement after)
    {
        var shown = after.ValueKind == JsonValueKind.Undefined ? before : after;
        var (type, article) = (Text(shown, "type"), Text(shown, "sourceArticle"));
        if (before.ValueKind == JsonValueKind.Undefined) return new ClauseChange(id, type, article, "added", []);
        if (after.ValueKind == JsonValueKind.Undefined) return new ClauseChange(id, type, article, "removed", []);
        var values = new List<ValueChange>();
        Compare(before, after, "", [], values);
        return values.Count == 0 ? null : new ClauseChange(id, type, article, "changed", [.. values]);
    }

    private static void Compare(
        JsonElement before, JsonElement after, string pointer, ImmutableArray<string> except, List<ValueChange> values)
    {
        if (before.ValueKind == JsonValueKind.Object && after.ValueKind == JsonValueKind.Object)
        {
            var names = before.EnumerateObject().Select(member => member.Name)
                .Union(after.EnumerateObject().Select(member => member.Name)).Except(except);
            foreach (var name in names.Order(StringComparer.Ordinal))
            {
                Compare(Member(before, name), Member(after, name), $"{pointer}/{name}", [], values);
            }
        }
        else if (IsList(before) && IsList(after))
        {
            CompareItems(before, after, pointer, values);
        }
        else if (Raw(before) != Raw(after))
        {
            values.Add(new ValueChange(pointer, Raw(before), Raw(after)));
        }
    }

    /// <summary>
    /// Lists mean sets, so items that both have are no difference wherever they stand. Objects with ids are the same by
    /// them.
    /// </summary>
    private static void CompareItems(JsonElement before, JsonElement after, string pointer, List<ValueChange> values)
    {
        var (old, made) = (before.EnumerateArray().ToList(), after.EnumerateArray().ToList());
        foreach (var item in old.Where(item => !made.Any(other => Raw(other) == Raw(item))))
        {
            var same = IdOf(item) is { } id ? made.FirstOrDefault(other => IdOf(other) == id) : default;
            if (same.ValueKind == JsonValueKind.Undefined) values.Add(new ValueChange(pointer, Raw(item), null));
            else Compare(item, same, $"{pointer}/{IdOf(item)}", [], values);
        }

        foreach (var item in made.Where(item => !old.Any(other => Raw(other) == Raw(item))))
        {
            if (IdOf(item) is { } id && old.Any(other => IdOf(other) == id)) continue;
            values.Add(new ValueChange(pointer, null, Raw(item)));
        }
    }

    private static Dictionary<string, JsonElement> Clauses(JsonElement root) =>
        root.GetProperty("clauses").EnumerateArray().ToDictionary(clause => Text(clause, "id"), StringComparer.Ordinal);

    private static JsonElement Member(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value : default;

    private static bool IsList(JsonElement element) => element.ValueKind == JsonValueKind.Array;

    private static string? IdOf(JsonElement item) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty("id", out var id) ? id.ToString() : null;

    private static string? Raw(JsonElement element) =>
        element.ValueKind == JsonValueKind.Undefined ? null : element.GetRawText();

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
