using System.Security.Cryptography.X509Certificates;
using System.Text;
using Entente.Exchange.Ports;
using Entente.Server.Auth;
using Entente.Taxii.Client;
using Entente.Tests.Storage.Sqlite;
using Microsoft.Extensions.Primitives;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Entente.Tests.Server.Auth;

/// <summary>Which party a request comes from, and what it costs to find out.</summary>
public sealed class PartnerAuthenticationTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);

    private readonly SqlitePlace _place = new();
    private readonly NodeStore _store;
    private readonly FakeTimeProvider _clock = new(Now);
    private readonly PartnerAuthentication _authentication;
    private readonly X509Certificate2 _certificate = TestAuthority.SelfSigned("vn", Now.AddDays(-1), Now.AddDays(1));

    private int _hashes;

    public PartnerAuthenticationTests()
    {
        _store = _place.Open(NoFaults.Instance);
        _authentication = new PartnerAuthentication(_store.Partners, _clock, new PasswordCheck((password, hash) =>
        {
            _hashes++;
            return hash == $"hash of {password}";
        }));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _certificate.Dispose();
        await _store.DisposeAsync();
        await _place.DisposeAsync();
    }

    [Fact]
    public async Task A_poll_costs_no_hash()
    {
        await AddAsync("vn-1", "vn", CredentialKind.Basic, "hash of a:ệ🛡");
        for (var i = 0; i < 10; i++) await IsAsync("vn", Basic("vn-1", "a:ệ🛡"));
        Assert.Equal(1, _hashes);
        await IsAsync(null, Basic("vn-1", "a"));
        await IsAsync(null, Basic("vn-2", "a:ệ🛡"));
        Assert.Equal(3, _hashes);
    }

    [Fact]
    public async Task A_remembered_password_ends_with_its_credential()
    {
        await AddAsync("vn-1", "vn", CredentialKind.Basic, "hash of word", Now.AddDays(1));
        await AddAsync("vn-2", "vn", CredentialKind.Basic, "hash of other");
        await IsAsync("vn", Basic("vn-1", "word"));
        await IsAsync("vn", Basic("vn-2", "other"));
        _clock.Advance(TimeSpan.FromDays(1));
        await IsAsync(null, Basic("vn-1", "word"));
        await _store.Partners.RevokeCredentialAsync("vn-2", Now, Cancellation);
        await IsAsync(null, Basic("vn-2", "other"));
    }

    [Fact]
    public async Task A_credential_is_shown_in_its_own_way_only()
    {
        await AddAsync("vn-1", "vn", CredentialKind.Bearer, SecretHash.OfToken("vn-1.abc"));
        await AddAsync("vn-2", "vn", CredentialKind.Basic, "hash of vn-2.abc");
        await PinAsync("vn-3", "vn");
        await IsAsync("vn", "Bearer vn-1.abc");
        await IsAsync(null, "Bearer vn-1.abd");
        await IsAsync(null, "Bearer vn-2.abc");
        await IsAsync(null, Basic("vn-1", "vn-1.abc"));
        await IsAsync(null, Basic("vn-3", ""));
        await IsAsync(null, "Bearer vn-3.");
        await IsAsync(null);
    }

    [Fact]
    public async Task A_certificate_and_a_header_must_name_the_same_party()
    {
        await AddAsync("vn-1", "vn", CredentialKind.Bearer, SecretHash.OfToken("vn-1.abc"));
        await AddAsync("jp-1", "jp", CredentialKind.Bearer, SecretHash.OfToken("jp-1.abc"));
        await AddAsync("jp-2", "jp", CredentialKind.Basic, "hash of word");

        await PinAsync("vn-9", "vn");
        Assert.Equal("vn", (await AskAsync(_certificate)).Party);
        Assert.Equal("vn", (await AskAsync(_certificate, "Bearer vn-1.abc")).Party);
        foreach (var header in new[] { "Bearer jp-1.abc", "Bearer vn-1.abd", Basic("jp-2", "word"), "Digest x", "" })
        {
            Assert.Null((await AskAsync(_certificate, header)).Party);
        }

        Assert.Null((await AskAsync(_certificate, "Bearer vn-1.abc", "Bearer vn-1.abc")).Party);
    }

    [Fact]
    public async Task A_certificate_that_is_nobodys_is_as_good_as_none()
    {
        await AddAsync("vn-1", "vn", CredentialKind.Bearer, SecretHash.OfToken("vn-1.abc"));
        await AddAsync("vn-2", "vn", CredentialKind.Basic, "hash of word");
        await SameAsWithoutAsync();
        await PinAsync("jp-9", "jp");
        Assert.Null((await AskAsync(_certificate, "Bearer vn-1.abc")).Party);
        await _store.Partners.RevokeCredentialAsync("jp-9", Now, Cancellation);
        await SameAsWithoutAsync();
        _clock.Advance(TimeSpan.FromDays(1));
        await PinAsync("jp-10", "jp");
        await SameAsWithoutAsync();

        async Task SameAsWithoutAsync()
        {
            Assert.Equal("vn", (await AskAsync(_certificate, "Bearer vn-1.abc")).Party);
            Assert.Equal("vn", (await AskAsync(_certificate, Basic("vn-2", "word"))).Party);
            Assert.Null((await AskAsync(_certificate)).Party);
            foreach (var header in new[] { "Bearer vn-1.abd", "Bearer jp-9.", Basic("vn-2", "wort"), "Digest x", "" })
            {
                Assert.Null((await AskAsync(_certificate, header)).Party);
            }
        }
    }

    [Fact]
    public async Task The_last_use_is_known_to_some_minutes_and_only_of_what_was_right()
    {
        await AddAsync("vn-1", "vn", CredentialKind.Bearer, SecretHash.OfToken("vn-1.abc"));
        await PinAsync("vn-2", "vn");
        await AskAsync(null, "Bearer vn-1.abd");
        await AskAsync(_certificate, "Bearer vn-1.abc");
        await WasUsedAsync("vn-1", Now);
        await WasUsedAsync("vn-2", Now);
        _clock.Advance(TimeSpan.FromMinutes(9));
        await AskAsync(null, "Bearer vn-1.abc");
        await WasUsedAsync("vn-1", Now);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await AskAsync(null, "Bearer vn-1.abc");
        await WasUsedAsync("vn-1", Now.AddMinutes(10));
        await WasUsedAsync("vn-2", Now);
    }

    private static string Basic(string name, string password) =>
        "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{password}"));

    private async Task WasUsedAsync(string name, DateTimeOffset at)
    {
        // A write that is handed over last is done after those before it.
        await _store.Partners.NoteCredentialUseAsync("nobody", Now, Cancellation);
        Assert.Equal(at, (await _store.Partners.FindCredentialAsync(name, Cancellation))!.LastUsedAt);
    }

    private async Task IsAsync(string? party, params string[] headers) =>
        Assert.Equal(new Identification(party), await AskAsync(null, headers));

    private Task<Identification> AskAsync(X509Certificate2? certificate, params string[] headers) =>
        _authentication.IdentifyAsync(new StringValues(headers), certificate, Cancellation);

    private Task AddAsync(string name, string party, string kind, string hash, DateTimeOffset? expires = null) =>
        _store.Partners.AddCredentialAsync(new CredentialRow(name, party, kind, hash, Now, expires, null), Cancellation);

    private Task PinAsync(string name, string party) => _store.Partners.AddCredentialAsync(
        new CredentialRow(name, party, CredentialKind.Certificate, "", Now, null, null) { Pin = PublicKeyPin.Of(_certificate) },
        Cancellation);
}
