using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Entente.IntegrationTests.Identity;

/// <summary><c>entente-node partner</c> as the operator types it.</summary>
public sealed class PartnerCommandTests(LoneNode lone) : IClassFixture<LoneNode>
{
    private TestNode Node => lone.Node;

    [Fact]
    public async Task Adding_names_a_partner_and_issues_in_one_go()
    {
        Assert.Contains("partner issue one-a", await Node.NodeAsync("partner", "add", "one-a"), StringComparison.Ordinal);
        Assert.Contains("nothing changed", await Node.NodeAsync("partner", "add", "one-a"), StringComparison.Ordinal);
        var token = await Issued.RunAsync(Node, "add", "one-b", "--token", "--days", "30");
        var user = await Issued.RunAsync(Node, "add", "one-b", "--basic");
        var more = await Issued.RunAsync(Node, "issue", "one-c");
        Assert.StartsWith($"{token.Name}.", token.Secret, StringComparison.Ordinal);
        Assert.Matches("^one-b-[0-9a-f]{12}$", user.Name);
        Assert.Matches("^[0-9a-f]{64}$", user.Secret);
        Assert.StartsWith($"{more.Name}.", more.Secret, StringComparison.Ordinal);
        var partners = await ListAsync();
        Assert.Empty(partners["one-a"].GetProperty("credentials").EnumerateArray());
        Assert.Equal(2, partners["one-b"].GetProperty("credentials").GetArrayLength());
        Assert.False(partners["one-b"].GetProperty("keys").GetBoolean());
        Assert.Equal(1, partners["one-c"].GetProperty("credentials").GetArrayLength());
    }

    [Fact]
    public async Task The_list_tells_everything_but_secrets()
    {
        using var certificate = TestCertificates.SelfSigned("client");
        using var authority = TestCertificates.Authority("Authority");
        var file = TestCertificates.Write(lone.Folder, "client.pem", certificate);
        var ca = TestCertificates.Write(lone.Folder, "ca.pem", authority);
        var pinned = await Issued.RunAsync(Node, "add", "two", "--certificate", file);
        var vouched = await Issued.RunAsync(Node, "issue", "two", "--ca", ca, "--name", "gate.example", "--days", "7");
        var token = await Issued.RunAsync(Node, "issue", "two", "--token", "--days", "1");
        var user = await Issued.RunAsync(Node, "issue", "two", "--basic");
        await token.ExpireAsync(Node);
        await user.RevokeAsync(Node);
        var rows = (await ListAsync())["two"].GetProperty("credentials").EnumerateArray()
            .ToDictionary(row => row.GetProperty("name").GetString()!);
        Is(pinned, "certificate", "active");
        Is(vouched, "authority", "active");
        Is(token, "bearer", "expired");
        Is(user, "basic", "revoked");
        Assert.Equal(44, rows[pinned.Name].GetProperty("pin").GetString()!.Length);
        Assert.Equal("gate.example", rows[vouched.Name].GetProperty("subject").GetString());
        Assert.Equal(JsonValueKind.Null, rows[pinned.Name].GetProperty("expires").ValueKind);
        Assert.Equal(JsonValueKind.Null, rows[pinned.Name].GetProperty("lastUsed").ValueKind);
        var text = await Node.NodeAsync("partner", "list");
        Assert.Contains($"{user.Name}  basic  revoked", text, StringComparison.Ordinal);

        // Neither the list nor the store has a secret in the clear.
        var store = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(Path.Combine(Node.Data, "entente.db")));
        foreach (var secret in new[] { user.Secret, token.Secret.Split('.')[1] })
        {
            foreach (var place in new[] { text, await Node.NodeAsync("partner", "list", "--json"), store })
            {
                Assert.DoesNotContain(secret, place, StringComparison.Ordinal);
            }
        }

