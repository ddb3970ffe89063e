using System.CommandLine;
using System.Text.Json;
using Entente.Agreements.Clauses;
using Entente.Exchange.Ports;
using Entente.Server.Hosting;

namespace Entente.Server.Commands;

/// <summary>
/// <c>entente-node partner add</c>: a partner by its id, or by the file that its node made; either way with a
/// credential if one is asked for.
/// </summary>
internal static class PartnerAddCommand
{
    public static Command Create()
    {
        var data = DataOption.Create();
        var party = new Argument<string>("PARTY")
        {
            Description = "the partner's party id; or, if it runs a node, its party.json (a path that ends in .json), "
                + "confirmed out of band",
        };
        var user = new Option<string?>("--user")
        {
            Description = "with party.json: user name that the partner issued to us",
        };
        var secret = new Option<FileInfo?>("--secret-file")
        {
            Description = "with party.json: file with the password or token that the partner issued to us",
        };
        var credential = new CredentialOptions();
        var command = new Command("add", "name a partner, confirm its keys, and issue it a credential")
        {
            data, party, user, secret,
        };
        credential.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var folder = parsed.Open(data);
            await using var store = PartnerCommand.Open(folder);
            var named = parsed.GetValue(party)!;
            var isFile = named.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
            if (!isFile && (parsed.GetValue(user) ?? parsed.GetValue(secret)?.Name) is not null)
            {
                throw new InvalidDataException(
                    "--user and --secret-file say how to log in to a node; give its party.json");
            }

            var row = isFile
                ? await ReadAsync(named, folder, parsed.GetValue(user), parsed.GetValue(secret), cancellation)
                : PartnerRow.Plain(PartnerCommand.RequirePartyId(named, folder));
            var issued = credential.Read(parsed, row.Party, TimeProvider.System.GetUtcNow());
            if (isFile)
            {
                await store.Partners.SavePartnerAsync(row, cancellation);
                Console.WriteLine($"partner `{row.Party}` is known, with the keys in that file");
            }

            if (issued is not null) await issued.SaveAsync(store.Partners, cancellation);
            else if (!isFile) await AddPlainAsync(store.Partners, row, cancellation);
            return 0;
        });
        return command;
    }

    private static async Task AddPlainAsync(IPartnerStore partners, PartnerRow row, CancellationToken cancellation)
    {
        var isNew = await partners.AddPartnerAsync(row, cancellation);
        Console.WriteLine(isNew
            ? $"partner `{row.Party}` is known; it can log in once you run `entente-node partner issue {row.Party}`"
            : $"partner `{row.Party}` was known already; nothing changed");
    }

    private static async Task<PartnerRow> ReadAsync(
        string path, NodeFolder folder, string? user, FileInfo? secret, CancellationToken cancellation)
    {
        if (!File.Exists(path))
        {
            throw new InvalidDataException($"`{path}` is not there; give the party.json that the partner's node made");
        }

        try
        {
            using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(path, cancellation));
            var party = json.RootElement;
            if (party.ValueKind == JsonValueKind.Object && party.TryGetProperty("keys", out var keys)
                && PartyKeysReader.Read(keys, out _) is not null && Text(party, "id") is { } id)
            {
                var ours = secret is null ? null : (await File.ReadAllTextAsync(secret.FullName, cancellation)).Trim();
                return new PartnerRow(
                    PartnerCommand.RequirePartyId(id, folder), keys.GetRawText(), Text(party, "address"),
                    Text(party, "tlsPin"), user, ours);
            }
        }
        catch (JsonException)
        {
            // Said below.
        }

        throw new InvalidDataException(
            $"`{path}` does not hold a party's keys; give the party.json that its node made");
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
