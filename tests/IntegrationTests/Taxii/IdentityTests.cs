using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Entente.IntegrationTests.Taxii;

/// <summary>Who may ask: each kind of credential over real TLS, issued, rotated and revoked with the command.</summary>
public sealed class IdentityTests(Coalition coalition) : IClassFixture<Coalition>
{
    private static readonly DateTimeOffset LongAgo = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset FarOff = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Uri Collections = new("live/collections/", UriKind.Relative);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_password_opens_its_partners_collections_and_no_others()
    {
        var (user, password) = await IssueAsync("partner", "add", "vn-cyc", "--basic");
        using var client = Client(Basic(user, password));
        Assert.Equal(await CollectionsOfAsync(coalition.VietNamToken), await client.GetStringAsync(Collections, Cancellation));
        Assert.NotEqual(await CollectionsOfAsync(coalition.SingaporeToken), await client.GetStringAsync(Collections, Cancellation));
        await RefusesAsync(Basic(user, password + "x"));
        await RefusesAsync(Basic(user, ""));
        await RefusesAsync(Basic("nobody", password));
        await RefusesAsync(new AuthenticationHeaderValue("Bearer", $"{user}.{password}"));
    }

    [Fact]
    public async Task A_token_opens_its_partners_collections()
    {
        var (_, token) = await IssueAsync("partner", "add", "vn-cyc", "--token");
        using var client = Client(new AuthenticationHeaderValue("Bearer", token));
        Assert.Equal(await CollectionsOfAsync(coalition.VietNamToken), await client.GetStringAsync(Collections, Cancellation));
        await RefusesAsync(new AuthenticationHeaderValue("Bearer", token[..^1] + (token[^1] == '0' ? '1' : '0')));
        await RefusesAsync(new AuthenticationHeaderValue("Bearer", token[(token.IndexOf('.', StringComparison.Ordinal) + 1)..]));
    }

