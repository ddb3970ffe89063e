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
        Assert.Equal([PutOutcome.Stored], await AddAsync([From("vn", 1)]));
        await ReopenAsync();
        Rows.Same(From("vn", 1), await Store.Objects.FindLatestAsync(Realm.Live, Rows.Id(1), Cancellation));
        Assert.Equal(1, await Store.Ledger.CountPendingAsync(channel, Cancellation));
        Assert.Equal([PutOutcome.Duplicate], await AddAsync([From("vn", 1)]));
        Assert.Equal([PutOutcome.Conflict], await AddAsync([From("vn", 1, "other")]));
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

        var first = await AddAsync([From("vn", 1), From("vn", 1), From("vn", 1, "x")]);
        Assert.Equal([PutOutcome.Stored, PutOutcome.Duplicate, PutOutcome.Conflict], first);
        await ReopenAsync();
        var again = await AddAsync([From("vn", 1, "other"), From("vn", 1)]);
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
        await AddAsync([From("vn", 1)]);
        var other = From("vn", 1, "other") with { OriginAgreement = "agreement:b" };
        Assert.Equal([PutOutcome.Stored], await AddAsync([other]));
        Assert.Equal([PutOutcome.Duplicate], await AddAsync([other]));
        Assert.Equal(other.Bytes.ToArray(), Assert.Single(
            await Inboxes.ListContributionsAsync(Realm.Live, "vn", Cancellation)).Bytes!.Value.ToArray());
        Assert.Empty(await Inboxes.ListContributionsAsync(Realm.Exercise, "vn", Cancellation));
        Assert.Empty(await Inboxes.ListContributionsAsync(Realm.Live, "jp", Cancellation));
    }

    [Fact]
    public async Task A_status_is_found_by_its_partner_in_its_realm_only()
    {
        var addition = Addition("1", Rows.At(1));
        await Inboxes.SaveAdditionAsync(addition, Rows.At(0), long.MaxValue, Cancellation);
        await ReopenAsync();
        Same(addition, await Inboxes.FindAdditionAsync(Realm.Live, "vn", "1", Cancellation));
        Assert.Null(await Inboxes.FindAdditionAsync(Realm.Exercise, "vn", "1", Cancellation));
        Assert.Null(await Inboxes.FindAdditionAsync(Realm.Live, "jp", "1", Cancellation));
        Assert.Null(await Inboxes.FindAdditionAsync(Realm.Live, "vn", "2", Cancellation));
    }

    [Fact]
    public async Task Old_statuses_of_a_partner_are_forgotten_and_tallies_stay()
    {
        await Inboxes.SaveAdditionAsync(Addition("1", Rows.At(1)), Rows.At(0), long.MaxValue, Cancellation);
        await Inboxes.SaveAdditionAsync(Addition("2", Rows.At(1)) with { Party = "jp" }, Rows.At(0), long.MaxValue, Cancellation);
        await Inboxes.SaveAdditionAsync(Addition("3", Rows.At(5)), Rows.At(2), long.MaxValue, Cancellation);
        Assert.Null(await Inboxes.FindAdditionAsync(Realm.Live, "vn", "1", Cancellation));
        Assert.NotNull(await Inboxes.FindAdditionAsync(Realm.Live, "jp", "2", Cancellation));
        Assert.NotNull(await Inboxes.FindAdditionAsync(Realm.Live, "vn", "3", Cancellation));
        Assert.Equal(
            [
                new InboxTally(Realm.Live, "jp", "agreement:a", 1, 1, Rows.At(1), 0),
                new InboxTally(Realm.Live, "vn", "agreement:a", 2, 2, Rows.At(5), 0),
            ],
            await Inboxes.ListTalliesAsync(Cancellation));
    }

    [Theory]
    [InlineData("")]
    [InlineData("same")]
    [InlineData("other")]
    public async Task So_much_is_kept_of_a_partner_whoever_gave_it_first(string before)
    {
        if (before.Length > 0)
        {
            var hidden = Rows.Object(Rows.Id(2), content: before == "same" ? "" : "other");
            await Store.Objects.PutAsync([hidden with { OriginParty = "sg", OriginAgreement = "agreement:s" }], Cancellation);
        }

        var size = From("vn", 1).Bytes.Length + IInboxStore.BesideObjectBytes;
        Assert.Equal([PutOutcome.Stored], await AddAsync([From("vn", 1)], size));
        Assert.Equal([PutOutcome.NoRoom], await AddAsync([From("vn", 2)], (2 * size) - 1));
        Assert.NotEqual("vn", (await Store.Objects.FindLatestAsync(Realm.Live, Rows.Id(2), Cancellation))?.OriginParty);
        await ReopenAsync();

        // What was given before is known still, and what fits is taken although something before it did not.
        Assert.Equal(
            [PutOutcome.Duplicate, PutOutcome.Conflict, PutOutcome.Stored, PutOutcome.NoRoom, PutOutcome.Duplicate],
            await AddAsync([From("vn", 1), From("vn", 1, "x"), From("vn", 2), From("vn", 3), From("vn", 2)], 2 * size));
        Assert.Equal(2 * size, (await Inboxes.ListTalliesAsync(Cancellation)).Sum(tally => tally.KeptBytes));

        // All agreements of a partner count together, and no partner counts for another, nor does the other realm.
        var under = From("vn", 3) with { OriginAgreement = "agreement:b" };
        Assert.Equal([PutOutcome.NoRoom], await AddAsync([under], (3 * size) - 1));
        Assert.Equal([PutOutcome.Stored], await AddAsync([From("jp", 3)], size));
        Assert.Equal([PutOutcome.Stored], await AddAsync([under with { Realm = Realm.Exercise }], size));
        Assert.Equal([PutOutcome.Stored], await AddAsync([under], 3 * size));
    }

    [Fact]
    public async Task So_much_of_what_a_partner_was_told_is_kept_and_the_newest_of_it()
    {
        // Every addition counts for more than 256 bytes and less than 512.
        for (var i = 1; i <= 9; i++)
        {
            await Inboxes.SaveAdditionAsync(
                Addition($"{i}", Rows.At(i)) with { AgreementId = i % 2 == 0 ? "agreement:a" : "agreement:b" }, Rows.At(0), 4 * 512,
                Cancellation);
            await Inboxes.SaveAdditionAsync(Addition($"{i}", Rows.At(i)) with { Party = "jp" }, Rows.At(0), long.MaxValue, Cancellation);
        }

        await ReopenAsync();
        var kept = new List<int>();
        for (var i = 1; i <= 9; i++)
        {
            Assert.NotNull(await Inboxes.FindAdditionAsync(Realm.Live, "jp", $"{i}", Cancellation));
            if (await Inboxes.FindAdditionAsync(Realm.Live, "vn", $"{i}", Cancellation) is not null) kept.Add(i);
        }

        Assert.InRange(kept.Count, 4, 7);
        Assert.Equal(Enumerable.Range(10 - kept.Count, kept.Count), kept);

        // One that is larger than all room is kept nevertheless: its partner has just been told to ask for it.
        await Inboxes.SaveAdditionAsync(Addition("last", Rows.At(10)), Rows.At(0), 1, Cancellation);
        Assert.NotNull(await Inboxes.FindAdditionAsync(Realm.Live, "vn", "last", Cancellation));
        Assert.Null(await Inboxes.FindAdditionAsync(Realm.Live, "vn", "9", Cancellation));
    }

    [Fact]
    public Task Adding_is_atomic() => IsAtomicAsync(
        "inbox",
        () => AddAsync([From("vn", 1), From("vn", 2)]),
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
                Addition((++tries).ToString(CultureInfo.InvariantCulture), Rows.At(1)), Rows.At(0), long.MaxValue, Cancellation),
            async () =>
            {
                var found = await Inboxes.FindAdditionAsync(
                    Realm.Live, "vn", tries.ToString(CultureInfo.InvariantCulture), Cancellation);
                Assert.Equal(found is null ? 0 : 1, (await Inboxes.ListTalliesAsync(Cancellation)).Count);
                return found is not null;
            });
    }

    private Task<IReadOnlyList<PutOutcome>> AddAsync(IReadOnlyList<ObjectRow> rows, long keptBytesMax = long.MaxValue) =>
        Inboxes.AddAsync(rows, keptBytesMax, Cancellation);

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
