using Entente.Agreements.Signatures;
using Entente.Exchange.Ports;
using Entente.Server.Hosting;

namespace Entente.Server.Api;

/// <summary>An agreement in one line, for lists.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Its version.</param>
/// <param name="Title">Its titles, by language.</param>
/// <param name="State">in-force, or why it is not.</param>
/// <param name="Parties">The party ids.</param>
/// <param name="Signed">Who has signed.</param>
/// <param name="Why">What keeps it from being active again since the last start; empty when nothing does.</param>
internal sealed record AgreementSummary(
    string Id, int Version, IReadOnlyDictionary<string, string> Title, string State, string Parties, string Signed,
    string Why)
{
    public static async Task<IReadOnlyList<AgreementSummary>> ListAsync(Node node, CancellationToken cancellation)
    {
        var now = node.Clock.GetUtcNow();
        var summaries = new List<AgreementSummary>();
        foreach (var row in await node.Store.Agreements.ListAgreementsAsync(cancellation))
        {
            if (SignedAgreement.Read(row.Signed, out _) is not { } signed) continue;
            var active = node.Book.Active.Find(row.AgreementId)?.Document.Version == row.Version;
            summaries.Add(new AgreementSummary(
                row.AgreementId, row.Version, signed.Document.Title,
                active ? node.Book.Active.WhyNotInForce(row.AgreementId, now) ?? "in-force" : "not-active",
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
