using Entente.Exchange;
using Entente.Exchange.Ports;
using Xunit;

namespace Entente.Tests.Storage.Conformance;

/// <summary>What <see cref="IFeedStore"/> promises.</summary>
public abstract class FeedStoreConformance(IStorePlace place) : StoreConformance(place)
{
    private static readonly FeedState Far = new(
        Rows.At(1), Rows.At(2), Rows.At(3), "http-503", "busy, \"quoted\" 日本", 4, Rows.At(5), 6, 7, 8, 9, ["first", "a,b"]);

    private IFeedStore Feeds => Store.Feeds;

    [Fact]
    public async Task Feeds_are_listed_by_name_as_they_were_added()
    {
        var bare = Feed("a") with
        {
            Realm = Realm.Exercise, Remote = new RemoteCollection("https://a.example/r/collections/1/"), AgreementId = null,
            AssumedMarking = null, Types = [], IsPaused = true,
        };
        Assert.True(await Feeds.AddFeedAsync(Feed("b"), Cancellation));
        Assert.True(await Feeds.AddFeedAsync(bare, Cancellation));
        await ReopenAsync();
        var listed = await Feeds.ListFeedsAsync(Cancellation);
        Assert.Equal(2, listed.Count);
        Same(bare, listed[0].Feed);
        Same(Feed("b"), listed[1].Feed);
        Same(FeedState.New, listed[0].State);
        Same(Feed("b"), (await Feeds.FindFeedAsync("b", Cancellation))!.Feed);
        foreach (var name in new[] { "B", "b ", "", "c" }) Assert.Null(await Feeds.FindFeedAsync(name, Cancellation));
    }

    [Fact]
    public async Task A_name_that_is_taken_is_not_replaced()
    {
        await Feeds.AddFeedAsync(Feed("a"), Cancellation);
        await Feeds.SaveFeedStateAsync(Feed("a"), Far, Cancellation);
        Assert.False(await Feeds.AddFeedAsync(Feed("a") with { Party = "other" }, Cancellation));
        var found = (await Feeds.FindFeedAsync("a", Cancellation))!;
        Same(Feed("a"), found.Feed);
        Same(Far, found.State);
    }

    [Fact]
    public async Task A_state_is_kept_and_tells_how_the_feed_is_set_now()
    {
        await Feeds.AddFeedAsync(Feed("a"), Cancellation);
        Same(Feed("a"), await Feeds.SaveFeedStateAsync(Feed("a"), Far, Cancellation));
        await ReopenAsync();
        Same(Far, (await Feeds.FindFeedAsync("a", Cancellation))!.State);
        Assert.True(await Feeds.PauseFeedAsync("a", true, Cancellation));
        Assert.True((await Feeds.SaveFeedStateAsync(Feed("a"), Far, Cancellation))!.IsPaused);
        Same(Far, (await Feeds.FindFeedAsync("a", Cancellation))!.State);
    }

    [Fact]
    public async Task A_feed_that_is_resumed_is_due_at_once()
    {
        await Feeds.AddFeedAsync(Feed("a") with { IsPaused = true }, Cancellation);
        await Feeds.SaveFeedStateAsync(Feed("a"), Far, Cancellation);
        Assert.True(await Feeds.PauseFeedAsync("a", false, Cancellation));
        var found = (await Feeds.FindFeedAsync("a", Cancellation))!;
        Assert.False(found.Feed.IsPaused);
        Same(Far with { NextRunAt = null, Failures = 0 }, found.State);
        Assert.False(await Feeds.PauseFeedAsync("b", false, Cancellation));
    }

    [Fact]
    public async Task A_feed_that_is_removed_leaves_nothing_and_a_run_of_it_changes_no_other()
    {
        await Feeds.AddFeedAsync(Feed("a"), Cancellation);
        Assert.True(await Feeds.RemoveFeedAsync("a", Cancellation));
        Assert.False(await Feeds.RemoveFeedAsync("a", Cancellation));
        Assert.Null(await Feeds.SaveFeedStateAsync(Feed("a"), Far, Cancellation));
        Assert.Empty(await Feeds.ListFeedsAsync(Cancellation));
        await Feeds.AddFeedAsync(Feed("a") with { AddedAt = Rows.At(2) }, Cancellation);
        Assert.Null(await Feeds.SaveFeedStateAsync(Feed("a"), Far, Cancellation));
        Same(FeedState.New, (await Feeds.FindFeedAsync("a", Cancellation))!.State);
    }

    [Fact]
    public void Printing_a_feed_shows_no_secret()
    {
        var text = Feed("a").ToString();
        Assert.Contains("https://ti.example", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", text, StringComparison.Ordinal);
    }

    [Fact]
    public Task Adding_a_feed_is_atomic() => IsAtomicAsync(
        "feed-command",
        () => Feeds.AddFeedAsync(Feed("a"), Cancellation),
        async () => await Feeds.FindFeedAsync("a", Cancellation) is not null);

    [Fact]
    public async Task Saving_a_state_is_atomic()
    {
        await Feeds.AddFeedAsync(Feed("a"), Cancellation);
        await IsAtomicAsync(
            "feed",
            () => Feeds.SaveFeedStateAsync(Feed("a"), Far, Cancellation),
            async () => (await Feeds.FindFeedAsync("a", Cancellation))!.State.Failures == Far.Failures);
    }

    private static FeedRow Feed(string name) => new(
        name, Realm.Live,
        new RemoteCollection(
            "https://ti.example/r/collections/1/", "user", "hidden", "certificate", "hidden key", "pin", "authorities",
            true),
        "vn", "agreement:a", "marking-definition--1", TimeSpan.FromSeconds(90), ["indicator", "malware"], false,
        Rows.At(1));

    private static void Same(FeedRow expected, FeedRow? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.Types, actual.Types);
        Assert.Equal(expected with { Types = [] }, actual with { Types = [] });
    }

    private static void Same(FeedState expected, FeedState actual)
    {
        Assert.Equal(expected.Refusals, actual.Refusals);
        Assert.Equal(expected with { Refusals = [] }, actual with { Refusals = [] });
    }
}
