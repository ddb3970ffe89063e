using Entente.Exchange;
using Entente.Exchange.Ports;
using Xunit;

namespace Entente.Tests.Storage.Conformance;

/// <summary>What <see cref="IPushStore"/> promises.</summary>
public abstract class PushStoreConformance(IStorePlace place) : StoreConformance(place)
{
    private static readonly PushState Far = new(9, Rows.At(2), Rows.At(3), "http-503", "busy 日本", 4, Rows.At(5), 6);

    private IPushStore Pushes => Store.Pushes;

    [Fact]
    public async Task Pushes_are_listed_as_they_were_added_one_a_channel()
    {
        var bare = new PushRow(
            Realm.Exercise, "b", new RemoteCollection("https://b.example/r/collections/1/"), TimeSpan.FromSeconds(7), true,
            Rows.At(2));
        Assert.True(await Pushes.AddPushAsync(Push("b"), Cancellation));
        Assert.True(await Pushes.AddPushAsync(bare, Cancellation));
        Assert.True(await Pushes.AddPushAsync(Push("a"), Cancellation));
        Assert.False(await Pushes.AddPushAsync(Push("a") with { Interval = TimeSpan.FromDays(1) }, Cancellation));
        await ReopenAsync();
        Assert.Equal(
            [New(bare), New(Push("a")), New(Push("b"))], await Pushes.ListPushesAsync(Cancellation));
        Assert.Equal(New(bare), await Pushes.FindPushAsync(Realm.Exercise, "b", Cancellation));
        Assert.Null(await Pushes.FindPushAsync(Realm.Exercise, "a", Cancellation));
    }

    [Fact]
    public async Task A_state_is_kept_with_the_entries_that_are_open_or_given_up()
    {
        await Pushes.AddPushAsync(Push("a"), Cancellation);
        await Pushes.AddPushAsync(Push("b"), Cancellation);
        Assert.Equal(Push("a"), await Pushes.SavePushStateAsync(Push("a"), Far, [Item(2), Item(1), Item(3)], [], Cancellation));
        await ReopenAsync();
        Assert.Equal(new StoredPush(Push("a"), Far, 3, 0), await Pushes.FindPushAsync(Realm.Live, "a", Cancellation));
        Assert.Equal([Item(1), Item(2), Item(3)], await ItemsAsync(false));
        Assert.Equal([Item(1)], await Pushes.ListPushItemsAsync(Realm.Live, "a", false, 1, Cancellation));
        var given = Item(2) with { IsFailed = true, StatusId = null, Message = "no" };
        await Pushes.SavePushStateAsync(Push("a"), Far, [given], [3, 77], Cancellation);
        Assert.Equal([Item(1)], await ItemsAsync(false));
        Assert.Equal([given], await ItemsAsync(true));
        Assert.Equal(new StoredPush(Push("a"), Far, 1, 1), await Pushes.FindPushAsync(Realm.Live, "a", Cancellation));
        Assert.Equal(New(Push("b")), await Pushes.FindPushAsync(Realm.Live, "b", Cancellation));
    }

    [Fact]
    public async Task A_push_is_paused_and_resumed()
    {
        await Pushes.AddPushAsync(Push("a"), Cancellation);
        await Pushes.SavePushStateAsync(Push("a"), Far, [], [], Cancellation);
        Assert.True(await Pushes.PausePushAsync(Realm.Live, "a", true, Cancellation));
        Assert.True((await Pushes.SavePushStateAsync(Push("a"), Far, [], [], Cancellation))!.IsPaused);
        Assert.True(await Pushes.PausePushAsync(Realm.Live, "a", false, Cancellation));
        Assert.Equal(
            new StoredPush(
                Push("a"), Far with { NextRunAt = null, Failures = 0, ErrorCode = null, ErrorMessage = null }, 0, 0),
            await Pushes.FindPushAsync(Realm.Live, "a", Cancellation));
        Assert.False(await Pushes.PausePushAsync(Realm.Exercise, "a", true, Cancellation));
    }

