using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Entente.Taxii.Client;
using Xunit;

namespace Entente.Tests.Taxii;

/// <summary>Whom a connection trusts, and who it says we are.</summary>
public sealed class HandlerTests
{
    private static readonly DateTimeOffset From = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset To = new(2090, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly X509Certificate2 _server = Certificate("server");

    [Fact]
    public async Task A_certificate_that_nobody_signed_is_refused_and_its_pin_told()
    {
        await using var server = Server();
        var told = "";
        Assert.Equal("tls-failed", await AskAsync(server, new() { KeyRefused = pin => told = pin }));
        Assert.Equal(PublicKeyPin.Of(_server), told);
    }

    [Fact]
    public async Task A_pinned_key_is_enough_and_another_is_refused()
    {
        await using var server = Server();
        using var other = Certificate("other");
        Assert.Null(await AskAsync(server, new() { TlsPins = [PublicKeyPin.Of(other), PublicKeyPin.Of(_server)] }));
        Assert.Equal("tls-failed", await AskAsync(server, new() { TlsPins = [PublicKeyPin.Of(other)] }));
    }

    [Fact]
    public async Task Only_the_authorities_given_are_trusted_and_a_pin_must_hold_besides()
    {
        await using var server = Server();
        using var other = Certificate("other");
        Assert.Null(await AskAsync(server, new() { Authorities = [_server] }));
        Assert.Equal("tls-failed", await AskAsync(server, new() { Authorities = [other] }));
        Assert.Null(await AskAsync(server, new() { Authorities = [_server], TlsPins = [PublicKeyPin.Of(_server)] }));
        foreach (var (authority, pinned) in new[] { (_server, other), (other, _server) })
        {
            Assert.Equal(
                "tls-failed",
                await AskAsync(server, new() { Authorities = [authority], TlsPins = [PublicKeyPin.Of(pinned)] }));
        }
    }

    [Fact]
    public async Task A_client_certificate_is_shown()
    {
        await using var server = Server(asks: true);
        using var ours = Certificate("client");
        var options = new TaxiiHandlerOptions { TlsPins = [PublicKeyPin.Of(_server)], ClientCertificate = ours };
        Assert.Null(await AskAsync(server, options));
        Assert.Equal(ours.Thumbprint, server.Requests[0].ClientCertificate?.Thumbprint);
    }

    [Fact]
    public async Task Old_versions_of_tls_are_not_spoken()
    {
        using var handler = TaxiiClient.CreateHandler();
        Assert.Equal(SslProtocols.Tls12 | SslProtocols.Tls13, handler.SslOptions.EnabledSslProtocols);
        await using var server = Server(SslProtocols.Tls12);
        Assert.Null(await AskAsync(server, new() { TlsPins = [PublicKeyPin.Of(_server)] }));
    }

    [Fact]
    public void A_pin_is_read_in_every_common_form()
    {
        var pin = PublicKeyPin.Of(_server);
        var hex = Convert.ToHexString(Convert.FromBase64String(pin));
        foreach (var text in new[] { pin, $"sha256/{pin}", $"sha256//{pin}", $"sha256:{hex}", hex, hex.ToLowerInvariant() })
        {
            Assert.True(PublicKeyPin.TryParse(text, out var read));
            Assert.Equal(pin, read);
        }

        foreach (var text in new[] { "", "sha256/", pin[1..], hex[2..], "sha1:" + hex, new string('z', 64) })
        {
            Assert.False(PublicKeyPin.TryParse(text, out _));
        }
    }

    private WireServer Server(SslProtocols protocols = SslProtocols.None, bool asks = false) => new(
        request => request.JsonAsync("{\"title\":\"T\"}"),
        new SslServerAuthenticationOptions
        {
            ServerCertificate = _server,
            EnabledSslProtocols = protocols,
            ClientCertificateRequired = asks,
            RemoteCertificateValidationCallback = (_, shown, _, _) => !asks || shown is not null,
        });

    /// <summary>The code of what went wrong; null when nothing did.</summary>
    private static async Task<string?> AskAsync(WireServer server, TaxiiHandlerOptions options)
    {
        using var http = new HttpClient(TaxiiClient.CreateHandler(options));
        var client = new TaxiiClient(http, new TaxiiClientOptions { Server = server.Address }, TimeProvider.System);
        return (await client.GetDiscoveryAsync()).Fault?.Code;
    }

    private static X509Certificate2 Certificate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(From, To);
    }
}
