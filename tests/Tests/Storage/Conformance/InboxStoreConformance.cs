using System.Globalization;
using Entente.Exchange;
using Entente.Exchange.Ports;
using Xunit;

namespace Entente.Tests.Storage.Conformance;

/// <summary>What <see cref="IInboxStore"/> promises.</summary>
public abstract class InboxStoreConformance(IStorePlace place) : StoreConformance(place)
{
    private IInboxStore Inboxes => Store.Inboxes;

    [Fact]
    public async Task What_a_partner_adds_is_stored_with_it_as_origin_and_waits_for_every_channel()
    {
        var channel = await Store.Ledger.OpenChannelAsync(Rows.Channel("jp"), Cancellation);
        Assert.Equal([PutOutcome.Stored], await Inboxes.AddAsync([From("vn", 1)], Cancellation));
        await ReopenAsync();
        Rows.Same(From("vn", 1), await Store.Objects.FindLatestAsync(Realm.Live, Rows.Id(1), Cancellation));
        Assert.Equal(1, await Store.Ledger.CountPendingAsync(channel, Cancellation));
        Assert.Equal([PutOutcome.Duplicate], await Inboxes.AddAsync([From("vn", 1)], Cancellation));
        Assert.Equal([PutOutcome.Conflict], await Inboxes.AddAsync([From("vn", 1, "other")], Cancellation));
        Assert.Empty(await Inboxes.ListContributionsAsync(Realm.Live, "vn", Cancellation));
    }

    [Theory]
    [InlineData("")]
    [InlineData("same")]
    [InlineData("other")]
    public async Task A_partner_is_told_the_same_whoever_gave_the_object_first(string before)
    {
        if (before.Length > 0)
        {
            var hidden = Rows.Object(Rows.Id(1), content: before == "same" ? "" : "other");
            await Store.Objects.PutAsync([hidden with { OriginParty = "sg", OriginAgreement = "agreement:s" }], Cancellation);
        }

        var first = await Inboxes.AddAsync([From("vn", 1), From("vn", 1), From("vn", 1, "x")], Cancellation);
        Assert.Equal([PutOutcome.Stored, PutOutcome.Duplicate, PutOutcome.Conflict], first);
        await ReopenAsync();
        var again = await Inboxes.AddAsync([From("vn", 1, "other"), From("vn", 1)], Cancellation);
        Assert.Equal([PutOutcome.Conflict, PutOutcome.Duplicate], again);
        var kept = await Inboxes.ListContributionsAsync(Realm.Live, "vn", Cancellation);
        Assert.Equal(before.Length > 0 ? 1 : 0, kept.Count);
        if (kept.Count == 0) return;
        Assert.Equal(From("vn", 1).Digest, kept[0].Digest);
        if (before == "same") Assert.Null(kept[0].Bytes);
        else Assert.Equal(From("vn", 1).Bytes.ToArray(), kept[0].Bytes!.Value.ToArray());
    }

    [Fact]
    public async Task Agreements_of_one_partner_are_apart()
    {
        await Inboxes.AddAsync([From("vn", 1)], Cancellation);
        var other = From("vn", 1, "other") with { OriginAgreement = "agreement:b" };
        Assert.Equal([PutOutcome.Stored], await Inboxes.AddAsync([other], Cancellation));
        Assert.Equal([PutOutcome.Duplicate], await Inboxes.AddAsync([other], Cancellation));
        Assert.Equal(other.Bytes.ToArray(), Assert.Single(
            await Inboxes.ListContributionsAsync(Realm.Live, "vn", Cancellation)).Bytes!.Value.ToArray());
        Assert.Empty(await Inboxes.ListContributionsAsync(Realm.Exercise, "vn", Cancellation));
        Assert.Empty(await Inboxes.ListContributionsAsync(Realm.Live, "jp", Cancellation));
    }

    [Fact]
    public async Task A_status_is_found_by_its_partner_in_its_realm_only()
    {
        var addition = Addition("1", Rows.At(1));
        await Inboxes.SaveAdditionAsync(addition, Rows.At(0), Cancellation);
        await ReopenAsync();
        Same(addition, await Inboxes.FindAdditionAsync(Realm.Live, "vn", "1", Cancellation));
        Assert.Null(await Inboxes.FindAdditionAsync(Realm.Exercise, "vn", "1", Cancellation));
        Assert.Null(await Inboxes.FindAdditionAsync(Realm.Live, "jp", "1", Cancellation));
        Assert.Null(await Inboxes.FindAdditionAsync(Realm.Live, "vn", "2", Cancellation));
    }

    [Fact]
    public async Task Old_statuses_of_a_partner_are_forgotten_and_tallies_stay()
    {
        await Inboxes.SaveAdditionAsync(Addition("1", Rows.At(1)), Rows.At(0), Cancellation);
        await Inboxes.SaveAdditionAsync(Addition("2", Rows.At(1)) with { Party = "jp" }, Rows.At(0), Cancellation);
        await Inboxes.SaveAdditionAsync(Addition("3", Rows.At(5)), Rows.At(2), Cancellation);
        Assert.Null(await Inboxes.FindAdditionAsync(Realm.Live, "vn", "1", Cancellation));
        Assert.NotNull(await Inboxes.FindAdditionAsync(Realm.Live, "jp", "2", Cancellation));
        Assert.NotNull(await Inboxes.FindAdditionAsync(Realm.Live, "vn", "3", Cancellation));
        Assert.Equal(
            [
                new InboxTally(Realm.Live, "jp", "agreement:a", 1, 1, Rows.At(1)),
                new InboxTally(Realm.Live, "vn", "agreement:a", 2, 2, Rows.At(5)),
            ],
            await Inboxes.ListTalliesAsync(Cancellation));
    }

    [Fact]
    public Task Adding_is_atomic() => IsAtomicAsync(
        "inbox",
        () => Inboxes.AddAsync([From("vn", 1), From("vn", 2)], Cancellation),
        async () =>
        {
            var stored = (await Store.Objects.CountByTypeAsync(Realm.Live, Cancellation)).GetValueOrDefault("indicator");
            Assert.Contains(stored, new[] { 0L, 2L });
            return stored == 2;
        });

    [Fact]
    public Task Saving_a_status_is_atomic()
    {
        var tries = 0;
        return IsAtomicAsync(
            "inbox-status",
            () => Inboxes.SaveAdditionAsync(
                Addition((++tries).ToString(CultureInfo.InvariantCulture), Rows.At(1)), Rows.At(0), Cancellation),
            async () =>
            {
                var found = await Inboxes.FindAdditionAsync(
                    Realm.Live, "vn", tries.ToString(CultureInfo.InvariantCulture), Cancellation);
                Assert.Equal(found is null ? 0 : 1, (await Inboxes.ListTalliesAsync(Cancellation)).Count);
                return found is not null;
            });
    }

    private static ObjectRow From(string party, int number, string content = "") =>
        Rows.Object(Rows.Id(number), content: content, party: party) with { Submitter = party };

    private static AdditionRow Addition(string id, DateTimeOffset at) => new(
        Realm.Live, id, "vn", "agreement:a", at,
        [
            new AdditionItem(Rows.Id(1), Rows.VersionOne, null),
            new AdditionItem("indicator--\"quoted\" 日本", "", "because: 'reasons'"),
        ]);

    private static void Same(AdditionRow expected, AdditionRow? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.Items, actual.Items);
        Assert.Equal(expected with { Items = [] }, actual with { Items = [] });
    }
}
