using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Entente.Agreements.Clauses;
using Entente.Exchange.Ports;
using Entente.Server.Hosting;
using Entente.Storage;
using Spectre.Console;

namespace Entente.Server.Commands;

/// <summary>
/// <c>entente-node partner</c>: confirms a partner's keys, says how to reach it, issues and revokes the credentials it
/// shows us. It may run while the node serves: the next request sees the change.
/// </summary>
internal static partial class PartnerCommand
{
    /// <summary>No keys were confirmed: the partner can ask, and no agreement with it can be activated yet.</summary>
    private const string NoKeys = "{}";

    public static Command Create()
    {
        var command = new Command("partner", "confirm partners' keys, issue and revoke their credentials")
        {
            CreateAdd(), CreateIssue(), CreateList(), CreateRevoke(),
        };
        return command;
    }

    private static Command CreateAdd()
    {
        var data = DataOption.Create();
        var name = new Argument<string>("PARTY")
        {
            Description = "the partner's party id; or the file PARTY.json that its node made, confirmed out of band",
        };
        var user = new Option<string?>("--user") { Description = "user name that the partner's node issued to us" };
        var secret = new Option<FileInfo?>("--secret-file")
        {
            Description = "file with the password or token that its node issued to us",
        };
        var credential = new CredentialOptions();
        var command = new Command("add", "add a partner: with a node, by its file; with other software, by its id")
        {
            data, name, user, secret,
        };
        credential.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var given = parsed.GetValue(name)!;
            var ours = parsed.GetValue(secret) is { } path ? await File.ReadAllTextAsync(path.FullName, cancellation) : null;
            await using var store = Open(parsed.Open(data));
            var party = given.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
                ? await AddNodeAsync(store, given, parsed.GetValue(user), ours?.Trim(), cancellation)
                : await AddPlainAsync(store, given, cancellation);
            if (credential.IsAsked(parsed)) await credential.IssueAsync(parsed, store, party, cancellation);
            return 0;
        });
        return command;
    }

    private static async Task<string> AddNodeAsync(
        NodeStore store, string file, string? user, string? secret, CancellationToken cancellation)
    {
        using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(file, cancellation));
        var party = json.RootElement;
        if (!party.TryGetProperty("keys", out var keys) || PartyKeysReader.Read(keys, out _) is null)
        {
            throw new InvalidDataException($"`{file}` does not hold a party's keys");
        }

        var row = new PartnerRow(
            party.GetProperty("id").GetString()!, keys.GetRawText(), Text(party, "address"), Text(party, "tlsPin"),
            user, secret);
        await store.Partners.SavePartnerAsync(row, cancellation);
        Console.WriteLine($"partner `{row.Party}` is known, with the keys in that file");
        return row.Party;
    }

    private static async Task<string> AddPlainAsync(NodeStore store, string party, CancellationToken cancellation)
    {
        if (!PartyId().IsMatch(party))
        {
            throw new InvalidDataException($"`{party}` is no party id: 2 to 40 of a-z, 0-9 and `-`, as in an agreement");
        }

        if (await store.Partners.FindPartnerAsync(party, cancellation) is null)
        {
            await store.Partners.SavePartnerAsync(
                new PartnerRow(party, NoKeys, null, null, null, null), cancellation);
            Console.WriteLine($"partner `{party}` is known; it reads and adds over TAXII, and has no node that we reach");
        }

        return party;
    }

    private static Command CreateIssue()
    {
        var data = DataOption.Create();
        var party = new Argument<string>("PARTY") { Description = "the partner's party id" };
        var credential = new CredentialOptions();
        var command = new Command(
            "issue", "issue one more credential that a partner shows us; those it has go on being valid")
        {
            data, party,
        };
        credential.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var store = Open(parsed.Open(data));
            await credential.IssueAsync(parsed, store, parsed.GetValue(party)!, cancellation);
            return 0;
        });
        return command;
    }

    private static Command CreateList()
    {
        var data = DataOption.Create();
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var command = new Command("list", "list partners and the credentials they show us, never a secret") { data, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var store = Open(parsed.Open(data));
            var partners = await store.Partners.ListPartnersAsync(cancellation);
            var credentials = await store.Partners.ListCredentialsAsync(cancellation);
            if (parsed.GetValue(json)) PrintJson(partners, credentials);
            else PrintTable(partners, credentials);
            return 0;
        });
        return command;
    }

    private static void PrintJson(IReadOnlyList<PartnerRow> partners, IReadOnlyList<CredentialRow> credentials)
    {
        using var writer = new Utf8JsonWriter(Console.OpenStandardOutput(), new JsonWriterOptions { Indented = true });
        writer.WriteStartArray();
        foreach (var party in Parties(partners, credentials))
        {
            var partner = partners.FirstOrDefault(row => row.Party == party);
            writer.WriteStartObject();
            writer.WriteString("party", party);
            writer.WriteString("url", partner?.Url);
            writer.WriteBoolean("keysConfirmed", partner is not null && partner.Keys != NoKeys);
            writer.WriteStartArray("credentials");
            foreach (var credential in credentials.Where(row => row.Party == party))
            {
                writer.WriteStartObject();
                writer.WriteString("name", credential.Name);
                writer.WriteString("kind", credential.Kind);
                writer.WriteString("createdAt", Write(credential.CreatedAt));
                writer.WriteString("expiresAt", Write(credential.ExpiresAt));
                writer.WriteString("revokedAt", Write(credential.RevokedAt));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void PrintTable(IReadOnlyList<PartnerRow> partners, IReadOnlyList<CredentialRow> credentials)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in new[] { "party", "node", "keys", "credential", "kind", "created", "expires", "revoked" })
        {
            table.AddColumn(column);
        }

        foreach (var party in Parties(partners, credentials))
        {
            var partner = partners.FirstOrDefault(row => row.Party == party);
            string[] head = [party, partner?.Url ?? "-", partner is null || partner.Keys == NoKeys ? "none" : "confirmed"];
            var held = credentials.Where(row => row.Party == party).ToList();
            if (held.Count == 0) Row([.. head, "-", "-", "-", "-", "-"]);
            foreach (var row in held)
            {
                Row([
                    .. head, row.Name, row.Kind, Write(row.CreatedAt)!, Write(row.ExpiresAt) ?? "never",
                    Write(row.RevokedAt) ?? "-",
                ]);
            }
        }

        AnsiConsole.Write(table);

        void Row(string[] cells) => table.AddRow([.. cells.Select(Markup.Escape)]);
    }

    private static IEnumerable<string> Parties(
        IReadOnlyList<PartnerRow> partners, IReadOnlyList<CredentialRow> credentials) =>
        partners.Select(row => row.Party).Concat(credentials.Select(row => row.Party)).Distinct()
            .Order(StringComparer.Ordinal);

    private static Command CreateRevoke()
    {
        var data = DataOption.Create();
        var name = new Argument<string>("NAME") { Description = "the credential's name, as `issue` printed it" };
        var command = new Command("revoke", "revoke a credential; the next request with it is refused") { data, name };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var store = Open(parsed.Open(data));
            var done = await store.Partners.RevokeCredentialAsync(
                parsed.GetValue(name)!, TimeProvider.System.GetUtcNow(), cancellation);
            Console.WriteLine(done ? "revoked" : "there is no such credential");
            return done ? 0 : 1;
        });
        return command;
    }

    private static NodeStore Open(NodeFolder folder)
    {
        folder.RequireNode();
        return Stores.OpenSqlite(folder.Store, CrashPoint.FromEnvironment());
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string? Write(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex("^[a-z0-9-]{2,40}$")]
    private static partial Regex PartyId();
}
