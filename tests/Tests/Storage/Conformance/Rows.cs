using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Entente.Exchange;
using Entente.Exchange.Ports;
using Entente.Transparency;
using Xunit;

namespace Entente.Tests.Storage.Conformance;

/// <summary>Rows for tests. A store looks into none of the texts and bytes, so they only have to be told apart.</summary>
internal static class Rows
{
    public const string VersionOne = "2026-01-01T00:00:00.000Z";
    public const string VersionTwo = "2026-02-01T00:00:00.000Z";

    public static DateTimeOffset Start { get; } = new(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);

    /// <summary>A time to the microsecond, as logs have them.</summary>
    public static DateTimeOffset At(long micros) => Start.AddTicks(micros * (TimeSpan.TicksPerMillisecond / 1000));

    public static string Id(int number, string type = "indicator") =>
        string.Create(CultureInfo.InvariantCulture, $"{type}--00000000-0000-4000-8000-{number:D12}");

    public static ObjectRow Object(
        string id, string version = VersionOne, Realm realm = Realm.Live, string content = "", string? party = null)
    {
        var bytes = Encoding.UTF8.GetBytes($$"""{"id":"{{id}}","version":"{{version}}","content":"{{content}}"}""");
        return new ObjectRow(
            realm, id, version, id[..id.IndexOf("--", StringComparison.Ordinal)], bytes,
            Hash.FromBytes(SHA256.HashData(bytes)), "someone", party, party is null ? null : "agreement:a", null, At(7));
    }

    public static ObjectRow Object(int number, string version = VersionOne, Realm realm = Realm.Live) =>
        Object(Id(number), version, realm);

    public static ObjectRow[] Objects(int count, int from = 0) =>
        [.. Enumerable.Range(from, count).Select(number => Object(number))];

    public static ChannelRow Channel(string recipient, Realm realm = Realm.Live, string agreement = "agreement:a") => new(
        realm, $"channel-{agreement}-{recipient}-{realm}", agreement, "us", recipient,
        $"us.example/channels/{agreement}/{recipient}/{realm.Write()}", At(3));

    public static DecisionRow Decision(
        ObjectRow row, long index, string outcome = "permit", string verdict = "{}", string? releasedId = null,
        long? entry = null) => new(
        row.ObjectId, row.Version, row.Type, outcome, verdict, At(index), index, releasedId, entry);

    public static void Same(ObjectRow expected, ObjectRow? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.Bytes.ToArray(), actual.Bytes.ToArray());
        Assert.Equal(expected with { Bytes = default }, actual with { Bytes = default });
    }

    public static void Same(LogEntryRow expected, LogEntryRow actual)
    {
        Assert.Equal(expected.Entry.ToArray(), actual.Entry.ToArray());
        Assert.Equal(expected.Salt.ToArray(), actual.Salt.ToArray());
        Assert.Equal(
            expected with { Entry = default, Salt = default, Body = null },
            actual with { Entry = default, Salt = default });
    }
}
