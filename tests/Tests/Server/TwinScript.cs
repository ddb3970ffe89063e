using System.Globalization;
using CsCheck;

namespace Entente.Tests.Server;

/// <summary>
/// Draws what happens to two twins: objects that both get, and objects that only the second gets, which Viet Nam may
/// not see for one of several reasons. They share few ids, so that they get into each other's way: hidden versions of
/// visible objects, references to what is hidden, Viet Nam adding what somebody else has given.
/// </summary>
internal sealed class TwinScript(uint seed)
{
    private const string Green = "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb";
    private const string Amber = "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421";
    private const string Red = "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1";
    private const string Stranger = "identity--00000000-0000-4000-8000-00000000ffff";
    private const int Numbers = 12;

    private static readonly string[] Types = ["indicator", "malware", "report", "relationship", "domain-name", "vulnerability"];
    private static readonly string[] Filters =
    [
        "", "match[version]=all&", "match[version]=first&", "match[type]=indicator,domain-name&", "match[type]=nothing&",
        "match[spec_version]=2.1&", "match[spec_version]=2.0&", "added_after=2026-06-01T00:00:09Z&",
    ];

    private readonly PCG _draw = new(seed, seed);
    private int _versions;

    public int Next(int below) => (int)(_draw.Next() % (uint)below);

    public bool Chance(int percent) => Next(100) < percent;

    public string AnyId() => Id(Types[Next(Types.Length)], Next(Numbers));

    public string AnyFilter() => Filters[Next(Filters.Length)];

    public int AnyLimit() => 1 + Next(9);

    /// <summary>An object that is Viet Nam's to see, or withheld for what it is; both twins get it.</summary>
    public string Shared() => Draw(Chance(70) ? Green : Amber, Chance(10) ? Stranger : null);

    /// <summary>An object that Viet Nam may not see, whatever it is about.</summary>
    public string Hidden() => Next(3) switch
    {
        0 => Draw(Red, null),
        1 => Draw(null, null),
        _ => Draw(Green, Stranger),
    };

    /// <summary>
    /// What a partner hands in: sometimes what another partner has handed in. Never an observable that we publish: what
    /// a partner gave first stays its own, so that one would rightly be withheld from then on.
    /// </summary>
    public string Given() => Draw(Green, null, observablesFrom: 300);

    private string Draw(string? marking, string? creator, int observablesFrom = 0)
    {
        // Observables name no creator, so they cannot be withheld because of one.
        var type = Types[Next(Types.Length)];
        if (type == "domain-name" && creator is not null) type = "indicator";
        var serial = Next(Numbers);

        if (type == "domain-name") serial += observablesFrom;

        // An observable has one version, so a hidden one has an id of its own: the same id is the same object.
        if (type == "domain-name" && (marking != Green || creator is not null)) serial = 1_000 + _versions++;
        var modified = string.Create(CultureInfo.InvariantCulture, $"2026-05-{1 + Next(3):D2}T00:{_versions++ / 60 % 60:D2}:{_versions % 60:D2}.000Z");
        var head = type == "domain-name"
            ? $$"""{"type":"{{type}}","spec_version":"2.1","id":"{{Id(type, serial)}}","value":"h{{serial}}.example" """
            : $$"""{"type":"{{type}}","spec_version":"2.1","id":"{{Id(type, serial)}}","created":"2026-05-01T00:00:00.000Z","modified":"{{modified}}" """;
        var body = type switch
        {
            "indicator" => $",\"pattern\":\"[domain-name:value = 'h{Next(9)}.example']\",\"pattern_type\":\"stix\",\"valid_from\":\"2026-05-01T00:00:00Z\"",
            "malware" => ",\"is_family\":false",
            "report" => $",\"name\":\"r\",\"published\":\"2026-05-01T00:00:00Z\",\"object_refs\":[\"{AnyId()}\",\"{AnyId()}\"]",
            "relationship" => $",\"relationship_type\":\"indicates\",\"source_ref\":\"{Id("indicator", Next(Numbers))}\",\"target_ref\":\"{Id("malware", Next(Numbers))}\"",
            "vulnerability" => ",\"name\":\"v\"",
            _ => "",
        };
        var marks = marking is null ? "" : $",\"object_marking_refs\":[\"{marking}\"]";
        var author = creator is null || type == "domain-name" ? "" : $",\"created_by_ref\":\"{creator}\"";
        return head + body + marks + author + "}";
    }

    private static string Id(string type, int serial) =>
        string.Create(CultureInfo.InvariantCulture, $"{type}--00000000-0000-4000-8000-{serial:D12}");
}
