using System.CommandLine;
using System.Globalization;
using System.Text;
using Entente.Agreements.Clauses;
using Entente.Exchange.Ports;
using Entente.Server.Api;
using Entente.Server.Auth;
using Entente.Server.Hosting;

namespace Entente.Server.Commands;

/// <summary>
/// <c>entente-node releaser</c>: persons of ours who approve or refuse held objects, and may do nothing else. It may
/// run while the node serves: the next request sees the change.
/// </summary>
internal static class ReleaserCommand
{
    public static Command Create() => new("releaser", "name the persons who approve or refuse held objects")
    {
        CreateAdd(), CreateList(), CreateRevoke(),
    };

    private static Command CreateAdd()
    {
        var data = DataOption.Create();
        var name = new Argument<string>("NAME") { Description = "the name that stands beside each answer" };
        var output = new Option<FileInfo?>("--out")
        {
            Description = "write the token to this file, readable by its owner only, instead of the terminal",
        };
        var command = new Command("add", "make an account and its token") { data, name, output };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var store = PartnerCommand.Open(parsed.Open(data));
            var account = RequireName(parsed.GetValue(name)!);
            var token = LocalTokens.Create();
            var row = new ReleaserRow(
                account, LocalCaller.HashOf(Encoding.ASCII.GetString(token)), TimeProvider.System.GetUtcNow(), null);
            if (!await store.Approvals.AddReleaserAsync(row, cancellation))
            {
                throw new InvalidDataException(
                    $"`{account}` is taken, and a name stays with whoever had it; take another");
            }

            Console.WriteLine($"releaser {account}");
            if (parsed.GetValue(output) is { } file) NodeFolder.WritePrivate(file.FullName, token);
            else Console.WriteLine($"token {Encoding.ASCII.GetString(token)} (shown this once)");
            return 0;
        });
        return command;
    }

    private static Command CreateList()
    {
        var data = DataOption.Create();
        var command = new Command("list", "list the accounts, never a token") { data };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var store = PartnerCommand.Open(parsed.Open(data));
            foreach (var row in await store.Approvals.ListReleasersAsync(cancellation))
            {
                Console.WriteLine($"{row.Name}  since {Instant(row.CreatedAt)}"
                    + (row.RevokedAt is { } end ? $"  revoked {Instant(end)}" : "  active"));
            }

            return 0;
        });
        return command;
    }

    private static Command CreateRevoke()
    {
        var data = DataOption.Create();
        var name = new Argument<string>("NAME") { Description = "the account" };
        var command = new Command("revoke", "end an account; its next request is refused") { data, name };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var store = PartnerCommand.Open(parsed.Open(data));
            var account = parsed.GetValue(name)!;
            if (!await store.Approvals.RevokeReleaserAsync(account, TimeProvider.System.GetUtcNow(), cancellation))
            {
                throw new InvalidDataException(
                    $"there is no active releaser `{account}`; see `entente-node releaser list`");
            }

            Console.WriteLine($"revoked {account}");
            return 0;
        });
        return command;
    }

    private static string RequireName(string name)
    {
        if (name == LocalCaller.Operator) throw new InvalidDataException($"`{name}` is the operator's own name");
        return PartiesClause.IsPartyId(name)
            ? name
            : throw new InvalidDataException(
                $"`{name}` is no name; it has 2 to 40 lower case letters, digits and hyphens");
    }

    private static string Instant(DateTimeOffset time) =>
        time.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
