using Entente.Server.Auth;
using Xunit;

namespace Entente.Tests.Server.Auth;

/// <summary>How often the slow hash is computed, and how many at once.</summary>
public sealed class PasswordCheckTests
{
    private int _hashes;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_right_password_is_hashed_once()
    {
        var check = Counting();
        for (var i = 0; i < 5; i++) Assert.True(await check.VerifyAsync("vn", "word", "hash of word", Cancellation));
        Assert.Equal(1, _hashes);
    }

    [Fact]
    public async Task A_wrong_password_is_hashed_each_time_and_forgets_nothing()
    {
        var check = Counting();
        Assert.True(await check.VerifyAsync("vn", "word", "hash of word", Cancellation));
        for (var i = 0; i < 3; i++) Assert.False(await check.VerifyAsync("vn", "wort", "hash of word", Cancellation));
        Assert.True(await check.VerifyAsync("vn", "word", "hash of word", Cancellation));
        Assert.Equal(4, _hashes);
    }

    [Fact]
    public async Task What_is_remembered_holds_for_one_name_and_one_hash()
    {
        var check = Counting();
        Assert.True(await check.VerifyAsync("vn", "word", "hash of word", Cancellation));
        Assert.False(await check.VerifyAsync("vn", "word", "hash of other", Cancellation));
        Assert.True(await check.VerifyAsync("jp", "word", "hash of word", Cancellation));
        Assert.True(await check.VerifyAsync("vn", "other", "hash of other", Cancellation));
        Assert.Equal(4, _hashes);
    }

    [Fact]
    public async Task An_unknown_name_costs_what_a_wrong_password_costs()
    {
        var check = Counting();
        Assert.False(await check.RefuseAsync("word", Cancellation));
        Assert.Equal(1, _hashes);
    }

    [Fact]
    public async Task What_is_remembered_is_bounded()
    {
        var check = Counting();
        const int Names = PasswordCheck.RememberedMax + 10;
        for (var i = 0; i < Names; i++) Assert.True(await check.VerifyAsync($"vn-{i}", "word", "hash of word", Cancellation));
        Assert.True(await check.VerifyAsync("vn-0", "word", "hash of word", Cancellation));
        Assert.Equal(Names + 1, _hashes);
    }

    [Fact]
    public async Task Two_hashes_run_at_once_at_most_and_guessing_names_holds_up_no_partner()
    {
        using var gate = new SemaphoreSlim(0);
        var running = 0;
        var most = 0;
        var check = new PasswordCheck((password, hash) =>
        {
            var now = Interlocked.Increment(ref running);
            lock (gate) most = Math.Max(most, now);
            gate.Wait(Cancellation);
            Interlocked.Decrement(ref running);
            return hash == $"hash of {password}";
        });
        var guesses = await FillAsync(() => check.RefuseAsync("guess", Cancellation), () => running == 1);
        var floods = await FillAsync(() => check.VerifyAsync("sg", "guess", "hash of word", Cancellation), () => running == 2);

        // A partner whose name is not flooded waits its turn; beyond what may wait, an answer comes at once.
        var partner = check.VerifyAsync("vn", "word", "hash of word", Cancellation);
        Assert.Null(await check.RefuseAsync("guess", Cancellation));
        Assert.Null(await check.VerifyAsync("sg", "word", "hash of word", Cancellation));
        Assert.False(partner.IsCompleted);
        gate.Release(1000);
        Assert.All(await Task.WhenAll(guesses), answer => Assert.False(answer));
        Assert.All(await Task.WhenAll(floods), answer => Assert.False(answer));
        Assert.True(await partner);
        Assert.Equal(2, most);
        Assert.True(await check.VerifyAsync("sg", "word", "hash of word", Cancellation));
    }

    [Fact]
    public async Task Of_requests_that_wait_with_the_same_password_one_is_hashed()
    {
        using var gate = new SemaphoreSlim(0);
        var check = new PasswordCheck((_, _) =>
        {
            Interlocked.Increment(ref _hashes);
            gate.Wait(Cancellation);
            return true;
        });
        var requests = await FillAsync(() => check.VerifyAsync("vn", "word", "hash", Cancellation), () => _hashes == 1);
        gate.Release(1000);
        Assert.All(await Task.WhenAll(requests), answer => Assert.True(answer));
        Assert.Equal(1, _hashes);
    }

    [Fact]
    public void Hashes_are_salted_and_of_a_known_form_only()
    {
        var hash = SecretHash.OfPassword("word");
        Assert.NotEqual(hash, SecretHash.OfPassword("word"));
        Assert.True(SecretHash.Verify("word", hash));
        Assert.False(SecretHash.Verify("Word", hash));
        var token = SecretHash.OfToken("vn-1.abc");
        Assert.True(SecretHash.Verify("vn-1.abc", token));
        Assert.False(SecretHash.Verify("vn-1.abd", token));
        foreach (var other in new[] { "", "$$", "plain$$", "md5$$", "$$d29yZA==", hash + "$" })
        {
            Assert.False(SecretHash.Verify("word", other));
            Assert.False(SecretHash.Verify("", other));
        }
    }

    /// <summary>As many requests as may wait: the first computes, on a thread of its own, and holds the turn.</summary>
    private static async Task<Task<bool?>[]> FillAsync(Func<Task<bool?>> ask, Func<bool> isComputing)
    {
        var first = Task.Run(ask, Cancellation);
        for (var i = 0; i < 3000 && !isComputing(); i++) await Task.Delay(10, Cancellation);
        Assert.True(isComputing(), "it did not begin to compute");
        return [first, .. Enumerable.Range(1, PasswordCheck.WaitingMax - 1).Select(_ => ask())];
    }

    private PasswordCheck Counting() => new((password, hash) =>
    {
        _hashes++;
        return hash == $"hash of {password}";
    });
}
