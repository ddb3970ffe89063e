using System.Text.Json;
using Entente.Agreements.Clauses;
using Entente.Agreements.Compilation;
using Entente.Exchange;
using Entente.Exchange.Intake;
using Entente.Server.Hosting;
using Entente.Stix;

namespace Entente.Server.Api;

/// <summary>Objects: hand in, ask about, account for; and the telemetry they are matched with.</summary>
internal static class ObjectApi
{
    public static void Map(RouteGroupBuilder group, Node node)
    {
        group.MapPost("/objects", (HttpRequest request) => ImportAsync(node, request));
        group.MapGet("/account", async (CancellationToken cancellation) => ApiAnswers.Ok(await AccountReport.ReadAsync(node, cancellation)));
        group.MapGet("/explain", (HttpRequest request) => ExplainAsync(node, request));
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

    private static async Task<IResult> ExplainAsync(Node node, HttpRequest request)
    {
        var id = request.Query["object"].FirstOrDefault() ?? "";
        var to = request.Query["to"].FirstOrDefault() ?? "";
        var explanations = await node.Pipeline.ExplainAsync(Realm.Live, id, to, request.HttpContext.RequestAborted);
        if (explanations is null) return ApiAnswers.Refuse("object-unknown", $"`{id}` is not stored here");
        if (explanations.Count == 0)
        {
            return ApiAnswers.Refuse(
                "channel-missing", $"no active agreement gives a channel to `{to}`",
                hint: "see `entente agreement list`");
        }

        return ApiAnswers.Ok(explanations.Select(explanation => Render(explanation, node.Book.Active)));
    }

    private static object Render(Explanation explanation, AgreementSet active)
    {
        using var verdict = JsonDocument.Parse(explanation.Now.OperatorRendering);
        var logged = explanation.Logged.Count > 0 ? explanation.Logged[0] : null;
        return new
        {
            @object = explanation.Now.Object.Row.ObjectId,
            recipient = explanation.Channel.Recipient,
            agreement = explanation.Channel.AgreementId,
            outcome = explanation.Now.OutcomeText,
            reasons = verdict.RootElement.GetProperty("reasons").EnumerateArray().Select(reason => new
            {
                code = reason.GetProperty("code").GetString(),
                clause = reason.TryGetProperty("clause", out var clause)
                    ? $"{reason.GetProperty("article").GetString()}, clause {clause.GetString()} of {reason.GetProperty("agreement").GetString()}"
                    : "",
                strength = StrengthOf(reason, active),
                detail = reason.GetProperty("detail").GetString(),
            }).ToList(),
            released = logged?.ReleasedId,
            entry = logged?.EntryIndex,
            logged = logged?.Outcome,
            loggedAt = logged?.DecidedAt,
        };
    }

    /// <summary>
    /// Where the clause of a reason acts and how far it holds; empty without a clause that is active here.
    /// </summary>
    private static string StrengthOf(JsonElement reason, AgreementSet active)
    {
        if (!reason.TryGetProperty("clause", out var id)) return "";
        var agreement = reason.GetProperty("agreement").GetString()!;
        var clause = active.Find(agreement[..agreement.LastIndexOf('@')])?.Document.Clauses
            .FirstOrDefault(clause => clause.Header.Id == id.GetString());
        return clause is null
            ? ""
            : $"{string.Join(' ', ClauseWords.Of(clause.Modes))}, own node {ClauseWords.Of(clause.OwnNode)}, "
                + $"partner's copy {ClauseWords.Of(clause.Beyond)}";
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