    [Theory]
    [InlineData("Basic")]
    [InlineData("Basic =")]
    [InlineData("Basic bm9jb2xvbg==")]
    [InlineData("Basic /////w==")]
    [InlineData("Bearer")]
    [InlineData("Bearer .")]
    [InlineData("Digest username=\"x\"")]
    [InlineData("Basic dXNlcjpwYXNz, Basic dXNlcjpwYXNz")]
    public async Task What_is_no_credential_is_401_with_an_error_resource(string header)
    {
        using var client = Client(null);
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);
        using var answer = await client.GetAsync(Collections, Cancellation);
        await Is401Async(answer);
    }

    [Fact]
    public async Task Nothing_is_shown_without_a_credential()
    {
        foreach (var path in new[] { "taxii2/", "live/", "live/collections/", "nowhere/", "live/status/1/" })
        {
            using var client = Client(null);
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
            await Is401Async(answer);
        }
    }

    [Fact]
    public async Task Credentials_overlap_until_the_old_one_is_revoked_which_stops_the_next_request_on_an_open_connection()
    {
        var (oldName, oldPassword) = await IssueAsync("partner", "issue", "vn-cyc", "--basic");
        var (newName, newPassword) = await IssueAsync("partner", "issue", "vn-cyc", "--basic");
        using var before = Client(Basic(oldName, oldPassword));
        using var after = Client(Basic(newName, newPassword));
        Assert.Equal(await before.GetStringAsync(Collections, Cancellation), await after.GetStringAsync(Collections, Cancellation));
        await coalition.Japan.NodeAsync("partner", "revoke", oldName);
        using var refused = await before.GetAsync(Collections, Cancellation);
        await Is401Async(refused);
        using var served = await after.GetAsync(Collections, Cancellation);
        Assert.Equal(HttpStatusCode.OK, served.StatusCode);

        using var list = JsonDocument.Parse(await coalition.Japan.NodeAsync("partner", "list", "--json"));
        var credentials = list.RootElement.EnumerateArray().Single(row => row.GetProperty("party").GetString() == "vn-cyc")
            .GetProperty("credentials").EnumerateArray().ToDictionary(row => row.GetProperty("name").GetString()!);
        Assert.NotNull(credentials[oldName].GetProperty("revokedAt").GetString());
        Assert.Null(credentials[newName].GetProperty("revokedAt").GetString());
        Assert.DoesNotContain(newPassword, list.RootElement.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_credential_is_refused()
    {
        var (user, password) = await IssueAsync("partner", "issue", "vn-cyc", "--basic", "--days", "-1");
        await RefusesAsync(Basic(user, password));
    }

    [Fact]
    public async Task A_pinned_certificate_opens_its_partners_collections_and_a_strangers_does_not()
    {
        using var certificate = Certificate("vn-client", FarOff);
        using var stranger = Certificate("vn-client", FarOff);
        using var expired = Certificate("vn-client", LongAgo.AddYears(1));
        var name = (await IssueAsync("partner", "add", "vn-cyc", "--certificate", Save(certificate))).Name;
        await IssueAsync("partner", "add", "vn-cyc", "--certificate", Save(expired));
        using var client = Client(null, certificate);
        Assert.Equal(await CollectionsOfAsync(coalition.VietNamToken), await client.GetStringAsync(Collections, Cancellation));
        await RefusesAsync(null, stranger);
        await RefusesAsync(null, expired);

        // A header and a certificate of two partners contradict each other; a stranger's certificate says nothing.
        await RefusesAsync(new AuthenticationHeaderValue("Bearer", coalition.SingaporeToken), certificate);
        using var both = Client(new AuthenticationHeaderValue("Bearer", coalition.VietNamToken), certificate);
        await both.GetStringAsync(Collections, Cancellation);
        using var ignored = Client(new AuthenticationHeaderValue("Bearer", coalition.SingaporeToken), stranger);
        await ignored.GetStringAsync(Collections, Cancellation);

        await coalition.Japan.NodeAsync("partner", "revoke", name);
        using var refused = await client.GetAsync(Collections, Cancellation);
        await Is401Async(refused);
    }

    [Fact]
    public async Task An_authority_stands_for_its_partner_under_one_name()
    {
        using var authority = Certificate("VN Authority", FarOff, isAuthority: true);
        using var rogue = Certificate("VN Authority", FarOff, isAuthority: true);
        await IssueAsync("partner", "add", "vn-cyc", "--ca", Save(authority), "--subject", "node.vn.example");
        using var good = Issued(authority, "node.vn.example", "1.3.6.1.5.5.7.3.2");
        using var otherName = Issued(authority, "other.vn.example", "1.3.6.1.5.5.7.3.2");
        using var otherUse = Issued(authority, "node.vn.example", "1.3.6.1.5.5.7.3.1");
        using var otherIssuer = Issued(rogue, "node.vn.example", "1.3.6.1.5.5.7.3.2");
        using var client = Client(null, good);
        Assert.Equal(await CollectionsOfAsync(coalition.VietNamToken), await client.GetStringAsync(Collections, Cancellation));
        foreach (var refused in new[] { otherName, otherUse, otherIssuer }) await RefusesAsync(null, refused);
    }

    [Fact]
    public async Task A_partner_without_a_node_is_made_and_given_a_credential_in_one_go()
    {
        var (user, password) = await IssueAsync("partner", "add", "au-acsc", "--basic");
        using var client = Client(Basic(user, password));
        Assert.Equal("{}", await client.GetStringAsync(Collections, Cancellation));
        using var discovery = await client.GetAsync(new Uri("taxii2/", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.OK, discovery.StatusCode);
        await Assert.ThrowsAsync<InvalidOperationException>(() => coalition.Japan.NodeAsync("partner", "add", "No Such", "--basic"));
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => coalition.Japan.NodeAsync("partner", "add", "au-acsc", "--basic", "--token"));
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => coalition.Japan.NodeAsync("partner", "add", "au-acsc", "--certificate", coalition.Japan.PartyFile));
    }

    [Theory]
    [InlineData(12288, true)]
    [InlineData(3072, true)]
    [InlineData(768, false)]
    [InlineData(192, false)]
    public async Task Only_TLS_1_2_and_1_3_are_spoken(int version, bool isSpoken)
    {
        // By number: the names of the old versions are obsolete, and these must be refused.
        var address = new Uri(coalition.Japan.PartnerAddress);
        using var socket = new TcpClient(address.Host, address.Port);
        await using var tls = new SslStream(
            socket.GetStream(), false, (_, certificate, _, _) => certificate is not null);
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = address.Host, EnabledSslProtocols = (SslProtocols)version,
        };
        var failure = await Record.ExceptionAsync(() => tls.AuthenticateAsClientAsync(options, Cancellation));
        Assert.Equal(isSpoken, failure is null);
        if (isSpoken) Assert.Equal(version, (int)tls.SslProtocol);
    }

    private HttpClient Client(AuthenticationHeaderValue? header, X509Certificate2? certificate = null)
    {
        var handler = new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
        };
        if (certificate is not null)
        {
            handler.ClientCertificateOptions = ClientCertificateOption.Manual;
            handler.ClientCertificates.Add(certificate);
        }

        var client = new HttpClient(handler) { BaseAddress = new Uri(coalition.Japan.PartnerAddress) };
        client.DefaultRequestHeaders.Authorization = header;
        return client;
    }

    private async Task<string> CollectionsOfAsync(string token)
    {
        using var client = Client(new AuthenticationHeaderValue("Bearer", token));
        return await client.GetStringAsync(Collections, Cancellation);
    }

    private async Task RefusesAsync(AuthenticationHeaderValue? header, X509Certificate2? certificate = null)
    {
        using var client = Client(header, certificate);
        using var answer = await client.GetAsync(Collections, Cancellation);
        await Is401Async(answer);
    }

    private static async Task Is401Async(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("Basic", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.Equal("application/taxii+json;version=2.1", answer.Content.Headers.NonValidated["Content-Type"].ToString());
        using var error = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal("401", error.RootElement.GetProperty("http_status").GetString());
    }

    /// <summary>What the command printed: the credential's name and, where there is one, its secret.</summary>
    private async Task<(string Name, string Secret)> IssueAsync(params string[] arguments)
    {
        var lines = (await coalition.Japan.NodeAsync(arguments)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var secret = Array.Find(lines, line => line.StartsWith("secret ", StringComparison.Ordinal))?.Split(' ')[1] ?? "";
        var name = Array.FindLast(lines, line => !line.StartsWith("secret ", StringComparison.Ordinal))!.Split(' ')[1];
        return (name, secret);
    }

    private string Save(X509Certificate2 certificate)
    {
        var path = Path.Combine(coalition.Folder, $"{certificate.Thumbprint}.pem");
        File.WriteAllText(path, certificate.ExportCertificatePem());
        return path;
    }

    private static AuthenticationHeaderValue Basic(string user, string password) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));

    private static X509Certificate2 Certificate(string name, DateTimeOffset until, bool isAuthority = false)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        if (isAuthority) request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(LongAgo, until);
    }

    private static X509Certificate2 Issued(X509Certificate2 authority, string name, string use)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=client", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(use)], false));
        using var issued = request.Create(authority, LongAgo, FarOff, [1, 2, 3, 4]);
        return issued.CopyWithPrivateKey(key);
    }
}