        void Is(Issued issued, string kind, string state) => Assert.Equal(
            (kind, state), (rows[issued.Name].GetProperty("kind").GetString(), rows[issued.Name].GetProperty("state").GetString()));
    }

    [Fact]
    public async Task A_secret_goes_to_a_file_of_its_owner_and_nowhere_else()
    {
        var file = Path.Combine(lone.Folder, "secret");
        var output = await Node.NodeAsync("partner", "add", "three", "--basic", "--out", file);
        var secret = await File.ReadAllTextAsync(file);
        Assert.Equal(64, secret.Length);
        Assert.DoesNotContain(secret, output, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        await lone.RefusesAsync("is no folder", "partner", "issue", "three", "--out", Path.Combine(lone.Folder, "none", "secret"));
        Assert.Equal(1, (await ListAsync())["three"].GetProperty("credentials").GetArrayLength());
    }

    [Fact]
    public async Task A_nodes_file_keeps_the_credentials_that_the_party_has()
    {
        await using var other = new TestNode("four", lone.Folder);
        await other.NodeAsync("init", "--party", "four", "--origin", "four.example", "--name", "Four");
        await Issued.RunAsync(Node, "issue", "four", "--token");
        await Node.NodeAsync("partner", "add", other.PartyFile, "--basic");
        var partner = (await ListAsync())["four"];
        Assert.True(partner.GetProperty("keys").GetBoolean());
        Assert.Equal("https://127.0.0.1:7443", partner.GetProperty("address").GetString());
        Assert.Equal(2, partner.GetProperty("credentials").GetArrayLength());

        // Naming it again as a plain partner takes nothing away.
        await Node.NodeAsync("partner", "add", "four");
        await Node.NodeAsync("partner", "issue", "four");
        Assert.True((await ListAsync())["four"].GetProperty("keys").GetBoolean());
        await lone.RefusesAsync("is this node itself", "partner", "add", Node.PartyFile);
    }

    [Fact]
    public async Task What_contradicts_itself_or_is_no_partner_is_refused_with_a_hint()
    {
        (string Words, string[] Arguments)[] cases =
        [
            ("lower case letters", ["add", "Five"]),
            ("lower case letters", ["add", "f"]),
            ("lower case letters", ["issue", "five.example"]),
            ("lower case letters", ["add", "https://five.example", "--basic"]),
            ("this node itself", ["issue", "lone"]),
            ("is not there", ["add", "nothing.json"]),
            ("party's keys", ["add", Path.Combine(Node.Data, "node.json")]),
            ("give one of", ["add", "five", "--basic", "--token"]),
            ("give one of", ["issue", "five", "--token", "--certificate", "x"]),
            ("go together", ["issue", "five", "--ca", "x"]),
            ("go together", ["issue", "five", "--name", "x"]),
            ("needs --basic", ["issue", "five", "--password-file", "x"]),
            ("needs --basic", ["issue", "five", "--token", "--password-file", "x"]),
            ("is not there", ["issue", "five", "--basic", "--password-file", "nothing"]),
            ("--days", ["issue", "five", "--days", "0"]),
            ("--days", ["add", "five", "--token", "--days", "999999999"]),
            ("log in to a node", ["add", "five", "--user", "x"]),
            ("log in to a node", ["add", "five", "--secret-file", "x"]),
        ];
        foreach (var (words, arguments) in cases) await lone.RefusesAsync(words, ["partner", .. arguments]);
        var (code, output, _) = await Node.CrashAsync("", "partner", "revoke", "five-000000000000");
        Assert.Equal((1, "there is no such credential"), (code, output.Trim()));
        Assert.False((await ListAsync()).ContainsKey("five"));
    }

    [Fact]
    public async Task A_file_that_is_no_certificate_is_refused_with_a_hint()
    {
        using var client = TestCertificates.SelfSigned("client");
        using var root = TestCertificates.Authority("Root");
        using var issuer = TestCertificates.Authority("Issuer", root);
        var password = Write("password", "short");
        var control = Write("control", "long enough but\tno");
        var key = Write("key.pem", client.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem() + "\n" + client.ExportCertificatePem());
        var junk = Write("junk.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        var badKey = Write("badkey.pem", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n");
        var leaf = TestCertificates.Write(lone.Folder, "leaf.pem", client);
        (string Words, string[] Arguments)[] cases =
        [
            ("too short", ["--basic", "--password-file", password]),
            ("control character", ["--basic", "--password-file", control]),
            ("private key", ["--certificate", key]),
            ("private key", ["--ca", key, "--name", "x"]),
            ("no certificate", ["--certificate", junk]),
            ("no certificate", ["--certificate", badKey]),
            ("no certificate", ["--certificate", password]),
            ("is not there", ["--certificate", "nothing.pem"]),
            ("too large", ["--certificate", Write("large.pem", new string('x', 100_000))]),
            ("no certificate", ["--ca", password, "--name", "x"]),
            ("broken certificate", ["--ca", junk, "--name", "x"]),
            ("no authority", ["--ca", leaf, "--name", "x"]),
            ("no root", ["--ca", TestCertificates.Write(lone.Folder, "issuer.pem", issuer), "--name", "x"]),
            ("--out", ["--certificate", leaf, "--out", "x"]),
        ];
        foreach (var (words, arguments) in cases) await lone.RefusesAsync(words, ["partner", "issue", "six", .. arguments]);
        Assert.False((await ListAsync()).ContainsKey("six"));

        // One certificate is one party's, until the other's is revoked.
        var issued = await Issued.RunAsync(Node, "issue", "six-a", "--certificate", leaf);
        await lone.RefusesAsync(issued.Name, "partner", "issue", "six-b", "--certificate", leaf);
        await issued.RevokeAsync(Node);
        await Issued.RunAsync(Node, "issue", "six-b", "--certificate", leaf);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(lone.Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private async Task<Dictionary<string, JsonElement>> ListAsync()
    {
        using var list = JsonDocument.Parse(await Node.NodeAsync("partner", "list", "--json"));
        return list.RootElement.EnumerateArray().ToDictionary(row => row.GetProperty("party").GetString()!, row => row.Clone());
    }
}
