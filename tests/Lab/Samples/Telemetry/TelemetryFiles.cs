using System.Text;
using System.Text.Json.Nodes;

namespace Entente.Lab.Samples.Telemetry;

/// <summary>Makes <c>samples/telemetry/</c>: two thousand records and the truth about them.</summary>
internal static class TelemetryFiles
{
    private const string Name = "zeek-conn-dns-http.ndjson";
    private const int Lines = 2_000;

    private static readonly string[] Logs =
        ["conn", "conn", "conn", "conn", "dns", "dns", "dns", "http", "http", "ssl", "files"];

    public static IEnumerable<SampleFile> Build()
    {
        var dice = new Dice(seed: 0x7469646577617465);
        var events = new ZeekEvents(dice);
        var places = Places(dice);
        var text = new StringBuilder();
        var (hits, withheld, decoys) = (new JsonArray(), new JsonArray(), new JsonArray());
        for (var line = 1; line <= Lines; line++)
        {
            if (!places.TryGetValue(line, out var plant))
            {
                text.Append(SampleJson.Line(events.Make(dice.Pick(Logs)))).Append('\n');
                continue;
            }

            var made = events.Make(plant.Log);
            plant.Change(made);
            var written = SampleJson.Line(made);
            text.Append(plant.Respell?.Invoke(written) ?? written).Append('\n');
            (plant.Decoy ? decoys : plant.Trace.Released ? hits : withheld).Add(Truth(line, plant));
        }

        yield return new($"telemetry/{Name}", Encoding.UTF8.GetBytes(text.ToString()));
        yield return new("telemetry/expected-hits.json", SampleJson.Pretty(new JsonObject
        {
            ["telemetry"] = Name,
            ["lines"] = Lines,
            ["hits"] = hits,
            ["hitsOfWithheld"] = withheld,
            ["decoys"] = decoys,
        }));
    }

    /// <summary>Spreads the planted records over the file, in an order of which nothing can be guessed.</summary>
    private static Dictionary<int, Plant> Places(Dice dice)
    {
        var waiting = Plants.All().ToList();
        var step = (Lines - 20) / waiting.Count;
        var places = new Dictionary<int, Plant>();
        for (var slot = 0; waiting.Count > 0; slot++)
        {
            var plant = waiting[dice.Next(waiting.Count)];
            waiting.Remove(plant);
            places[10 + slot * step + dice.Next(step)] = plant;
        }

        return places;
    }

    private static JsonObject Truth(int line, Plant plant) => new()
    {
        ["line"] = line,
        ["indicator"] = plant.Trace.IndicatorId,
        ["value"] = plant.Trace.Value,
        ["field"] = plant.Field,
        ["variant"] = plant.Variant,
    };
}
