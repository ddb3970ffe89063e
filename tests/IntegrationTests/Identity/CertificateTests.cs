using System.Security.Cryptography.X509Certificates;
using Xunit;

namespace Entente.IntegrationTests.Identity;

/// <summary>Client certificates over real HTTPS: pinned ones, and those of an authority.</summary>
public sealed class CertificateTests(Coalition coalition) : IClassFixture<Coalition>
{
    private const string ToVietNam = "jp-cdu to vn-cyc";
    private const string ToSingapore = "jp-cdu to sg-dco";

    private TestNode Japan => coalition.Japan;

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task A_pinned_certificate_opens_its_partys_channels_until_it_is_revoked(string version)
    {
        using var certificate = TestCertificates.SelfSigned("client");
        using var client = new PlainClient(Japan, certificate, Version.Parse(version));
        await client.IsRefusedAsync();
        var old = await PinAsync("vn-cyc", certificate);
        Assert.Equal([ToVietNam], await client.ChannelsAsync());
        var next = await PinAsync("vn-cyc", certificate);
        await old.RevokeAsync(Japan);
        Assert.Equal([ToVietNam], await client.ChannelsAsync());
        await next.RevokeAsync(Japan);
        await client.IsRefusedAsync();
        Assert.Equal(1, client.Connections);

        // A key that is nobody's any more may become another party's.
        await PinAsync("sg-dco", certificate);
        Assert.Equal([ToSingapore], await client.ChannelsAsync());
    }

    [Fact]
    public async Task A_public_key_alone_can_be_pinned()
    {
        using var certificate = TestCertificates.SelfSigned("client");
        var file = Path.Combine(coalition.Folder, "key.pem");
        await File.WriteAllTextAsync(file, certificate.PublicKey.GetRSAPublicKey()!.ExportSubjectPublicKeyInfoPem());
        await Issued.RunAsync(Japan, "issue", "vn-cyc", "--certificate", file);
        using var client = new PlainClient(Japan, certificate);
        Assert.Equal([ToVietNam], await client.ChannelsAsync());
    }

    [Fact]
    public async Task Rogue_and_expired_certificates_and_expired_credentials_are_refused()
    {
        using var certificate = TestCertificates.SelfSigned("client");
        using var rogue = TestCertificates.SelfSigned("client");
        using var expired = TestCertificates.SelfSigned("client", days: -1);
        var issued = await Issued.RunAsync(
            Japan, "issue", "vn-cyc", "--days", "1", "--certificate", TestCertificates.Write(coalition.Folder, "c.pem", certificate));
        await PinAsync("vn-cyc", expired);
        using var client = new PlainClient(Japan, certificate);
        Assert.Equal([ToVietNam], await client.ChannelsAsync());
        await issued.ExpireAsync(Japan);
        await client.IsRefusedAsync();
        foreach (var wrong in new[] { rogue, expired })
        {
            using var other = new PlainClient(Japan, wrong);
            await other.IsRefusedAsync();
        }
    }

    [Fact]
    public async Task An_authority_vouches_for_the_names_that_the_operator_said()
    {
        using var authority = TestCertificates.Authority("Authority");
        using var impostor = TestCertificates.Authority("Authority");
        var file = TestCertificates.Write(coalition.Folder, "ca.pem", authority);
        await Issued.RunAsync(Japan, "issue", "vn-cyc", "--ca", file, "--name", "gate.vn.example");
        var revoked = await Issued.RunAsync(Japan, "issue", "sg-dco", "--ca", file, "--name", "gate.sg.example");
        (string? Sees, X509Certificate2 Certificate)[] cases =
        [
            (ToVietNam, TestCertificates.Issue(authority, "gate.vn.example")),
            (ToVietNam, TestCertificates.Issue(authority, "gate.vn.example")),
            (ToSingapore, TestCertificates.Issue(authority, "GATE.sg.example")),
            (null, TestCertificates.Issue(authority, "gate.us.example")),
            (null, TestCertificates.Issue(authority, "gate.vn.example", days: -1)),
            (null, TestCertificates.Issue(authority, "gate.vn.example", forServer: true)),
            (null, TestCertificates.Issue(impostor, "gate.vn.example")),
        ];
        foreach (var (sees, certificate) in cases)
        {
            using var _ = certificate;
            using var client = new PlainClient(Japan, certificate);
            if (sees is null) await client.IsRefusedAsync();
            else Assert.Equal([sees], await client.ChannelsAsync());
            if (sees != ToSingapore) continue;
            await revoked.RevokeAsync(Japan);
            await client.IsRefusedAsync();
            Assert.Equal(1, client.Connections);
        }
    }

    [Fact]
    public async Task A_certificate_and_a_header_must_be_of_one_party()
    {
        using var certificate = TestCertificates.SelfSigned("client");
        await PinAsync("vn-cyc", certificate);
        var token = await Issued.RunAsync(Japan, "issue", "vn-cyc", "--token");
        var user = await Issued.RunAsync(Japan, "issue", "vn-cyc", "--basic");
        var other = await Issued.RunAsync(Japan, "issue", "sg-dco", "--token");
        using var client = new PlainClient(Japan, certificate);
        client.Authorization = PlainClient.Bearer(token.Secret);
        Assert.Equal([ToVietNam], await client.ChannelsAsync());
        client.Authorization = PlainClient.Basic(user.Name, user.Secret);
        Assert.Equal([ToVietNam], await client.ChannelsAsync());
        client.Authorization = PlainClient.Bearer(other.Secret);
        await client.IsRefusedAsync();
        client.Authorization = PlainClient.Bearer(token.Secret + "0");
        await client.IsRefusedAsync();
        client.Authorization = null;
        Assert.Equal([ToVietNam], await client.ChannelsAsync());
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task A_certificate_that_is_nobodys_is_as_good_as_none(string version)
    {
        using var stray = TestCertificates.SelfSigned("client");
        var token = await Issued.RunAsync(Japan, "issue", "vn-cyc", "--token");
        var user = await Issued.RunAsync(Japan, "issue", "vn-cyc", "--basic");
        using var client = new PlainClient(Japan, stray, Version.Parse(version));
        await client.IsRefusedAsync();
        client.Authorization = PlainClient.Bearer(token.Secret);
        Assert.Equal([ToVietNam], await client.ChannelsAsync());
        client.Authorization = PlainClient.Basic(user.Name, user.Secret);
        Assert.Equal([ToVietNam], await client.ChannelsAsync());
        client.Authorization = PlainClient.Basic(user.Name, user.Secret + "0");
        await client.IsRefusedAsync();

        // From the moment it is somebody's, it counts, also on the connection that is open.
        var pinned = await PinAsync("sg-dco", stray);
        client.Authorization = PlainClient.Bearer(token.Secret);
        await client.IsRefusedAsync();
        await pinned.RevokeAsync(Japan);
        Assert.Equal([ToVietNam], await client.ChannelsAsync());
        Assert.Equal(1, client.Connections);
    }

    private Task<Issued> PinAsync(string party, X509Certificate2 certificate) => Issued.RunAsync(
        Japan, "issue", party, "--certificate", TestCertificates.Write(coalition.Folder, $"{party}.pem", certificate));
}