    [Fact]
    public async Task Entries_that_are_given_up_are_opened_again_as_if_never_tried()
    {
        await Pushes.AddPushAsync(Push("a"), Cancellation);
        await Pushes.AddPushAsync(Push("b"), Cancellation);
        var given = Item(2) with { IsFailed = true, StatusId = null, Message = "no" };
        await Pushes.SavePushStateAsync(Push("a"), Far, [Item(1), given], [], Cancellation);
        await Pushes.SavePushStateAsync(Push("b"), Far, [given], [], Cancellation);
        Assert.Equal(1, await Pushes.ReopenPushItemsAsync(Realm.Live, "a", Rows.At(8), Cancellation));
        Assert.Equal(0, await Pushes.ReopenPushItemsAsync(Realm.Live, "a", Rows.At(8), Cancellation));
        Assert.Equal(0, await Pushes.ReopenPushItemsAsync(Realm.Live, "none", Rows.At(8), Cancellation));
        await ReopenAsync();
        Assert.Equal(
            [Item(1), given with { IsFailed = false, Polls = 0, Attempts = 0, DueAt = Rows.At(8) }],
            await ItemsAsync(false));
        Assert.Equal(
            new StoredPush(Push("a"), Far with { NextRunAt = null }, 2, 0),
            await Pushes.FindPushAsync(Realm.Live, "a", Cancellation));
        Assert.Equal(
            new StoredPush(Push("b"), Far, 0, 1), await Pushes.FindPushAsync(Realm.Live, "b", Cancellation));
    }

    [Fact]
    public async Task A_push_that_is_removed_leaves_nothing_and_a_run_of_it_changes_no_other()
    {
        await Pushes.AddPushAsync(Push("a"), Cancellation);
        await Pushes.SavePushStateAsync(Push("a"), Far, [Item(1)], [], Cancellation);
        Assert.True(await Pushes.RemovePushAsync(Realm.Live, "a", Cancellation));
        Assert.False(await Pushes.RemovePushAsync(Realm.Live, "a", Cancellation));
        await Pushes.AddPushAsync(Push("a") with { AddedAt = Rows.At(9) }, Cancellation);
        Assert.Null(await Pushes.SavePushStateAsync(Push("a"), Far, [Item(1)], [], Cancellation));
        Assert.Equal(
            New(Push("a") with { AddedAt = Rows.At(9) }), await Pushes.FindPushAsync(Realm.Live, "a", Cancellation));
    }

    [Fact]
    public Task Adding_a_push_is_atomic() => IsAtomicAsync(
        "push-command",
        () => Pushes.AddPushAsync(Push("a"), Cancellation),
        async () => await Pushes.FindPushAsync(Realm.Live, "a", Cancellation) is not null);

    [Fact]
    public async Task Saving_a_state_is_atomic()
    {
        await Pushes.AddPushAsync(Push("a"), Cancellation);
        await IsAtomicAsync(
            "push",
            () => Pushes.SavePushStateAsync(Push("a"), Far, [Item(1)], [], Cancellation),
            async () =>
            {
                var found = (await Pushes.FindPushAsync(Realm.Live, "a", Cancellation))!;
                Assert.Equal(found.State == Far ? 1 : 0, found.Open);
                return found.State == Far;
            });
    }

    private Task<IReadOnlyList<PushItem>> ItemsAsync(bool areFailed) =>
        Pushes.ListPushItemsAsync(Realm.Live, "a", areFailed, 100, Cancellation);

    private static StoredPush New(PushRow push) => new(push, PushState.New, 0, 0);

    private static PushItem Item(int index) =>
        new(index, Rows.Id(index), Rows.VersionOne, "status", 1, 2, Rows.At(index), false, index == 1 ? "said" : null);

    private static PushRow Push(string channel) => new(
        Realm.Live, channel,
        new RemoteCollection(
            "https://ti.example/r/collections/1/", "user", "hidden", "certificate", "hidden key", "pin", "authorities",
            true),
        TimeSpan.FromSeconds(90), false, Rows.At(1));
}
