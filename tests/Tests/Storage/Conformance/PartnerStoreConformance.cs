using Entente.Exchange.Ports;
using Xunit;

namespace Entente.Tests.Storage.Conformance;

/// <summary>What <see cref="IPartnerStore"/> promises.</summary>
public abstract class PartnerStoreConformance(IStorePlace place) : StoreConformance(place)
{
    private static readonly PartnerRow VietNam = new("vn", "{\"log\":1}", "https://vn.example", "pin", "user", "secret");

    private IPartnerStore Partners => Store.Partners;

    [Fact]
    public async Task Partners_are_listed_by_party_as_they_were_saved()
    {
        var bare = new PartnerRow("jp", "{}", null, null, null, null);
        await Partners.SavePartnerAsync(VietNam, Cancellation);
        await Partners.SavePartnerAsync(bare, Cancellation);
        await Partners.SavePartnerAsync(bare with { Party = "Sg" }, Cancellation);
        await ReopenAsync();
        Assert.Equal([bare with { Party = "Sg" }, bare, VietNam], await Partners.ListPartnersAsync(Cancellation));
        Assert.Equal(VietNam, await Partners.FindPartnerAsync("vn", Cancellation));
        Assert.Null(await Partners.FindPartnerAsync("VN", Cancellation));
        Assert.Null(await Partners.FindPartnerAsync("us", Cancellation));
    }

    [Fact]
    public async Task Saving_replaces_what_was_saved_for_the_party()
    {
        await Partners.SavePartnerAsync(VietNam, Cancellation);
        var now = VietNam with { Keys = "{}", Url = null, UserName = null, Secret = "other" };
        await Partners.SavePartnerAsync(now, Cancellation);
        Assert.Equal([now], await Partners.ListPartnersAsync(Cancellation));
    }

    [Fact]
    public async Task A_credential_is_found_by_its_exact_name()
    {
        var basic = Credential("vn-1") with { Kind = "basic", ExpiresAt = Rows.At(5) };
        await Partners.AddCredentialAsync(basic, Cancellation);
        await Partners.AddCredentialAsync(Credential("vn-2"), Cancellation);
        await ReopenAsync();
        Assert.Equal(basic, await Partners.FindCredentialAsync("vn-1", Cancellation));
        Assert.Equal(Credential("vn-2"), await Partners.FindCredentialAsync("vn-2", Cancellation));
        foreach (var name in new[] { "vn-3", "VN-1", "vn-1 ", "" })
        {
            Assert.Null(await Partners.FindCredentialAsync(name, Cancellation));
        }
    }

    [Fact]
    public async Task A_name_that_is_taken_is_not_replaced()
    {
        await Partners.AddCredentialAsync(Credential("vn-1"), Cancellation);
        var other = Credential("vn-1") with { Party = "jp", SecretHash = "other" };
        await Assert.ThrowsAnyAsync<Exception>(() => Partners.AddCredentialAsync(other, Cancellation));
        Assert.Equal(Credential("vn-1"), await Partners.FindCredentialAsync("vn-1", Cancellation));
    }

    [Fact]
    public async Task Revoking_is_seen_at_once_and_keeps_its_first_time()
    {
        await Partners.AddCredentialAsync(Credential("vn-1"), Cancellation);
        await Partners.AddCredentialAsync(Credential("vn-2"), Cancellation);
        Assert.False(await Partners.RevokeCredentialAsync("vn-3", Rows.At(9), Cancellation));
        Assert.True(await Partners.RevokeCredentialAsync("vn-1", Rows.At(9), Cancellation));
        Assert.Equal(Rows.At(9), (await Partners.FindCredentialAsync("vn-1", Cancellation))!.RevokedAt);
        Assert.True(await Partners.RevokeCredentialAsync("vn-1", Rows.At(10), Cancellation));
        await ReopenAsync();
        Assert.Equal(Rows.At(9), (await Partners.FindCredentialAsync("vn-1", Cancellation))!.RevokedAt);
        Assert.Null((await Partners.FindCredentialAsync("vn-2", Cancellation))!.RevokedAt);
    }

    [Fact]
    public async Task Adding_a_partner_replaces_none()
    {
        Assert.True(await Partners.AddPartnerAsync(VietNam, Cancellation));
        Assert.False(await Partners.AddPartnerAsync(PartnerRow.Plain("vn"), Cancellation));
        Assert.True(await Partners.AddPartnerAsync(PartnerRow.Plain("jp"), Cancellation));
        await ReopenAsync();
        Assert.Equal([PartnerRow.Plain("jp"), VietNam], await Partners.ListPartnersAsync(Cancellation));
        Assert.False(PartnerRow.Plain("jp").HasKeys);
    }

    [Fact]
    public async Task Credentials_are_listed_by_party_and_name_with_everything_that_was_added()
    {
        var pinned = Pinned("vn-2", "pin");
        var vouched = Vouched("jp-9", "gate.example") with { RevokedAt = Rows.At(4), LastUsedAt = Rows.At(3) };
        await Partners.AddCredentialAsync(pinned, Cancellation);
        await Partners.AddCredentialAsync(Credential("vn-1"), Cancellation);
        await Partners.AddCredentialAsync(vouched with { Party = "jp" }, Cancellation);
        await ReopenAsync();
        Assert.Equal(
            [vouched with { Party = "jp" }, Credential("vn-1"), pinned],
            await Partners.ListCredentialsAsync(Cancellation));
    }

