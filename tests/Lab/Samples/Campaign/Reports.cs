using System.Text.Json.Nodes;
using static Entente.Lab.Samples.SampleJson;

namespace Entente.Lab.Samples.Campaign;

/// <summary>The reports that bind the story together, some of which list what may not leave.</summary>
internal static class Reports
{
    public static void Add(Cast cast, Arsenal arsenal, Observations observations)
    {
        var draft = cast.Draft;
        Report(draft, "first-look", "Tidewater Lantern: first look (潮灯・初報)", Marks.Green, 6, 20,
            cast.PaperHeron, cast.Tidewater, arsenal.Malware["LanternRAT"], arsenal.Malware["KeelDropper"],
            draft.IdOf("indicator", "203.0.113.7"), draft.IdOf("indicator", "lantern-harbor.example"));
        Report(draft, "techniques", "Tidewater Lantern: techniques", Marks.Clear, 7, 5, [.. arsenal.Techniques.Values]);
        Report(draft, "relays", "Hai dãy máy chủ chuyển tiếp (two rows of relays)", Marks.Amber, 7, 18,
            arsenal.Infrastructure["Lantern relay, first row"], arsenal.Infrastructure["Lantern relay, second row"],
            draft.IdOf("indicator", "203.0.113.112"), draft.IdOf("indicator", "203.0.113.240/28"));

        var mixed = Report(draft, "full-story", "Tidewater Lantern: the full story", Marks.Amber, 8, 30,
            cast.PaperHeron, cast.Tidewater, cast.Ebb, cast.Minato, arsenal.Malware["LanternRAT"],
            arsenal.Malware["UndertowKit"], arsenal.Infrastructure["Night anchorage"],
            draft.IdOf("indicator", "203.0.113.220"), ThirdParty.Instance.FirstIndicator, ThirdParty.Instance.Malware,
            observations.Observed[0]);
        draft.Case(mixed, "report-lists-withheld", "derivative", "its list keeps only what may leave");

        var inner = Report(draft, "inner-circle", "Night anchorage", Marks.Green, 8, 31,
            cast.Ebb, arsenal.Malware["UndertowKit"], arsenal.Infrastructure["Night anchorage"]);
        draft.Case(inner, "report-lists-only-withheld", "withheld", "GREEN, but its list would be empty");

        draft.Add("grouping", "open-questions", [Marks.Green], new()
        {
            ["name"] = "Open questions",
            ["context"] = "suspicious-activity",
            ["object_refs"] = List(cast.PaperHeron, arsenal.Tools["DriftScan"], observations.Observed[1]),
        });
        draft.Add("malware-analysis", "lantern-sandbox", [Marks.Green], new()
        {
            ["product"] = "quay-sandbox",
            ["version"] = "2.4",
            ["result"] = "malicious",
            ["analysis_started"] = CampaignDraft.Time(7, 1, 9),
            ["analysis_ended"] = CampaignDraft.Time(7, 1, 9, 20),
            ["sample_ref"] = SampleIds.Observable("file", new()
            {
                ["name"] = "lantern.dat",
                ["hashes"] = new JsonObject { ["SHA-256"] = Traces.SampleSha256(1) },
            }),
        });
    }

    private static string Report(
        CampaignDraft draft, string key, string name, string tlp, int month, int day, params string[] refs) =>
        draft.Add("report", key, [tlp], new()
        {
            ["name"] = name,
            ["report_types"] = List("campaign"),
            ["published"] = CampaignDraft.Time(month, day, 8),
            ["object_refs"] = List(refs),
        });
}
