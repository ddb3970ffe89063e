using System.Collections.Immutable;
using System.Text.Json;
using Entente.Agreements.Clauses;
using Entente.Agreements.Documents;
using Entente.Agreements.Signatures;
using Entente.Exchange.Ports;
using Entente.Server.Hosting;
using Entente.Stix;

namespace Entente.Server.Api;

/// <summary>Agreements: hand in, list, activate; suspend, resume, denounce, terminate.</summary>
internal static class AgreementApi
{
    public static void Map(RouteGroupBuilder group, Node node)
    {
        group.MapGet("/", (CancellationToken cancellation) => ListAsync(node, cancellation));
        group.MapGet("/{id}", (string id, CancellationToken cancellation) => ShowAsync(node, id, cancellation));
        group.MapGet(
            "/{id}/steps", (string id, CancellationToken cancellation) => ListStepsAsync(node, id, cancellation));
        group.MapPost("/{id}/steps", (string id, HttpRequest request) => TakeStepAsync(node, id, request));
        group.MapPost("/", (HttpRequest request) => ActivateAsync(node, request, activate: false));
        group.MapPost("/activate", (HttpRequest request) => ActivateAsync(node, request, activate: true));
    }

    private static async Task<IResult> ListAsync(Node node, CancellationToken cancellation) =>
        ApiAnswers.Ok(await AgreementSummary.ListAsync(node, cancellation));

    private static async Task<IResult> ShowAsync(Node node, string id, CancellationToken cancellation)
    {
        var rows = await node.Store.Agreements.ListAgreementsAsync(cancellation);
        return rows.LastOrDefault(row => row.AgreementId == id) is { } row
            ? Results.Bytes(row.Signed.ToArray(), "application/json")
            : ApiAnswers.Refuse("agreement-unknown", $"no agreement `{id}` is stored here");
    }

    /// <summary>Body: the signed agreement as <c>signed</c>, and authentic texts by language as <c>texts</c>.</summary>
    private static async Task<IResult> ActivateAsync(Node node, HttpRequest request, bool activate)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        if (body.Length > 4 * AgreementDocument.DocumentBytesMax) return ApiAnswers.Refuse("document-too-large", "the request is too large");
        if (!TryRead(body.ToArray(), out var signedBytes, out var texts))
        {
            return ApiAnswers.Refuse("request-malformed", "the body has `signed` and optionally `texts`");
        }

        if (SignedAgreement.Read(signedBytes, out var diagnostics) is not { } signed) return ApiAnswers.Refuse(diagnostics);
        if (!activate)
        {
            await node.Book.SaveAsync(signed, request.HttpContext.RequestAborted);
            return ApiAnswers.Ok(new { id = signed.Document.Id, version = signed.Document.Version, state = "stored" });
        }

        var reasons = await node.Book.ActivateAsync(signed, texts, request.HttpContext.RequestAborted);
        if (!reasons.IsEmpty) return ApiAnswers.Refuse(reasons);
        await node.SettleAsync(request.HttpContext.RequestAborted);
        return ApiAnswers.Ok(new
        {
            id = signed.Document.Id,
            version = signed.Document.Version,
            state = node.Book.StateOf(signed.Document.Id, node.Clock.GetUtcNow()),
            marking = node.Book.Active.Find(signed.Document.Id)!.MarkingId,
        });
    }

    private static async Task<IResult> ListStepsAsync(Node node, string id, CancellationToken cancellation) =>
        ApiAnswers.Ok((await node.Book.ListStepsAsync(id, cancellation)).Select(Render));

    /// <summary>Query: the step as <c>kind</c>, why as <c>reason</c>, its end as <c>until</c> (RFC 3339).</summary>
    private static async Task<IResult> TakeStepAsync(Node node, string id, HttpRequest request)
    {
        var cancellation = request.HttpContext.RequestAborted;
        var asked = request.Query["kind"].FirstOrDefault() ?? "";
        if (!Enum.TryParse<AgreementStepKind>(asked, ignoreCase: true, out var kind) || char.IsDigit(asked[0]))
        {
            return ApiAnswers.Refuse(
                "step-unknown", $"`{asked}` is no step", "kind", "suspend, resume, denounce, keep or terminate");
        }

        DateTimeOffset? until = null;
        if (request.Query["until"].FirstOrDefault() is { Length: > 0 } text)
        {
            if (!StixTimestamp.TryParse(text, out var instant))
            {
                return ApiAnswers.Refuse(
                    "until-malformed", $"`{text}` is no instant", "until", "such as 2027-01-31T00:00:00Z");
            }

            until = instant.ToInstant();
        }

        var reason = request.Query["reason"].FirstOrDefault() ?? "";
        var (step, refusal) = await node.Book.TakeStepAsync(
            id, kind, LocalCaller.Of(request.HttpContext), reason, until, cancellation);
        if (step is null) return ApiAnswers.Refuse(refusal.Code, refusal.Message);

        // What waited while it was suspended is decided now.
        await node.SettleAsync(cancellation);
        var right = node.Book.Active.Find(id)!.Document.Of<DisputeSuspendClause>()
            .FirstOrDefault(clause => clause.Gives(node.Identity.Party));
        return ApiAnswers.Ok(new
        {
            id,
            state = node.Book.StateOf(id, node.Clock.GetUtcNow()),
            step = Render(step),
            right = kind != AgreementStepKind.Suspend || right is null
                ? null
                : new { clause = right.Header.Id, article = right.Header.SourceArticle },
        });
    }

    private static object Render(AgreementStepRow step) => new
    {
        step = step.Kind.ToString().ToLowerInvariant(),
        at = step.At,
        by = step.Account,
        reason = step.Reason,
        until = step.Until,
    };

    private static bool TryRead(byte[] body, out byte[] signed, out ImmutableDictionary<string, ReadOnlyMemory<byte>> texts)
    {
        signed = [];
        texts = ImmutableDictionary<string, ReadOnlyMemory<byte>>.Empty;
        try
        {
            using var json = JsonDocument.Parse(body);
            signed = System.Text.Encoding.UTF8.GetBytes(json.RootElement.GetProperty("signed").GetRawText());
            if (!json.RootElement.TryGetProperty("texts", out var given)) return true;
            foreach (var text in given.EnumerateObject()) texts = texts.SetItem(text.Name, text.Value.GetBytesFromBase64());
            return true;
        }
        catch (Exception malformed) when (malformed is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            return false;
        }
    }
}
