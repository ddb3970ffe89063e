using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Entente.Exchange.Ports;
using Entente.Stix;

namespace Entente.Server.Commands;

/// <summary><c>entente-node partner list</c>: the partners and their credentials, never a secret.</summary>
internal static class PartnerListCommand
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Create()
    {
        var data = DataOption.Create();
        var json = new Option<bool>("--json") { Description = "as JSON" };
        var command = new Command("list", "list the partners and the credentials they have") { data, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var store = PartnerCommand.Open(parsed.Open(data));
            var now = TimeProvider.System.GetUtcNow();
            var credentials = (await store.Partners.ListCredentialsAsync(cancellation)).ToLookup(row => row.Party);
            var known = await store.Partners.ListPartnersAsync(cancellation);
            PartnerRow[] partners =
            [
                .. known.UnionBy(credentials.Select(group => PartnerRow.Plain(group.Key)), row => row.Party)
                    .OrderBy(row => row.Party, StringComparer.Ordinal),
            ];
            if (parsed.GetValue(json)) WriteJson(partners, credentials, now);
            else WriteText(partners, credentials, now);
            return 0;
        });
        return command;
    }

    private static void WriteJson(
        PartnerRow[] partners, ILookup<string, CredentialRow> credentials, DateTimeOffset now) =>
        Console.WriteLine(JsonSerializer.Serialize(
            partners.Select(partner => new
            {
                party = partner.Party,
                keys = partner.HasKeys,
                address = partner.Url,
                credentials = credentials[partner.Party].Select(row => new
                {
                    name = row.Name,
                    kind = row.Kind,
                    state = State(row, now),
                    pin = row.Pin,
                    subject = row.Subject,
                    created = Instant(row.CreatedAt),
                    expires = Instant(row.ExpiresAt),
                    revoked = Instant(row.RevokedAt),
                    lastUsed = Instant(row.LastUsedAt),
                }),
            }),
            Readable));

    private static void WriteText(PartnerRow[] partners, ILookup<string, CredentialRow> credentials, DateTimeOffset now)
    {
        if (partners.Length == 0) Console.WriteLine("there is no partner yet; see `entente-node partner add --help`");
        foreach (var partner in partners)
        {
            var keys = partner.HasKeys ? "keys confirmed" : "no keys";
            Console.WriteLine($"{partner.Party}  {keys}  {partner.Url ?? "no address"}");
            foreach (var row in credentials[partner.Party].OrderBy(row => row.CreatedAt))
            {
                Console.WriteLine($"  {row.Name}  {row.Kind}  {State(row, now)}  created {Day(row.CreatedAt)}  "
                    + $"expires {Day(row.ExpiresAt)}  used {Day(row.LastUsedAt)}"
                    + (row.Pin is { } pin ? $"  pin {pin}" : "")
                    + (row.Subject is { } subject ? $"  name {subject}" : ""));
            }
        }
    }

    private static string State(CredentialRow row, DateTimeOffset now) => row switch
    {
        { RevokedAt: not null } => "revoked",
        _ when !row.HoldsAt(now) => "expired",
        _ => "active",
    };

    private static string? Instant(DateTimeOffset? time) =>
        time is { } at ? StixTimestamp.FromInstant(at).ToString() : null;

    private static string Day(DateTimeOffset? time) =>
        time?.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) ?? "never";
}
