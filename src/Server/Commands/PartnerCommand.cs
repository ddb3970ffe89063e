using System.CommandLine;
using Entente.Agreements.Clauses;
using Entente.Exchange.Ports;
using Entente.Server.Hosting;
using Entente.Storage;

namespace Entente.Server.Commands;

/// <summary>
/// <c>entente-node partner</c>: who our partners are, and the credentials by which we know them. It may run while the
/// node serves: the next request sees the change.
/// </summary>
internal static class PartnerCommand
{
    public static Command Create() => new(
        "partner", "name partners, confirm their keys, issue and revoke their credentials")
    {
        PartnerAddCommand.Create(), CreateIssue(), PartnerListCommand.Create(), CreateRevoke(),
    };

    public static NodeStore Open(NodeFolder folder)
    {
        folder.RequireNode();
        return Stores.OpenSqlite(folder.Store, CrashPoint.FromEnvironment());
    }

    /// <summary>Refuses what cannot be another party's id.</summary>
    public static string RequirePartyId(string text, NodeFolder folder)
    {
        if (!PartiesClause.IsPartyId(text))
        {
            throw new InvalidDataException(
                $"`{text}` is not a party id; it has 2 to 40 lower case letters, digits and hyphens");
        }

        return text != NodeSettings.Read(folder.Settings).Party
            ? text
            : throw new InvalidDataException($"`{text}` is this node itself; name a partner");
    }

    private static Command CreateIssue()
    {
        var data = DataOption.Create();
        var party = new Argument<string>("PARTY") { Description = "the partner's party id" };
        var credential = new CredentialOptions();
        var command = new Command(
            "issue", "issue one more credential to a partner, a bearer token unless said otherwise; the others hold on")
        {
            data, party,
        };
        credential.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var folder = parsed.Open(data);
            await using var store = Open(folder);
            var name = RequirePartyId(parsed.GetValue(party)!, folder);
            var now = TimeProvider.System.GetUtcNow();
            var issued = credential.Read(parsed, name, now) ?? credential.Token(parsed, name, now);
            await issued.SaveAsync(store.Partners, cancellation);
            return 0;
        });
        return command;
    }

    private static Command CreateRevoke()
    {
        var data = DataOption.Create();
        var name = new Argument<string>("NAME")
        {
            Description = "the credential's name, as `issue` and `list` print it",
        };
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
}
