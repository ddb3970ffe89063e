using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Entente.Stix;
using Entente.Stix.Upgrade;
using Entente.Stix.Validation;
using Xunit;

namespace Entente.Tests.Stix.Upgrade;

/// <summary>Small ways to upgrade in tests and to look at what came out.</summary>
internal static class UpgradeCase
{
    public const string Uuid = "8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f";

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A head of STIX 2.0 with single quotes, to which a body is added.</summary>
    public static string Head(string type) => $"'type':'{type}','id':'{type}--{Uuid}'," +
        "'created':'2020-01-01T00:00:00.000Z','modified':'2020-01-02T00:00:00.000Z'";

    public static string Observed(string objects, string more = "") =>
        $"{{{Head("observed-data")},'first_observed':'2020-01-01T00:00:00Z','last_observed':'2020-01-01T00:00:00Z'," +
        $"'number_observed':1{more},'objects':{objects}}}";

    public static ObjectUpgrade Upgrade(string text) => ObjectUpgrader.Upgrade(StixCase.Json(text));

    public static ObjectUpgrade Upgrade(JsonObject body) =>
        ObjectUpgrader.Upgrade(Encoding.UTF8.GetBytes(body.ToJsonString()));

    public static JsonObject Node(ReadOnlyMemory<byte> utf8) => JsonNode.Parse(utf8.Span)!.AsObject();

    /// <summary>Everything that came out, the object first.</summary>
    public static List<JsonObject> All(ObjectUpgrade upgrade) =>
        [Node(upgrade.Bytes), .. upgrade.Observables.Select(one => Node(one.Bytes))];

    public static string Show(JsonNode node) => node.ToJsonString(Readable);

    public static void AssertValid(ReadOnlyMemory<byte> utf8)
    {
        var errors = StixValidator.Validate(utf8, new ValidationOptions { SpecVersion = "2.1" }).Diagnostics
            .Where(found => found.Severity == Severity.Error).Select(found => $"{found.Pointer}: {found.Code} {found.Message}");
        Assert.True(!errors.Any(), $"{string.Join('\n', errors)}\n{Encoding.UTF8.GetString(utf8.Span)}");
    }

    /// <summary>Runs a whole input through; what leaves, and the reports.</summary>
    public static (List<ReadOnlyMemory<byte>> Out, List<ObjectUpgrade> Reports) Run(BundleUpgrader upgrader, byte[] input)
    {
        var reports = StixCase.Split(input, null).Select(upgrader.Add).ToList();
        reports.AddRange(upgrader.Complete());
        var output = new List<ReadOnlyMemory<byte>>();
        while (upgrader.TryTake(out var bytes)) output.Add(bytes);
        return (output, reports);
    }
}
