using System.Net;
using System.Text;
using Xunit;

namespace Entente.IntegrationTests.Identity;

/// <summary>Passwords and tokens over real HTTPS: who shows which sees what.</summary>
public sealed class CredentialTests(Coalition coalition) : IClassFixture<Coalition>
{
    private const string ToVietNam = "jp-cdu to vn-cyc";
    private const string ToSingapore = "jp-cdu to sg-dco";

    private TestNode Japan => coalition.Japan;

    public static TheoryData<string, string> Versions { get; } = new()
    {
        { "--basic", "1.1" }, { "--token", "1.1" }, { "--basic", "2.0" }, { "--token", "2.0" },
    };

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_credential_opens_its_partys_channels_and_no_others(string kind, string version)
    {
        foreach (var (party, sees) in new[] { ("vn-cyc", ToVietNam), ("sg-dco", ToSingapore) })
        {
            var issued = await Issued.RunAsync(Japan, "issue", party, kind);
            using var client = new PlainClient(Japan, version: Version.Parse(version));
            await client.IsRefusedAsync();
            client.Authorization = Header(kind, issued);
            Assert.Equal([sees], await client.ChannelsAsync());
        }
    }

    [Fact]
    public async Task A_partner_that_has_no_agreement_logs_in_and_sees_nothing()
    {
        foreach (var kind in new[] { "--basic", "--token" })
        {
            var issued = await Issued.RunAsync(Japan, "add", "plain-one", kind);
            using var client = new PlainClient(Japan) { Authorization = Header(kind, issued) };
            Assert.Empty(await client.ChannelsAsync());
        }
    }

    [Theory]
    [InlineData("--basic")]
    [InlineData("--token")]
    public async Task What_is_wrong_expired_or_anothers_is_refused(string kind)
    {
        var mine = await Issued.RunAsync(Japan, "issue", "vn-cyc", kind, "--days", "1");
        var other = await Issued.RunAsync(Japan, "issue", "sg-dco", kind);
        using var client = new PlainClient(Japan) { Authorization = Header(kind, mine) };
        Assert.Equal([ToVietNam], await client.ChannelsAsync());

        // Another's name with my secret, a secret that is one letter off, none, and a secret in the other scheme.
        var crossed = kind == "--basic" ? mine.Secret : $"{other.Name}.{mine.Secret.Split('.')[1]}";
        var off = mine.Secret[..^1] + (mine.Secret[^1] == '0' ? '1' : '0');
        foreach (var wrong in new[] { other with { Secret = crossed }, mine with { Secret = off }, mine with { Secret = "" } })
        {
            client.Authorization = Header(kind, wrong);
            await client.IsRefusedAsync();
        }

        client.Authorization = Header(kind == "--basic" ? "--token" : "--basic", mine);
        await client.IsRefusedAsync();
        client.Authorization = Header(kind, mine);
        Assert.Equal([ToVietNam], await client.ChannelsAsync());
        await mine.ExpireAsync(Japan);
        await client.IsRefusedAsync();
        Assert.Equal(1, client.Connections);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Credentials_overlap_and_revoking_one_stops_the_next_request_on_an_open_connection(string kind, string version)
    {
        var old = await Issued.RunAsync(Japan, "issue", "vn-cyc", kind);
        var next = await Issued.RunAsync(Japan, "issue", "vn-cyc", kind);
        using var client = new PlainClient(Japan, version: Version.Parse(version));
        foreach (var either in new[] { old, next, old })
        {
            client.Authorization = Header(kind, either);
            Assert.Equal([ToVietNam], await client.ChannelsAsync());
        }

        await old.RevokeAsync(Japan);
        await client.IsRefusedAsync();
        client.Authorization = Header(kind, next);
        Assert.Equal([ToVietNam], await client.ChannelsAsync());
        Assert.Equal(1, client.Connections);
    }

    [Fact]
    public async Task A_password_of_the_partners_choice_may_hold_colons_and_any_letter()
    {
        const string Password = " ba con: mèo\u0301 🛡 :: ";
        var file = Path.Combine(coalition.Folder, "password");
        await File.WriteAllTextAsync(file, Password + "\n");
        var issued = await Issued.RunAsync(Japan, "issue", "vn-cyc", "--basic", "--password-file", file, "--out", file + ".out");
        using var client = new PlainClient(Japan);
        foreach (var spelling in new[] { Password, Password.Normalize(NormalizationForm.FormC), Password.Normalize(NormalizationForm.FormD) })
        {
            client.Authorization = PlainClient.Basic(issued.Name, spelling);
            Assert.Equal([ToVietNam], await client.ChannelsAsync());
        }

        foreach (var wrong in new[] { Password.Trim(), Password[..^1], " ba con", Password.Replace("\u0301", "", StringComparison.Ordinal), Password + ":" })
        {
            client.Authorization = PlainClient.Basic(issued.Name, wrong);
            await client.IsRefusedAsync();
        }
    }

    [Fact]
    public async Task A_header_that_is_no_credential_is_refused_and_nothing_breaks()
    {
        var issued = await Issued.RunAsync(Japan, "issue", "vn-cyc", "--basic");
        using var client = new PlainClient(Japan);
        var right = PlainClient.Basic(issued.Name, issued.Secret).Parameter!;
        string[] headers =
        [
            "Basic", "Basic ", "Basic !!!", $"Basic {right}=", $"Basic {right[..^3]}", $"Basic{right}", "Basic Og==", "Basic //79",
            $"Basic {right} {right}", $"Digest {right}", "Bearer", "Bearer .", "Bearer a.b", $"Bearer {right}", "Negotiate x",
            "Basic " + Convert.ToBase64String(Encoding.Latin1.GetBytes("é:é")), "Basic " + new string('A', 20_000),
            $"Basic {right}, Basic {right}", "Bearer " + new string('.', 20_000),
        ];
        foreach (var header in headers) Assert.Equal((header, HttpStatusCode.Unauthorized), (header, await client.StatusAsync(header)));
        foreach (var header in new[] { $"Basic {right}", $"basic {right}", $"BASIC  {right} " })
        {
            Assert.Equal((header, HttpStatusCode.OK), (header, await client.StatusAsync(header)));
        }
    }

    [Fact]
    public async Task Headers_beyond_all_measure_are_refused_and_others_go_on()
    {
        using var client = new PlainClient(Japan);
        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, await client.StatusAsync("Basic " + new string('A', 140_000)));
        var issued = await Issued.RunAsync(Japan, "issue", "vn-cyc", "--token");
        client.Authorization = PlainClient.Bearer(issued.Secret);
        Assert.Equal([ToVietNam], await client.ChannelsAsync());
    }

