using System.Text.Json;
using Entente.Exchange.Ports;
using Entente.Server.Hosting;

namespace Entente.Server.Api;

/// <summary>What a channel released, transformed, held and withheld, by clause and reason.</summary>
/// <param name="Recipient">The partner.</param>
/// <param name="Agreement">The agreement.</param>
/// <param name="Rows">The rows, releases first.</param>
internal sealed record AccountReport(string Recipient, string Agreement, IReadOnlyList<AccountRow> Rows)
{
    private static readonly string[] Order = ["released", "transformed", "held", "withheld"];

    public static async Task<IReadOnlyList<AccountReport>> ReadAsync(Node node, CancellationToken cancellation)
    {
        var reports = new List<AccountReport>();
        foreach (var channel in await node.Store.Ledger.ListChannelsAsync(cancellation))
        {
            var counts = await node.Store.Ledger.CountDecisionsAsync(channel, cancellation);
            reports.Add(new AccountReport(channel.Recipient, channel.AgreementId, Summarise(counts)));
        }

        return reports;
    }

    private static List<AccountRow> Summarise(IReadOnlyList<DecisionCount> counts) => [.. counts
        .Select(count => (Count: count, Reason: Leading(count)))
        .GroupBy(item => (Outcome: Label(item.Count.Outcome), item.Reason.Clause, item.Reason.Code))
        .Select(group => new AccountRow(
            group.Key.Outcome, group.Sum(item => item.Count.Count), Types(group.Select(item => item.Count)), group.Key.Clause,
            Text(group.Key.Code, [.. group.Select(item => item.Reason.Detail).Distinct()])))
        .OrderBy(row => Array.IndexOf(Order, row.Outcome)).ThenByDescending(row => row.Count).ThenBy(row => row.Clause, StringComparer.Ordinal)];

    /// <summary>The first of the reasons that made the outcome what it is; `explain` gives all.</summary>
    private static (string Code, string Clause, string Detail) Leading(DecisionCount count)
    {
        using var verdict = JsonDocument.Parse(count.Verdict);
        var reason = verdict.RootElement.GetProperty("reasons")[0];
        var clause = reason.TryGetProperty("clause", out var id)
            ? $"{reason.GetProperty("article").GetString()} ({id.GetString()} {reason.GetProperty("type").GetString()})"
            : "";
        return (reason.GetProperty("code").GetString()!, clause, reason.GetProperty("detail").GetString()!);
    }

    private static string Text(string code, IReadOnlyList<string> details) => details is [var only] ? $"{code}: {only}" : code;

    private static string Types(IEnumerable<DecisionCount> counts)
    {
        const int TypesShown = 4;
        var types = counts.GroupBy(count => count.Type).OrderByDescending(group => group.Sum(count => count.Count)).Select(group => group.Key).ToList();
        var shown = string.Join(", ", types.Take(TypesShown));
        return types.Count > TypesShown ? $"{shown}, …" : shown;
    }

    private static string Label(string outcome) => outcome switch
    {
        "permit" => "released",
        "transform" => "transformed",
        "hold" => "held",
        _ => "withheld",
    };
}
