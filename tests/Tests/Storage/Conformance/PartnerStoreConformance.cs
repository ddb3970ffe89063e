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

    private static CredentialRow Credential(string name) =>
        new(name, "vn", "bearer", "hash of " + name, Rows.At(1), null, null);
}