    [Fact]
    public async Task A_certificate_is_found_by_its_key_and_by_each_of_its_names()
    {
        await Partners.AddCredentialAsync(Pinned("vn-1", "pin"), Cancellation);
        await Partners.AddCredentialAsync(Pinned("vn-2", "pin") with { RevokedAt = Rows.At(2) }, Cancellation);
        await Partners.AddCredentialAsync(Pinned("vn-3", "other"), Cancellation);
        await Partners.AddCredentialAsync(Vouched("vn-4", "gate.example"), Cancellation);
        await Partners.AddCredentialAsync(Vouched("vn-5", "Gate \"one\", 🛡"), Cancellation);
        await Partners.AddCredentialAsync(Credential("vn-6"), Cancellation);
        await ReopenAsync();
        await Finds(["vn-1", "vn-2"], "pin");
        await Finds(["vn-3", "vn-4", "vn-5"], "other", "gate.example", "nobody", "Gate \"one\", 🛡", "gate.example");
        await Finds(["vn-4"], "", "gate.example");
        await Finds([], "PIN", "GATE.example", "", "%");
        await Finds([], "vn-6", "vn-6");

        async Task Finds(string[] names, string pin, params string[] subjects) => Assert.Equal(
            names, (await Partners.FindCertificatesAsync(pin, subjects, Cancellation)).Select(row => row.Name));
    }

    [Fact]
    public async Task The_last_use_of_a_credential_never_goes_back()
    {
        await Partners.AddCredentialAsync(Credential("vn-1"), Cancellation);
        await Partners.AddCredentialAsync(Credential("vn-2"), Cancellation);
        foreach (var micros in new[] { 5, 9, 7 })
        {
            await Partners.NoteCredentialUseAsync("vn-1", Rows.At(micros), Cancellation);
        }

        await Partners.NoteCredentialUseAsync("vn-3", Rows.At(5), Cancellation);
        await ReopenAsync();
        Assert.Equal(
            Credential("vn-1") with { LastUsedAt = Rows.At(9) },
            await Partners.FindCredentialAsync("vn-1", Cancellation));
        Assert.Equal(Credential("vn-2"), await Partners.FindCredentialAsync("vn-2", Cancellation));
    }

    [Fact]
    public Task Adding_a_partner_is_atomic() => IsAtomicAsync(
        "partner",
        () => Partners.AddPartnerAsync(VietNam, Cancellation),
        async () => await Partners.FindPartnerAsync("vn", Cancellation) == VietNam);

    [Fact]
    public Task Saving_a_partner_is_atomic() => IsAtomicAsync(
        "partner",
        () => Partners.SavePartnerAsync(VietNam, Cancellation),
        async () => await Partners.FindPartnerAsync("vn", Cancellation) == VietNam);

    [Fact]
    public Task Adding_a_credential_is_atomic() => IsAtomicAsync(
        "credential",
        () => Partners.AddCredentialAsync(Credential("vn-1"), Cancellation),
        async () => await Partners.FindCredentialAsync("vn-1", Cancellation) is not null);

    [Fact]
    public async Task Revoking_is_atomic()
    {
        await Partners.AddCredentialAsync(Credential("vn-1"), Cancellation);
        await IsAtomicAsync(
            "credential",
            () => Partners.RevokeCredentialAsync("vn-1", Rows.At(9), Cancellation),
            async () => (await Partners.FindCredentialAsync("vn-1", Cancellation))!.RevokedAt == Rows.At(9));
    }

    [Fact]
    public async Task Noting_a_use_is_atomic()
    {
        await Partners.AddCredentialAsync(Credential("vn-1"), Cancellation);
        await IsAtomicAsync(
            "credential-use",
            () => Partners.NoteCredentialUseAsync("vn-1", Rows.At(9), Cancellation),
            async () => (await Partners.FindCredentialAsync("vn-1", Cancellation))!.LastUsedAt == Rows.At(9));
    }

    [Theory]
    [InlineData(null, null, true)]
    [InlineData(9, null, true)]
    [InlineData(8, null, false)]
    [InlineData(null, 7, false)]
    [InlineData(null, 9, false)]
    public void A_credential_holds_until_it_expires_or_is_revoked(int? expires, int? revoked, bool holds)
    {
        var row = Credential("vn-1") with
        {
            ExpiresAt = expires is { } end ? Rows.At(end) : null,
            RevokedAt = revoked is { } at ? Rows.At(at) : null,
        };
        Assert.Equal(holds, row.HoldsAt(Rows.At(8)));
    }

    private static CredentialRow Pinned(string name, string pin) =>
        new(name, "vn", CredentialKind.Certificate, "", Rows.At(1), Rows.At(8), null) { Pin = pin };

    private static CredentialRow Vouched(string name, string subject) =>
        new(name, "vn", CredentialKind.Authority, "", Rows.At(1), null, null) { Authority = "PEM", Subject = subject };

    private static CredentialRow Credential(string name) =>
        new(name, "vn", "bearer", "hash of " + name, Rows.At(1), null, null);
}
