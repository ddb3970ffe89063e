using System.Globalization;
using System.Text;
using CsCheck;
using Entente.Stix;
using Xunit;

namespace Entente.Tests.Stix;

public sealed class StixTimestampTests
{
    [Theory]
    [InlineData("2016-01-20T12:31:12Z", "2016-01-20T12:31:12.000Z")]
    [InlineData("2016-01-20T12:31:12.1Z", "2016-01-20T12:31:12.100Z")]
    [InlineData("2016-01-20T12:31:12.123456789Z", "2016-01-20T12:31:12.123456789Z")]
    [InlineData("2016-01-20T12:31:12.123400000Z", "2016-01-20T12:31:12.1234Z")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z")]
    [InlineData("9999-12-31T23:59:59.999999999Z", "9999-12-31T23:59:59.999999999Z")]
    [InlineData("2020-02-29T00:00:00Z", "2020-02-29T00:00:00.000Z")]
    [InlineData("2016-12-31T23:59:60.5Z", "2016-12-31T23:59:60.500Z")]
    public void Instants_print_in_one_way(string text, string expected)
    {
        Assert.True(StixTimestamp.TryParse(text, out var timestamp));
        Assert.Equal(expected, timestamp.ToString());
        Assert.True(StixTimestamp.TryParse(expected, out var again));
        Assert.Equal(timestamp, again);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2016-01-20")]
    [InlineData("2016-01-20T12:31:12")]
    [InlineData("2016-01-20t12:31:12Z")]
    [InlineData("2016-01-20T12:31:12z")]
    [InlineData("2016-01-20 12:31:12Z")]
    [InlineData("2016-01-20T12:31:12+00:00")]
    [InlineData("2016-01-20T12:31:12.Z")]
    [InlineData("2016-01-20T12:31:12,1Z")]
    [InlineData("2016-01-20T12:31:12.1234567890Z")]
    [InlineData("2016-01-20T24:00:00Z")]
    [InlineData("2016-01-20T12:60:00Z")]
    [InlineData("2016-01-20T12:31:61Z")]
    [InlineData("2016-01-20T12:31:60Z")]
    [InlineData("2016-11-31T12:31:12Z")]
    [InlineData("2015-02-29T12:31:12Z")]
    [InlineData("2016-00-20T12:31:12Z")]
    [InlineData("0000-01-20T12:31:12Z")]
    [InlineData("+016-01-20T12:31:12Z")]
    [InlineData("２016-01-20T12:31:12Z")]
    [InlineData(" 2016-01-20T12:31:12Z")]
    public void What_is_no_timestamp_is_refused(string text)
    {
        Assert.False(StixTimestamp.TryParse(text, out _));
        Assert.False(StixTimestamp.TryParse(Encoding.UTF8.GetBytes(text), out _));
    }

    [Fact]
    public void An_instant_survives_the_round_trip() =>
        Gen.DateTimeOffset.Sample(instant =>
        {
            var timestamp = StixTimestamp.FromInstant(instant);
            return timestamp.ToInstant() == instant && StixTimestamp.TryParse(timestamp.ToString(), out var read) &&
                read == timestamp;
        });

    [Fact]
    public void Order_is_the_order_of_instants_and_of_equally_long_texts() =>
        Gen.Select(Gen.DateTimeOffset, Gen.DateTimeOffset).Sample((left, right) =>
        {
            var (a, b) = (StixTimestamp.FromInstant(left), StixTimestamp.FromInstant(right));
            var (x, y) = (a.ToString(), b.ToString());
            var byTime = Math.Sign(left.CompareTo(right));
            return Math.Sign(a.CompareTo(b)) == byTime && (a < b) == (byTime < 0) && (a >= b) == (byTime >= 0) &&
                (x.Length != y.Length || Math.Sign(string.CompareOrdinal(x, y)) == byTime) &&
                (a == b) == (x == y);
        });

    [Fact]
    public void A_leap_second_stands_between_its_neighbours()
    {
        StixTimestamp[] row =
        [
            .. new[] { "2016-12-31T23:59:59.999999999Z", "2016-12-31T23:59:60Z", "2016-12-31T23:59:60.9Z", "2017-01-01T00:00:00Z" }
                .Select(text => StixTimestamp.TryParse(text, out var timestamp) ? timestamp : default),
        ];
        Assert.Equal(row.Order(), row);
        Assert.Equal(4, row.Distinct().Count());
        Assert.Equal(DateTimeOffset.Parse("2016-12-31T23:59:59.9999999Z", CultureInfo.InvariantCulture), row[1].ToInstant());
    }
}
