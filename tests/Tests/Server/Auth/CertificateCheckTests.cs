using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Entente.Exchange.Ports;
using Entente.Server.Auth;
using Entente.Taxii.Client;
using Entente.Tests.Storage.Sqlite;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Entente.Tests.Server.Auth;

/// <summary>Whose a client certificate is, by each rule there is.</summary>
public sealed class CertificateCheckTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);
    private static readonly DateTimeOffset From = Now.AddDays(-10);
    private static readonly DateTimeOffset To = Now.AddDays(10);

    private readonly SqlitePlace _place = new();
    private readonly NodeStore _store;
    private readonly FakeTimeProvider _clock = new(Now);
    private readonly CertificateCheck _check;
    private readonly TestAuthority _root = TestAuthority.Root("Root", From, To);

    public CertificateCheckTests()
    {
        _store = _place.Open(NoFaults.Instance);
        _check = new CertificateCheck(_store.Partners, _clock);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _root.Dispose();
        await _store.DisposeAsync();
        await _place.DisposeAsync();
    }

    [Fact]
    public async Task A_pinned_key_is_the_partners_in_whatever_certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var first = TestAuthority.SelfSigned("one", From, To, key);
        using var second = TestAuthority.SelfSigned("two", From, To.AddYears(9), key);
        using var stranger = TestAuthority.SelfSigned("one", From, To);
        await PinAsync("vn-1", "vn", first);
        await IsAsync("vn-1", first);
        await IsAsync("vn-1", second);
        await IsAsync(null, stranger);
    }

    [Fact]
    public async Task A_certificate_counts_within_its_dates_only()
    {
        using var certificate = TestAuthority.SelfSigned("one", From, To);
        await PinAsync("vn-1", "vn", certificate);
        await IsAsync("vn-1", certificate);
        _clock.SetUtcNow(To.AddSeconds(-1));
        await IsAsync("vn-1", certificate);
        _clock.SetUtcNow(To);
        await IsAsync(null, certificate);
        using var later = TestAuthority.SelfSigned("one", To.AddDays(1), To.AddDays(2));
        await PinAsync("vn-2", "vn", later);
        await IsAsync(null, later);
    }

    [Fact]
    public async Task A_credential_counts_until_it_expires_or_is_revoked()
    {
        using var certificate = TestAuthority.SelfSigned("one", From, To);
        await PinAsync("vn-1", "vn", certificate, expires: Now.AddHours(1));
        await IsAsync("vn-1", certificate);
        _clock.Advance(TimeSpan.FromHours(1));
        await IsAsync(null, certificate);
        await PinAsync("vn-2", "vn", certificate);
        await IsAsync("vn-2", certificate);
        await _store.Partners.RevokeCredentialAsync("vn-2", Now, Cancellation);
        await IsAsync(null, certificate);
    }

    [Fact]
    public async Task A_key_that_stands_for_two_parties_stands_for_none()
    {
        using var certificate = TestAuthority.SelfSigned("one", From, To);
        await PinAsync("vn-1", "vn", certificate);
        await PinAsync("vn-2", "vn", certificate);
        await IsAsync("vn-1", certificate);
        await PinAsync("jp-1", "jp", certificate);
        await IsAsync(null, certificate);
        await _store.Partners.RevokeCredentialAsync("jp-1", Now, Cancellation);
        await IsAsync("vn-1", certificate);
    }

    [Theory]
    [InlineData("gate.vn.example", "", "gate.vn.example")]
    [InlineData("gate.vn.example", "someone", "other.example", "GATE.vn.example")]
    [InlineData("soc@vn.example", "someone", "soc@vn.example")]
    [InlineData("https://vn.example/soc", "someone", "https://vn.example/soc")]
    [InlineData("Cyber Unit", "Cyber Unit")]
    [InlineData("Cyber Unit", "Cyber Unit", "gate.vn.example")]
    public async Task An_authority_certifies_a_name_of_any_kind(string name, string commonName, params string[] names)
    {
        await TrustAsync("vn-1", "vn", name, _root.Pem);
        using var certificate = _root.Issue(commonName, names);
        await IsAsync("vn-1", certificate);
        await IsAsync("vn-1", certificate);
    }

    [Theory]
    [InlineData("gate.vn.example", "someone", "gate.vn.example.evil.example")]
    [InlineData("gate.vn.example", "someone", "*.vn.example")]
    [InlineData("gate.vn.example", "someone", "xgate.vn.example")]
    [InlineData("soc@vn.example", "someone", "SOC@vn.example")]
    [InlineData("Cyber Unit", "Cyber unit")]
    [InlineData("Cyber Unit", "Cyber Unit ")]
    [InlineData("Cyber Unit", "Cyber Unit\0")]
    public async Task Another_name_is_nobodys(string name, string commonName, params string[] names)
    {
        await TrustAsync("vn-1", "vn", name, _root.Pem);
        using var certificate = _root.Issue(commonName, names);
        await IsAsync(null, certificate);
    }

    [Theory]
    [InlineData(TestAuthority.ClientAuth, true)]
    [InlineData(null, true)]
    [InlineData(TestAuthority.ServerAuth, false)]
    public async Task An_authoritys_certificate_must_be_for_clients(string? usage, bool counts)
    {
        await TrustAsync("vn-1", "vn", "gate", _root.Pem);
        using var certificate = _root.Issue("gate", usage: usage);
        await IsAsync(counts ? "vn-1" : null, certificate);
    }

    [Fact]
    public async Task Another_authority_of_the_same_name_is_not_the_one()
    {
        await TrustAsync("vn-1", "vn", "gate", _root.Pem);
        using var other = TestAuthority.Root("Root", From, To);
        using var rogue = other.Issue("gate");
        using var alone = TestAuthority.SelfSigned("gate", From, To);
        await IsAsync(null, rogue);
        await IsAsync(null, alone);

        // Two partners may have the same name under two authorities.
        await TrustAsync("jp-1", "jp", "gate", other.Pem);
        await IsAsync("jp-1", rogue);
        using var right = _root.Issue("gate");
        await IsAsync("vn-1", right);
    }

    [Fact]
    public async Task An_issuer_below_the_root_counts_when_the_operator_gave_it()
    {
        using var issuer = _root.Below("Issuer");
        using var certificate = issuer.Issue("gate");
        await TrustAsync("vn-1", "vn", "gate", _root.Pem);
        await IsAsync(null, certificate);
        await TrustAsync("vn-2", "vn", "gate", $"{_root.Pem}\n{issuer.Pem}\n");
        await IsAsync("vn-2", certificate);
    }

    [Fact]
    public async Task What_was_found_valid_once_ends_with_the_first_certificate_of_its_chain()
    {
        using var shorter = TestAuthority.Root("Shorter", From, Now.AddDays(1));
        await TrustAsync("vn-1", "vn", "gate", shorter.Pem);
        using var certificate = shorter.Issue("gate", to: To);
        await IsAsync("vn-1", certificate);
        _clock.Advance(TimeSpan.FromHours(23));
        await IsAsync("vn-1", certificate);
        _clock.Advance(TimeSpan.FromHours(2));
        await IsAsync(null, certificate);
    }

    private async Task IsAsync(string? credential, X509Certificate2 certificate) =>
        Assert.Equal(credential, (await _check.FindAsync(certificate, Cancellation))?.Name);

    private Task PinAsync(string name, string party, X509Certificate2 certificate, DateTimeOffset? expires = null) =>
        _store.Partners.AddCredentialAsync(
            new CredentialRow(name, party, CredentialKind.Certificate, "", Now, expires, null) { Pin = PublicKeyPin.Of(certificate) },
            Cancellation);

    private Task TrustAsync(string name, string party, string subject, string authority) =>
        _store.Partners.AddCredentialAsync(
            new CredentialRow(name, party, CredentialKind.Authority, "", Now, null, null)
            {
                Authority = authority, Subject = subject,
            },
            Cancellation);
}
