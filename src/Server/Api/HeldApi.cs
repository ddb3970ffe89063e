using System.Text.Json;
using Entente.Exchange;
using Entente.Exchange.Release;
using Entente.Server.Hosting;

namespace Entente.Server.Api;

/// <summary>Held objects: list, show what would leave, approve, refuse. For releasers, and for the operator.</summary>
internal static class HeldApi
{
    public static void Map(RouteGroupBuilder group, Node node)
    {
        group.MapGet("/", (CancellationToken cancellation) => ListAsync(node, cancellation));
        group.MapGet("/object", (HttpRequest request) => ShowAsync(node, request));
        group.MapPost("/approve", (HttpRequest request) => AnswerAsync(node, request, isGranted: true));
        group.MapPost("/refuse", (HttpRequest request) => AnswerAsync(node, request, isGranted: false));
    }

    private static async Task<IResult> ListAsync(Node node, CancellationToken cancellation)
    {
        var held = await node.Pipeline.Approvals.ListAsync(cancellation);
        return ApiAnswers.Ok(held
            .GroupBy(item => (item.Channel.Recipient, item.Channel.AgreementId, item.Held.Type))
            .OrderBy(group => group.Key)
            .Select(group => new
            {
                recipient = group.Key.Recipient,
                agreement = group.Key.AgreementId,
                type = group.Key.Type,
                objects = group.Select(item => new
                {
                    id = item.Held.ObjectId, version = item.Held.Version, since = item.Held.DecidedAt,
                }),
            }));
    }

    private static async Task<IResult> ShowAsync(Node node, HttpRequest request)
    {
        var (found, refusal) = await FindAsync(node, request);
        return refusal ?? ApiAnswers.Ok(found.Select(held => new
        {
            @object = held.Object.ObjectId,
            version = held.Object.Version,
            type = held.Object.Type,
            recipient = held.Channel.Recipient,
            agreement = held.Channel.AgreementId,
            submitter = held.Object.Submitter,
            approved = held.Preview.OutcomeText,
            reasons = Reasons(held.Preview),
            bytes = held.Bytes is { } bytes ? Convert.ToBase64String(bytes.Span) : null,
            isDerivative = held.Preview.DerivativeBytes is not null,
        }));
    }

    private static async Task<IResult> AnswerAsync(Node node, HttpRequest request, bool isGranted)
    {
        var (found, refusal) = await FindAsync(node, request);
        if (refusal is not null) return refusal;
        var version = request.Query["version"].FirstOrDefault() ?? "";
        var meant = found.Where(held => held.Object.Version == version).ToList();
        if (meant.Count == 0)
        {
            return ApiAnswers.Refuse(
                "version-not-held", $"version `{version}` is not held", "version",
                $"held is {string.Join(", ", found.Select(held => $"`{held.Object.Version}`").Distinct())}");
        }

        var cancellation = request.HttpContext.RequestAborted;
        var account = LocalCaller.Of(request.HttpContext);
        var reason = request.Query["reason"].FirstOrDefault() ?? "";
        foreach (var held in meant)
        {
            var fault = await node.Pipeline.Approvals.AnswerAsync(held, account, isGranted, reason, cancellation);
            if (fault is var (code, message)) return ApiAnswers.Refuse(code, message);
        }

        await node.SettleAsync(cancellation);
        var decided = new List<object>();
        foreach (var held in meant)
        {
            var rows = await node.Store.Ledger.FindDecisionsAsync(held.Channel, held.Object.ObjectId, cancellation);
            var row = rows.First(row => row.Version == version);
            decided.Add(new
            {
                @object = row.ObjectId, version,
                recipient = held.Channel.Recipient, agreement = held.Channel.AgreementId, outcome = row.Outcome, released = row.ReleasedId, entry = row.EntryIndex,
            });
        }

        return ApiAnswers.Ok(decided);
    }

    /// <summary>What waits of the object <c>object</c> on its way to the party <c>to</c>.</summary>
    private static async Task<(IReadOnlyList<HeldObject> Found, IResult? Refusal)> FindAsync(
        Node node, HttpRequest request)
    {
        var id = request.Query["object"].FirstOrDefault() ?? "";
        var to = request.Query["to"].FirstOrDefault() ?? "";
        var found = await node.Pipeline.Approvals.FindAsync(Realm.Live, id, to, request.HttpContext.RequestAborted);
        return found.Count > 0
            ? (found, null)
            : (found, ApiAnswers.Refuse(
                "not-held", $"`{id}` does not wait for approval on its way to `{to}`", hint: "see `entente held list`"));
    }

    private static List<object> Reasons(Decision decision)
    {
        using var verdict = JsonDocument.Parse(decision.OperatorRendering);
        return [.. verdict.RootElement.GetProperty("reasons").EnumerateArray().Select(reason => new
        {
            code = reason.GetProperty("code").GetString(), detail = reason.GetProperty("detail").GetString(),
        })];
    }
}
