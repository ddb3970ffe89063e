using System.Globalization;
using System.Text.Json.Nodes;

namespace Entente.Lab.Samples.Campaign;

/// <summary>
/// Collects the objects of one bundle in the order they are added. Each new object is seven minutes younger than the
/// one
/// before, so that times are fixed and all different.
/// </summary>
internal sealed class CampaignDraft(string space, string author, DateTimeOffset start)
{
    private readonly List<JsonObject> _objects = [];
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly List<JsonObject> _cases = [];

    public IReadOnlyList<JsonObject> Objects => _objects;

    public IReadOnlyList<JsonObject> Cases => _cases;

    private DateTimeOffset Now => start.AddMinutes(7 * _objects.Count);

    /// <summary>A time of day in the campaign, for <c>first_seen</c> and the like.</summary>
    public static string Time(int month, int day, int hour = 0, int minute = 0) => Text(
        new DateTimeOffset(2026, month, day, hour, minute, 0, TimeSpan.Zero));

    public string IdOf(string type, string key) => SampleIds.Fixed(type, $"{space}/{key}");

    /// <summary>
    /// Adds a domain or relationship object and gives its id; <paramref name="creator"/> "" leaves it anonymous.
    /// </summary>
    public string Add(string type, string key, string[] marks, JsonObject properties, string? creator = null)
    {
        var id = IdOf(type, key);
        var made = new JsonObject { ["type"] = type, ["spec_version"] = "2.1", ["id"] = id };
        if (creator != "") made["created_by_ref"] = creator ?? author;
        made["created"] = Text(Now);
        if (type is not "marking-definition") made["modified"] = Text(Now);
        return Keep(made, properties, marks);
    }

    /// <summary>
    /// Adds an observable under its deterministic id; the same observable a second time is the same object.
    /// </summary>
    public string Observe(string type, string[] marks, JsonObject properties)
    {
        var id = type == "process"
            ? SampleIds.Fixed(type, $"{space}/{SampleJson.Line(properties)}")
            : SampleIds.Observable(type, properties);
        if (_ids.Contains(id)) return id;
        return Keep(new JsonObject { ["type"] = type, ["spec_version"] = "2.1", ["id"] = id }, properties, marks);
    }

    public string Relate(
        string source, string type, string target, string[] marks, string? creator = null, string? description = null)
    {
        var properties = new JsonObject
        {
            ["relationship_type"] = type,
            ["source_ref"] = source,
            ["target_ref"] = target,
        };
        if (description is not null) properties["description"] = description;
        return Add("relationship", $"{source} {type} {target}", marks, properties, creator);
    }

    /// <summary>Adds a later version of an object that is already there.</summary>
    public void Revise(string id, int hoursLater, JsonObject changes)
    {
        var revised = (JsonObject)_objects.Last(made => (string?)made["id"] == id).DeepClone();
        var modified = DateTimeOffset.Parse((string)revised["modified"]!, CultureInfo.InvariantCulture);
        revised["modified"] = Text(modified.AddHours(hoursLater));
        foreach (var (name, value) in changes) revised[name] = value?.DeepClone();
        _objects.Add(revised);
    }

    /// <summary>Notes why an object is there and what becomes of it between Japan and Viet Nam.</summary>
    public void Case(string id, string name, string expected, string why) => _cases.Add(new JsonObject
    {
        ["case"] = name,
        ["object"] = id,
        ["expected"] = expected,
        ["why"] = why,
    });

    private static string Text(DateTimeOffset time) =>
        time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private string Keep(JsonObject made, JsonObject properties, string[] marks)
    {
        var id = (string)made["id"]!;
        if (!_ids.Add(id)) throw new InvalidOperationException($"{id} is made twice");
        foreach (var (name, value) in properties) made[name] = value?.DeepClone();
        if (marks.Length > 0) made["object_marking_refs"] = SampleJson.List(marks);
        _objects.Add(made);
        return id;
    }
}
