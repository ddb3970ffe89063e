using System.Text.Json.Nodes;
using Entente.Lab.Samples.Coalition;

namespace Entente.Lab.Samples.Campaign;

/// <summary>
/// Makes <c>samples/intelligence/</c>: the campaign, the list of its hard cases, and the third party's bundle.
/// </summary>
internal static class CampaignFiles
{
    private const string Space = "tidewater-lantern";

    public static IEnumerable<SampleFile> Build()
    {
        var start = new DateTimeOffset(2026, 6, 2, 0, 0, 0, TimeSpan.Zero);
        var draft = new CampaignDraft(Space, Party.Japan.Identity, start);
        var cast = Cast.Add(draft);
        var arsenal = Arsenal.Add(cast);
        var indicators = Indicators.Add(cast, arsenal);
        var observations = Observations.Add(cast, arsenal, indicators);
        Reports.Add(cast, arsenal, observations);
        HardCases.Add(cast, arsenal, indicators);

        yield return new(
            "intelligence/campaign.json",
            SampleJson.Bundle(
                SampleIds.Fixed("bundle", Space), [Party.Japan.ToIdentity(), .. TlpDefinitions(), .. draft.Objects]));
        yield return new("intelligence/cases.json", SampleJson.Pretty(new JsonObject
        {
            ["agreement"] = "urn:entente:agreement:jp-vn-cyber-arrangement",
            ["from"] = Party.Japan.Id,
            ["to"] = Party.VietNam.Id,
            ["cases"] = new JsonArray([.. draft.Cases]),
        }));
        yield return new(
            "intelligence/third-party.template.json",
            SampleJson.Bundle(
                SampleIds.Fixed("bundle", $"{Space}/sg"),
                [Party.Singapore.ToIdentity(), .. ThirdParty.Instance.Objects]));
    }

    /// <summary>The five fixed TLP 2.0 objects, for readers that do not know them by heart.</summary>
    private static IEnumerable<JsonObject> TlpDefinitions()
    {
        foreach (var (id, level) in new[]
        {
            (Marks.Clear, "clear"), (Marks.Green, "green"), (Marks.Amber, "amber"), (Marks.AmberStrict, "amber+strict"),
            (Marks.Red, "red"),
        })
        {
            yield return new JsonObject
            {
                ["type"] = "marking-definition",
                ["spec_version"] = "2.1",
                ["id"] = id,
                ["created"] = "2022-10-01T00:00:00.000Z",
                ["name"] = $"TLP:{level.ToUpperInvariant()}",
                ["extensions"] = new JsonObject
                {
                    [Marks.TlpExtension] = new JsonObject
                    {
                        ["extension_type"] = "property-extension",
                        ["tlp_2_0"] = level,
                    },
                },
            };
        }
    }
}
