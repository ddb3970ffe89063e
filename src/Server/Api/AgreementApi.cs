using System.Collections.Immutable;
using System.Text.Json;
using Entente.Agreements.Documents;
using Entente.Agreements.Signatures;
using Entente.Server.Hosting;

namespace Entente.Server.Api;

/// <summary>Agreements: hand in, list, activate.</summary>
internal static class AgreementApi
{
    public static void Map(RouteGroupBuilder group, Node node)
    {
        group.MapGet("/", (CancellationToken cancellation) => ListAsync(node, cancellation));
        group.MapGet("/{id}", (string id, CancellationToken cancellation) => ShowAsync(node, id, cancellation));
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
            state = node.Book.Active.WhyNotInForce(signed.Document.Id, node.Clock.GetUtcNow()) ?? "in-force",
            marking = node.Book.Active.Find(signed.Document.Id)!.MarkingId,
        });
    }

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
