using System.Text.Json.Nodes;
using Entente.Agreements.Documents;
using NJsonSchema;
using Xunit;

namespace Entente.Tests.Agreements;

/// <summary>The shipped schema and the reader agree on what a schema can say.</summary>
public sealed class AgreementSchemaTests
{
    /// <summary>Codes of faults in the form of a document; the others need more than a schema.</summary>
    private static readonly HashSet<string> Formal = new(StringComparer.Ordinal)
    {
        "parameter-missing", "parameter-type", "parameter-unknown", "parameter-value", "clause-unknown",
        "key-missing", "key-malformed", "parent-missing",
    };

    [Fact]
    public async Task Schema_and_reader_agree_on_every_small_change_of_a_document()
    {
        var schema = await Schema();
        var arrangement = CoastAgreements.Arrangement()
            .Plus("sourceProtection", CoastAgreements.Source("mustNot"), ["blue-cu"]);
        foreach (var document in new[] { CoastAgreements.Framework(), arrangement })
        {
            Assert.True(Places(document, "").Count() > 60);
            Agree(schema, document, Places(document, ""));
        }
    }

    [Fact]
    public async Task Schema_and_reader_agree_on_every_small_change_of_every_clause()
    {
        var schema = await Schema();
        Assert.Empty(schema.Validate(CoastClauses.Full().ToJsonString()));
        foreach (var clause in CoastClauses.Full()["clauses"]!.AsArray())
        {
            // A clause by itself: validating all the others with it each time would take minutes.
            var alone = CoastAgreements.Document(CoastAgreements.ArrangementId, clause!.DeepClone());
            Agree(schema, alone, Places(alone, "").Where(place => place.Contains("/parameters/", StringComparison.Ordinal)));
        }
    }

    private static void Agree(JsonSchema schema, JsonObject document, IEnumerable<string> places)
    {
        Assert.Empty(schema.Validate(document.ToJsonString()));
        var disagreements = places.SelectMany(place => Changes(document, place))
            .Where(change => schema.Validate(change.Json).Count == 0 != IsWellFormed(change.Json))
            .Select(change => $"{change.What}: reader {(IsWellFormed(change.Json) ? "takes" : "refuses")} it");
        Assert.Equal("", string.Join("\n", disagreements));
    }

    private static async Task<JsonSchema> Schema() =>
        await JsonSchema.FromFileAsync(Repository.PathOf("docs/formats/agreement.schema.json"));

    private static bool IsWellFormed(string json)
    {
        AgreementDocument.Read(System.Text.Encoding.UTF8.GetBytes(json), out var diagnostics);
        return !diagnostics.Any(diagnostic => Formal.Contains(diagnostic.Code));
    }

    /// <summary>The document with one value removed, put as something else, or with a member more beside it.</summary>
    private static IEnumerable<(string What, string Json)> Changes(JsonObject document, string place)
    {
        JsonNode?[] values =
        [
            null, JsonValue.Create(true), JsonValue.Create(0), JsonValue.Create(-1), JsonValue.Create(1.5),
            JsonValue.Create("other"), JsonValue.Create("2026-06-01T00:00:00Z"), new JsonArray(), new JsonArray(1),
            new JsonArray("other"), new JsonObject(), new JsonObject { ["other"] = "other" },
        ];
        foreach (var value in values)
        {
            yield return ($"{place} = {value?.ToJsonString() ?? "null"}", Changed(document, place, value));
        }

        yield return ($"{place} removed", Changed(document, place, null, remove: true));
    }

    private static string Changed(JsonObject document, string place, JsonNode? value, bool remove = false)
    {
        var copy = document.DeepClone();
        var parts = place[1..].Split('/');
        var parent = parts[..^1].Aggregate(
            copy, (node, part) => node is JsonArray list ? list[Index(part)]! : node[part]!);
        if (parent is JsonArray items)
        {
            if (remove) items.RemoveAt(Index(parts[^1]));
            else items[Index(parts[^1])] = value?.DeepClone();
        }
        else
        {
            if (remove) parent.AsObject().Remove(parts[^1]);
            else parent[parts[^1]] = value?.DeepClone();
        }

        return copy.ToJsonString();
    }

    private static IEnumerable<string> Places(JsonNode? node, string place)
    {
        if (place.Length > 0) yield return place;
        var below = node switch
        {
            JsonObject members => members.Select(member => (Name: member.Key, Value: member.Value)),

            // The first items of a list stand for the others.
            JsonArray items => items.Take(place == "/clauses" ? items.Count : 1)
                .Select((item, i) => (Name: $"{i}", Value: item)),
            _ => [],
        };
        foreach (var (name, value) in below)
        {
            foreach (var inner in Places(value, $"{place}/{name}")) yield return inner;
        }
    }

    private static int Index(string part) => int.Parse(part, System.Globalization.CultureInfo.InvariantCulture);
}
