using CsCheck;
using Entente.Taxii;
using Xunit;

namespace Entente.Tests.Taxii;

public sealed class TaxiiTimestampTests
{
    [Theory]
    [InlineData("2020-01-01T00:00:00Z", "2020-01-01T00:00:00.000000Z")]
    [InlineData("2020-01-01T00:00:00.5Z", "2020-01-01T00:00:00.500000Z")]
    [InlineData("2020-02-29T23:59:59.123456Z", "2020-02-29T23:59:59.123456Z")]
    [InlineData("2020-01-01T00:00:00.999999999Z", "2020-01-01T00:00:00.999999Z")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000000Z")]
    [InlineData("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.999999Z")]
    public void A_timestamp_is_printed_to_the_microsecond(string text, string printed)
    {
        Assert.True(TaxiiTimestamp.TryParse(text, out var timestamp));
        Assert.Equal(printed, timestamp.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("2020-01-01")]
    [InlineData("2020-01-01T00:00:00")]
    [InlineData("2020-01-01T00:00:00z")]
    [InlineData("2020-01-01t00:00:00Z")]
    [InlineData("2020-01-01 00:00:00Z")]
    [InlineData("2020-01-01T00:00:00.Z")]
    [InlineData("2020-01-01T00:00:00.1234567890Z")]
    [InlineData("2020-01-01T00:00:00+00:00")]
    [InlineData("2020-13-01T00:00:00Z")]
    [InlineData("2021-02-29T00:00:00Z")]
    [InlineData("2020-01-01T24:00:00Z")]
    [InlineData("2020-01-01T00:00:60Z")]
    [InlineData(" 2020-01-01T00:00:00Z")]
    [InlineData("2020-01-01T00:00:00Z,2021-01-01T00:00:00Z")]
    public void Anything_else_is_no_timestamp(string text) => Assert.False(TaxiiTimestamp.TryParse(text, out _));

    [Fact]
    public void Printing_and_parsing_undo_each_other() =>
        Gen.Long[0, DateTime.MaxValue.Ticks].Sample(ticks =>
        {
            var made = TaxiiTimestamp.FromInstant(new DateTimeOffset(ticks, TimeSpan.Zero));
            Assert.True(TaxiiTimestamp.TryParse(made.ToString(), out var parsed));
            Assert.Equal(made, parsed);
            Assert.InRange(ticks - made.ToInstant().UtcTicks, 0, TimeSpan.TicksPerMicrosecond - 1);
        });

    [Fact]
    public void Order_of_prints_is_order_of_time() =>
        Gen.Long[0, DateTime.MaxValue.Ticks].Array[2].Sample(ticks =>
        {
            var left = TaxiiTimestamp.FromInstant(new DateTimeOffset(ticks[0], TimeSpan.Zero));
            var right = TaxiiTimestamp.FromInstant(new DateTimeOffset(ticks[1], TimeSpan.Zero));
            Assert.Equal(left < right, string.CompareOrdinal(left.ToString(), right.ToString()) < 0);
            Assert.Equal(left == right, left.ToString() == right.ToString());
        });
}
