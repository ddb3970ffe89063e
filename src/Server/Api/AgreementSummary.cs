using Entente.Agreements.Clauses;
using Entente.Agreements.Signatures;
using Entente.Exchange.Ports;
using Entente.Server.Hosting;

namespace Entente.Server.Api;

/// <summary>An agreement in one line, for lists.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Its version.</param>
/// <param name="Title">Its titles, by language.</param>
/// <param name="State">in-force, notice-given, or why it is not.</param>
/// <param name="Ends">The first instant at which it is over: by its text, notice or termination; null for none.</param>
/// <param name="Renews">When its term ends and another begins; null when none does.</param>
/// <param name="NoticeBy">The last instant for notice that ends this term; null when it is not renewed.</param>
/// <param name="Parties">The party ids.</param>
/// <param name="Signed">Who has signed.</param>
/// <param name="Why">What keeps it from being active again since the last start; empty when nothing does.</param>
internal sealed record AgreementSummary(
    string Id, int Version, IReadOnlyDictionary<string, string> Title, string State, DateTimeOffset? Ends,
    DateTimeOffset? Renews, DateTimeOffset? NoticeBy, string Parties, string Signed, string Why)
{
    public static async Task<IReadOnlyList<AgreementSummary>> ListAsync(Node node, CancellationToken cancellation)
    {
        var now = node.Clock.GetUtcNow();
        var summaries = new List<AgreementSummary>();
        foreach (var row in await node.Store.Agreements.ListAgreementsAsync(cancellation))
        {
            if (SignedAgreement.Read(row.Signed, out _) is not { } signed) continue;
            var active = node.Book.Active.Find(row.AgreementId)?.Document.Version == row.Version;
            var validity = signed.Document.Of<ValidityClause>().FirstOrDefault();
            var notice = active ? node.Book.Active.EndOf(row.AgreementId) : null;
            var ends = validity is null || notice < validity.Until ? notice : validity.Until;
            var renewal = validity?.Terms is { IsRenewed: true } terms && terms.EndOfTermAt(now) < ends ? terms : null;
            summaries.Add(new AgreementSummary(
                row.AgreementId, row.Version, signed.Document.Title,
                active ? node.Book.StateOf(row.AgreementId, now) : "not-active",
                ends == DateTimeOffset.MaxValue ? null : ends, renewal?.EndOfTermAt(now), renewal?.NoticeBy(now),
                string.Join(", ", signed.Document.Parties.Select(party => party.Id)),
                string.Join(", ", signed.Verify().Where(party => party.Fault is null).Select(party => party.Party)),
                active ? "" : Reasons(node, row)));
        }

        return summaries;
    }

    private static string Reasons(Node node, AgreementRow row) => string.Join("; ", node.Refused
        .Where(item => item.Row.AgreementId == row.AgreementId && item.Row.Version == row.Version)
        .SelectMany(item => item.Reasons).Select(reason => $"{reason.Code}, {reason.Message}"));
}
