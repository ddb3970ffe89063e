using Entente.Exchange.Feeds;
using Xunit;

namespace Entente.Tests.Exchange.Feeds;

public sealed class RunTimesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(300, 0.0, 270)]
    [InlineData(300, 0.5, 300)]
    [InlineData(300, 1.0, 330)]
    public void After_success_it_is_the_interval_a_tenth_more_or_less(int interval, double draw, int seconds) =>
        Assert.Equal(seconds, (RunTimes.AfterSuccess(Now, TimeSpan.FromSeconds(interval), draw) - Now).TotalSeconds);

    [Theory]
    [InlineData(300, 1, null, 0.0, 60)]
    [InlineData(300, 2, null, 0.0, 120)]
    [InlineData(300, 2, null, 1.0, 108)]
    [InlineData(300, 7, null, 0.0, 3600)]
    [InlineData(300, int.MaxValue, null, 0.0, 3600)]
    [InlineData(10, 1, null, 0.0, 10)]
    [InlineData(86400, 99, null, 0.0, 86400)]
    [InlineData(300, 1, 30, 0.0, 60)]
    [InlineData(300, 1, 90, 0.0, 90)]
    [InlineData(300, 1, 90, 1.0, 99)]
    [InlineData(300, 1, int.MaxValue, 0.0, 86400)]
    [InlineData(300, 1, -5, 0.0, 60)]
    public void After_failures_it_doubles_up_to_a_cap_and_never_comes_before_the_server_asked(
        int interval, int failures, int? retryAfter, double draw, int seconds)
    {
        TimeSpan? asked = retryAfter is { } wait ? TimeSpan.FromSeconds(wait) : null;
        var next = RunTimes.AfterFailure(Now, TimeSpan.FromSeconds(interval), failures, asked, draw);
        Assert.Equal(seconds, (next - Now).TotalSeconds);
    }

    [Theory]
    [InlineData("plain 日本 🗾", "plain 日本 🗾")]
    [InlineData("\u001b[31mred\r\n", "\\u001b[31mred\\u000d\\u000a")]
    [InlineData("a\u202Eb\u200Fc\u2028", "a\\u202eb\\u200fc\\u2028")]
    public void What_a_foreign_server_says_is_shown_without_anything_that_acts(string said, string shown)
    {
        Assert.Equal(shown, ForeignText.Of(said));
        Assert.Equal(ForeignText.CharsMax + 1, ForeignText.Of(new string('x', 10_000)).Length);
    }
}
