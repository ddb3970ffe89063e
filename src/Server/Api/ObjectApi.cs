using Entente.Exchange;
using Entente.Exchange.Intake;
using Entente.Server.Hosting;
using Entente.Stix;

namespace Entente.Server.Api;

/// <summary>Objects: hand in, account for; and the telemetry they are matched with.</summary>
internal static class ObjectApi
{
    public static void Map(RouteGroupBuilder group, Node node)
    {
        group.MapPost("/objects", (HttpRequest request) => ImportAsync(node, request));
        group.MapGet("/account", async (CancellationToken cancellation) => ApiAnswers.Ok(await AccountReport.ReadAsync(node, cancellation)));
        group.MapPost("/telemetry", (HttpRequest request) => MatchAsync(node, request));
    }

    private static async Task<IResult> ImportAsync(Node node, HttpRequest request)
    {
        var cancellation = request.HttpContext.RequestAborted;
        string? assumed = null;
        if (request.Query["assume-marking"].FirstOrDefault() is { Length: > 0 } label)
        {
            if (!KnownMarkings.TryGetByLabel(label, out var marking) && !KnownMarkings.TryGet(label, out marking))
            {
                return ApiAnswers.Refuse("marking-unknown", $"`{label}` is not a standard marking", "assume-marking", "use a label such as `TLP:GREEN`");
            }

            assumed = marking.Id;
        }

        var report = await node.Pipeline.ImportAsync(
            request.Body, Submitter.Own(LocalCaller.Operator), Realm.Live, assumed, cancellation);
        await node.SettleAsync(cancellation);
        return ApiAnswers.Ok(new
        {
            read = report.Read,
            stored = report.Stored,
            duplicates = report.Duplicates,
            refused = report.Refused,
            errors = report.Diagnostics.Select(ApiAnswers.Error),
            errorsLeftOut = report.DiagnosticsLeftOut,
            account = await AccountReport.ReadAsync(node, cancellation),
        });
    }

    private static async Task<IResult> MatchAsync(Node node, HttpRequest request)
    {
        var cancellation = request.HttpContext.RequestAborted;
        Exchange.Sightings.WatchReport report;
        try
        {
            report = await node.Watch.ScanAsync(Realm.Live, request.Body, cancellation);
        }
        catch (InvalidDataException refused)
        {
            return ApiAnswers.Refuse("telemetry-line", refused.Message);
        }

        IReadOnlyList<string> sightings = [];
        if (request.Query["report"] == "true" && report.Found.Count > 0)
        {
            var name = request.Query["name"].FirstOrDefault() ?? "telemetry";
            (var bundle, sightings) = await node.Watch.WriteAsync(Realm.Live, report, name, cancellation);
            using var input = new MemoryStream(bundle);
            await node.Pipeline.ImportAsync(input, Submitter.Own(LocalCaller.Operator), Realm.Live, null, cancellation);
            await node.SettleAsync(cancellation);
        }

        return ApiAnswers.Ok(new
        {
            lines = report.Lines,
            broken = report.Broken,
            indicators = report.Indicators,
            skipped = report.Skipped.Count,
            notCompiled = report.Skipped.Select(skipped => new { indicator = skipped.Id, reason = skipped.Reason }),
            sightings = sightings.Count,
            sightingIds = sightings,
            hits = report.Found.Select(found => new
            {
                indicator = found.IndicatorId,
                count = found.Count,
                line = found.First.Line,
                field = found.First.Field,
                value = found.First.Value,
                firstSeen = found.FirstSeen,
                lastSeen = found.LastSeen,
            }),
        });
    }
}
