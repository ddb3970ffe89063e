using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Entente.Agreements.Clauses;
using Entente.Exchange.Ports;
using Entente.Server.Auth;
using Entente.Server.Hosting;
using Entente.Storage;

namespace Entente.Server.Commands;

/// <summary>
/// <c>entente-node partner</c>: confirms a partner's keys, says how to reach it, issues and revokes the credentials it
/// shows us. It may run while the node serves: the next request sees the change.
/// </summary>
internal static class PartnerCommand
{
    private const int SecretBytes = 32;
    private const int NameBytes = 6;

    public static Command Create()
    {
        var command = new Command("partner", "confirm partners' keys, issue and revoke their credentials")
        {
            CreateAdd(), CreateIssue(), CreateRevoke(),
        };
        return command;
    }

    private static Command CreateAdd()
    {
        var data = DataOption.Create();
        var file = new Argument<FileInfo>("PARTY.JSON") { Description = "the file that the partner gave us, confirmed out of band" };
        var user = new Option<string?>("--user") { Description = "user name that the partner issued to us" };
        var secret = new Option<FileInfo?>("--secret-file") { Description = "file with the password or token that it issued to us" };
        var command = new Command("add", "confirm a partner's keys and say how to reach it") { data, file, user, secret };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(parsed.GetValue(file)!.FullName, cancellation));
            var party = json.RootElement;
            if (!party.TryGetProperty("keys", out var keys) || PartyKeysReader.Read(keys, out var faults) is null)
            {
                throw new InvalidDataException($"`{parsed.GetValue(file)!.FullName}` does not hold a party's keys");
            }

            var row = new PartnerRow(
                party.GetProperty("id").GetString()!, keys.GetRawText(), Text(party, "address"), Text(party, "tlsPin"),
                parsed.GetValue(user), parsed.GetValue(secret) is { } path ? (await File.ReadAllTextAsync(path.FullName, cancellation)).Trim() : null);
            await using var store = Open(parsed.Open(data));
            await store.Partners.SavePartnerAsync(row, cancellation);
            Console.WriteLine($"partner `{row.Party}` is known, with the keys in that file");
            return 0;
        });
        return command;
    }

    private static Command CreateIssue()
    {
        var data = DataOption.Create();
        var party = new Argument<string>("PARTY") { Description = "the partner's party id" };
        var basic = new Option<bool>("--basic") { Description = "issue a user name and password instead of a bearer token" };
        var days = new Option<int?>("--days") { Description = "days until it expires; never when left out" };
        var secretFile = new Option<FileInfo?>("--out") { Description = "write the secret to this file instead of the terminal" };
        var command = new Command("issue", "issue a credential that a partner shows us") { data, party, basic, days, secretFile };
        command.SetAction(async (parsed, cancellation) =>
        {
            var now = TimeProvider.System.GetUtcNow();
            var name = $"{parsed.GetValue(party)}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NameBytes))}";
            var random = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));
            var isBasic = parsed.GetValue(basic);
            var secret = isBasic ? random : $"{name}.{random}";
            await using var store = Open(parsed.Open(data));
            await store.Partners.AddCredentialAsync(
                new CredentialRow(
                    name, parsed.GetValue(party)!, isBasic ? "basic" : "bearer",
                    isBasic ? SecretHash.OfPassword(secret) : SecretHash.OfToken(secret), now,
                    parsed.GetValue(days) is { } count ? now.AddDays(count) : null, null),
                cancellation);
            Console.WriteLine(isBasic ? $"user {name}" : $"token {name}");
            if (parsed.GetValue(secretFile) is { } target) NodeFolder.WritePrivate(target.FullName, Encoding.UTF8.GetBytes(secret));
            else Console.WriteLine($"secret {secret} (shown this once)");
            return 0;
        });
        return command;
    }

    private static Command CreateRevoke()
    {
        var data = DataOption.Create();
        var name = new Argument<string>("NAME") { Description = "the credential's name, as `issue` printed it" };
        var command = new Command("revoke", "revoke a credential; the next request with it is refused") { data, name };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var store = Open(parsed.Open(data));
            var done = await store.Partners.RevokeCredentialAsync(parsed.GetValue(name)!, TimeProvider.System.GetUtcNow(), cancellation);
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
}
