using System.Text.Json.Nodes;
using CsCheck;

namespace Entente.Tests.Stix.Upgrade;

/// <summary>Makes valid objects of STIX 2.0, markings of parts included.</summary>
internal static class Stix20Gen
{
    public static readonly string[] Markings =
    [
        "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da",
        "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82",
        "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed",
    ];

    private static readonly string[] Types =
    [
        "attack-pattern", "campaign", "course-of-action", "identity", "indicator", "intrusion-set", "malware", "report",
        "threat-actor", "tool", "vulnerability", "relationship", "sighting", "x-acme-thing",
    ];

    private static readonly string[] Patterns =
    [
        "[file:created = t'2017-01-01T00:00:00Z']",
        "[process:name = 'a' AND process:arguments[*] = 'b'] START '2017-01-01T00:00:00Z' STOP '2017-01-02T00:00:00Z'",
        "[ipv4-addr:value = '198.51.100.1']",
        "[x-acme:note.EXISTS = 1] WITHIN 5 SECONDS WITHIN 6 SECONDS",
        "[network-traffic:extensions.'http-request-ext'.request_header.'user-agent' = 'a']",
    ];

    public static Gen<JsonObject> ObservedData { get; } = Choices.Gen.Select(ObservedDataOf);

    public static Gen<JsonObject> Object { get; } = Choices.Gen.Select(ObjectOf);

    public static JsonObject ObservedDataOf(Choices choices)
    {
        var body = Head(choices, "observed-data");
        body["first_observed"] = "2017-01-01T00:00:00Z";
        body["last_observed"] = "2017-01-02T00:00:00Z";
        body["number_observed"] = choices.Number();
        body["objects"] = new Observables20(choices).Dictionary();
        return Mark(choices, body);
    }

    private static JsonObject ObjectOf(Choices choices)
    {
        var type = choices.One<string>(Types);
        var body = Head(choices, type);
        Fill(choices, type, body);
        choices.Maybe(body, "x_acme_note", () => choices.Text());
        choices.Maybe(body, "lang", () => choices.One<JsonNode>(choices.Number(), "vi"));
        choices.Maybe(body, "aliases", () => type is "attack-pattern" or "tool"
            ? choices.One<JsonNode>(choices.Number(), choices.List(() => choices.Text())) : choices.List(() => choices.Text()));
        choices.Maybe(body, "external_references", () => new JsonArray(new JsonObject
        {
            ["source_name"] = choices.Text(),
            ["url"] = "https://a.example/",
            ["hashes"] = new JsonObject { ["ssdeep"] = $"3:a{choices.Number()}:b" },
        }));
        if (type is "identity" or "campaign" && choices.Flip()) body["labels"] = choices.List(() => choices.Text());
        return Mark(choices, body);
    }

    private static void Fill(Choices choices, string type, JsonObject body)
    {
        switch (type)
        {
            case "identity":
                body["identity_class"] = "group";
                choices.Maybe(body, "sectors", () => choices.List(() => choices.One("defence", "energy")));
                break;
            case "indicator":
                body["pattern"] = choices.One<string>(Patterns);
                body["valid_from"] = choices.Time();
                body["labels"] = choices.List(() => choices.One("benign", "compromised", choices.Text()));
                break;
            case "malware":
                body["labels"] = choices.List(() => choices.One("trojan", "worm", choices.Text()));
                break;
            case "report":
                body["labels"] = choices.List(() => choices.One("campaign", "tool", choices.Text()));
                body["published"] = choices.Time();
                body["object_refs"] = new JsonArray($"malware--{choices.Uuid()}");
                break;
            case "threat-actor":
                body["labels"] = choices.List(() => choices.One("spy", "criminal", choices.Text()));
                break;
            case "tool":
                body["labels"] = choices.List(() => choices.One("remote-access", choices.Text()));
                break;
            case "relationship":
                body["relationship_type"] = "related-to";
                body["source_ref"] = $"malware--{choices.Uuid()}";
                body["target_ref"] = $"tool--{choices.Uuid()}";
                break;
            case "sighting":
                body["sighting_of_ref"] = $"malware--{choices.Uuid()}";
                break;
        }

        if (type is not ("relationship" or "sighting")) body["name"] = choices.Text();
    }

    private static JsonObject Head(Choices choices, string type)
    {
        var body = new JsonObject
        {
            ["type"] = type,
            ["id"] = $"{type}--{choices.Uuid()}",
            ["created"] = "2017-01-01T00:00:00.000Z",
            ["modified"] = "2017-01-02T00:00:00.000Z",
        };
        choices.Maybe(body, "created_by_ref", () => $"identity--{choices.Uuid()}");
        choices.Maybe(body, "object_marking_refs", () => new JsonArray(choices.One<string>(Markings)));
        return body;
    }

    /// <summary>Marks a few parts, chosen from all that there are.</summary>
    private static JsonObject Mark(Choices choices, JsonObject body)
    {
        var paths = Paths(body, "").Where(path => path.Length > 0 && !path.StartsWith("object_marking_refs", StringComparison.Ordinal))
            .ToArray();
        var granular = new JsonArray();
        for (var left = choices.Next(6); left > 0; left--)
        {
            // Two bytes, so that every part of a large object can be meant.
            var at = ((choices.Next(256) * 256) + choices.Next(256)) % paths.Length;
            granular.Add(new JsonObject
            {
                ["marking_ref"] = choices.One<string>(Markings),
                ["selectors"] = new JsonArray(paths[at]),
            });
        }

        if (granular.Count > 0) body["granular_markings"] = granular;
        return body;
    }

    private static IEnumerable<string> Paths(JsonNode? node, string path) => node switch
    {
        JsonObject body => body.SelectMany(member => Paths(
            member.Value, path.Length == 0 ? member.Key : $"{path}.{member.Key}")).Prepend(path),
        JsonArray list => list.SelectMany((item, index) => Paths(item, $"{path}.[{index}]")).Prepend(path),
        _ => [path],
    };
}