    [Fact]
    public async Task A_flood_of_bad_passwords_holds_up_nobody_who_was_here()
    {
        var known = await Issued.RunAsync(Japan, "issue", "vn-cyc", "--basic");
        var later = await Issued.RunAsync(Japan, "issue", "sg-dco", "--basic");
        using var partner = new PlainClient(Japan) { Authorization = PlainClient.Basic(known.Name, known.Secret) };
        Assert.Equal([ToVietNam], await partner.ChannelsAsync());
        using var flood = new PlainClient(Japan);
        var guesses = Enumerable.Range(0, 100).Select(i => flood.AskAsync(
            $"Basic {PlainClient.Basic(i % 2 == 0 ? known.Name : $"guess-{i}", "no such password").Parameter}")).ToArray();
        Assert.Equal([ToVietNam], await partner.ChannelsAsync());
        using var other = new PlainClient(Japan) { Authorization = PlainClient.Basic(later.Name, later.Secret) };
        Assert.Equal([ToSingapore], await other.ChannelsAsync());

        // What was not looked into is refused like the rest, and told when to come again.
        var answers = await Task.WhenAll(guesses);
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Unauthorized, answer.Status));
        Assert.Contains(answers, answer => answer.MayComeAgain);
        Assert.Contains(answers, answer => !answer.MayComeAgain);
        Assert.Equal([ToVietNam], await partner.ChannelsAsync());
    }

    private static System.Net.Http.Headers.AuthenticationHeaderValue Header(string kind, Issued issued) =>
        kind == "--basic" ? PlainClient.Basic(issued.Name, issued.Secret) : PlainClient.Bearer(issued.Secret);
}
