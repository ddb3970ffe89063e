using Entente.Agreements.Clauses;
using Entente.Agreements.Compilation;
using Entente.Agreements.Decisions;
using Entente.Exchange;
using Entente.Server.Hosting;

namespace Entente.Server.Api;

/// <summary>
/// Why an object does or does not go to a party: whole for our operator, and bare for whoever asked for it.
/// </summary>
internal static class ExplainApi
{
    public static void Map(RouteGroupBuilder group, Node node)
    {
        group.MapGet("/explain", (HttpRequest request) => ExplainAsync(node, request));
        group.MapGet("/explain/bare", (HttpRequest request) => AnswerBareAsync(node, request));
    }

    private static async Task<IResult> ExplainAsync(Node node, HttpRequest request)
    {
        var (id, to) = Asked(request);
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

    /// <summary>
    /// What the party can see for itself by asking its collections now, and nothing else: that an object is unknown,
    /// withheld, held, or left under another id is one answer.
    /// </summary>
    private static async Task<IResult> AnswerBareAsync(Node node, HttpRequest request)
    {
        var (id, to) = Asked(request);
        var available = await node.Channels.HasAsync(to, Realm.Live, id, request.HttpContext.RequestAborted);
        return ApiAnswers.Ok(new { @object = id, recipient = to, available });
    }

    private static (string Id, string To) Asked(HttpRequest request) =>
        (request.Query["object"].FirstOrDefault() ?? "", request.Query["to"].FirstOrDefault() ?? "");

    private static object Render(Explanation explanation, AgreementSet active)
    {
        var (now, verdict) = (explanation.Now, explanation.Now.Verdict);
        var logged = explanation.Logged.Count > 0 ? explanation.Logged[0] : null;
        return new
        {
            @object = now.Object.Row.ObjectId,
            version = now.Object.Row.Version,
            recipient = explanation.Channel.Recipient,
            agreement = explanation.Channel.AgreementId,
            policy = active.Version.ToHex(),
            outcome = now.OutcomeText,
            reasons = verdict.Reasons.Select(reason => Render(reason, active)),
            clauses = verdict.Clauses.Select(clause => new
            {
                clause = Cite(clause), type = clause.Type, strength = StrengthOf(clause, active),
            }),
            obligations = verdict.Obligations,
            redactions = explanation.Redactions
                .Select(change => new { property = change.Property, change = change.Kind }),
            waitsFor = now.Awaits,
            whatIf = explanation.WhatIf.Select(item => new
            {
                changes = item.Changes
                    .Select(change => new { code = change.Code, by = change.By, detail = change.Detail }),
                outcome = item.Verdict.Outcome.ToString().ToLowerInvariant(),
                remaining = item.Remaining.Select(reason => Render(reason, active)),
            }),
            released = logged?.ReleasedId,
            entry = logged?.EntryIndex,
            logged = logged?.Outcome,
            loggedAt = logged?.DecidedAt,
        };
    }

    private static object Render(Reason reason, AgreementSet active) => new
    {
        outcome = reason.Outcome.ToString().ToLowerInvariant(),
        code = reason.Code,
        clause = reason.Clause is { } clause ? Cite(clause) : "",
        strength = StrengthOf(reason.Clause, active),
        detail = reason.Detail,
    };

    private static string Cite(ClauseRef clause) =>
        $"{clause.SourceArticle}, clause {clause.ClauseId} of {clause.AgreementId}@{clause.Version}";

    /// <summary>
    /// Where a clause acts and how far it holds; empty without a clause that is active here.
    /// </summary>
    private static string StrengthOf(ClauseRef? cited, AgreementSet active)
    {
        var clause = cited is null
            ? null
            : active.Find(cited.AgreementId)?.Document.Clauses
                .FirstOrDefault(clause => clause.Header.Id == cited.ClauseId);
        return clause is null
            ? ""
            : $"{string.Join(' ', ClauseWords.Of(clause.Modes))}, own node {ClauseWords.Of(clause.OwnNode)}, "
                + $"partner's copy {ClauseWords.Of(clause.Beyond)}";
    }
}
