using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Xunit;

namespace Entente.IntegrationTests.Identity;

/// <summary>What partners meet below HTTP: versions of TLS, the node's certificate and its replacement.</summary>
public sealed class TlsTests(LoneNode lone) : IClassFixture<LoneNode>
{
    private const byte Alert = 21;
    private const byte Handshake = 22;
    private const byte HandshakeFailure = 40;
    private const byte ProtocolVersion = 70;

    private TestNode Node => lone.Node;

    private string Certificate => Path.Combine(Node.Data, "keys", "tls.pem");

    private string Key => Path.Combine(Node.Data, "keys", "tls.key");

    [Fact]
    public async Task Init_says_what_the_certificate_is_and_leaves_its_key_to_its_owner()
    {
        var pin = Pin();
        Assert.Contains("self-signed", lone.InitOutput, StringComparison.Ordinal);
        Assert.Contains(pin, lone.InitOutput, StringComparison.Ordinal);
        Assert.Contains(Certificate, lone.InitOutput, StringComparison.Ordinal);
        Assert.Equal(pin, PinTold());
        Assert.Contains(pin, await Node.NodeAsync("tls"), StringComparison.Ordinal);
        if (OperatingSystem.IsWindows()) return;
        foreach (var file in Directory.GetFiles(Path.Combine(Node.Data, "keys")))
        {
            Assert.Equal((file, UnixFileMode.UserRead | UnixFileMode.UserWrite), (file, File.GetUnixFileMode(file)));
        }
    }

    [Fact]
    public async Task Only_TLS_1_2_and_1_3_are_spoken()
    {
        await ServeAsync();
        foreach (var (version, first, second) in new (byte, byte, byte?)[]
        {
            (0, Alert, HandshakeFailure), (1, Alert, ProtocolVersion), (2, Alert, ProtocolVersion), (3, Handshake, null),
        })
        {
            var answer = await HelloAsync(version);
            Assert.Equal((version, first), (version, answer[0]));
            if (second is { } code) Assert.Equal((version, code), (version, answer[6]));
        }

        foreach (var protocol in new[] { SslProtocols.Tls12, SslProtocols.Tls13 })
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(IPAddress.Loopback, new Uri(Node.PartnerAddress).Port);
            await using var tls = new SslStream(socket.GetStream());
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = "127.0.0.1",
                EnabledSslProtocols = protocol,
                CertificateChainPolicy = Trusting(X509CertificateLoader.LoadCertificateFromFile(Certificate)),
            });
            Assert.Equal(protocol, tls.SslProtocol);
        }
    }

    [Fact]
    public async Task A_certificate_that_the_operator_puts_there_is_shown_after_a_restart_with_its_issuers()
    {
        await Node.KillAsync();
        var (certificate, key, parties) = (await File.ReadAllBytesAsync(Certificate), await File.ReadAllBytesAsync(Key), PinTold());
        using var root = TestCertificates.Authority("Root");
        using var issuer = TestCertificates.Authority("Issuer", root);
        using var shown = TestCertificates.Issue(issuer, "127.0.0.1", forServer: true);
        await File.WriteAllTextAsync(Certificate, $"{shown.ExportCertificatePem()}\n{issuer.ExportCertificatePem()}\n");
        await lone.RefusesAsync("are not a certificate and its key", "serve");
        await File.WriteAllTextAsync(Key, shown.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());
        await ServeAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(X509CertificateLoader.LoadCertificate(root.RawData)));

        // The file for partners names the key that they meet.
        Assert.NotEqual(parties, PinTold());
        Assert.Equal(Pin(), PinTold());
        await lone.RefusesAsync("not of this node's own making", "tls", "--renew");
        await Node.KillAsync();
        await File.WriteAllBytesAsync(Certificate, certificate);
        await File.WriteAllBytesAsync(Key, key);
        await ServeAsync();
        Assert.Equal(parties, PinTold());
    }

    [Fact]
    public async Task A_renewed_certificate_has_the_same_key()
    {
        var before = await File.ReadAllTextAsync(Certificate);
        var pin = Pin();
        Assert.Contains(pin, await Node.NodeAsync("tls", "--renew"), StringComparison.Ordinal);
        Assert.NotEqual(before, await File.ReadAllTextAsync(Certificate));
        Assert.Equal(pin, Pin());
        await Node.KillAsync();
        await ServeAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(X509CertificateLoader.LoadCertificateFromFile(Certificate)));
    }

    private async Task ServeAsync()
    {
        if (!Node.IsRunning) await Node.ServeAsync();
    }

    private string Pin()
    {
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(Certificate);
        return Convert.ToBase64String(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()));
    }

    private string PinTold()
    {
        using var party = JsonDocument.Parse(File.ReadAllBytes(Node.PartyFile));
        return party.RootElement.GetProperty("tlsPin").GetString()!;
    }

    /// <summary>A request by a client that trusts one certificate and checks everything else as it should be.</summary>
    private async Task<HttpStatusCode> AskAsync(X509Certificate2 trusted)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.CertificateChainPolicy = Trusting(trusted);
        using var http = new HttpClient(handler);
        using var answer = await http.GetAsync(new Uri($"{Node.PartnerAddress}/taxii2/"));
        return answer.StatusCode;
    }

    private static X509ChainPolicy Trusting(X509Certificate2 trusted)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.Add(trusted);
        return policy;
    }

    /// <summary>
    /// The first bytes of the answer to a ClientHello of SSL 3.0 (0) to TLS 1.2 (3), written by hand: libraries of
    /// today no longer offer the old ones (RFC 5246 §7.4.1.2).
    /// </summary>
    private async Task<byte[]> HelloAsync(byte version)
    {
        byte[] extensions =
        [
            0, 10, 0, 4, 0, 2, 0, 23,
            0, 11, 0, 2, 1, 0,
            .. version == 3 ? new byte[] { 0, 13, 0, 4, 0, 2, 4, 3 } : [],
        ];
        byte[] body =
        [
            3, version, .. RandomNumberGenerator.GetBytes(32), 0,
            0, 8, 0xC0, 0x2B, 0xC0, 0x09, 0xC0, 0x0A, 0x00, 0x2F,
            1, 0,
            0, (byte)extensions.Length, .. extensions,
        ];
        byte[] hello = [Handshake, 3, version, 0, (byte)(body.Length + 4), 1, 0, 0, (byte)body.Length, .. body];
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, new Uri(Node.PartnerAddress).Port);
        var stream = socket.GetStream();
        await stream.WriteAsync(hello);
        var answer = new byte[7];
        await stream.ReadExactlyAsync(answer);
        return answer;
    }
}
