using System.Text.Json.Nodes;
using Entente.Exchange.Policy;
using Entente.Exchange.Ports;
using Entente.Tests.Agreements;
using Xunit;

namespace Entente.Tests.Exchange;

/// <summary>Steps in the life of an agreement, on a clock that is moved over their instants.</summary>
public sealed class AgreementLifeTests
{
    private const string Arrangement = "urn:entente:agreement:jp-vn-cyber-arrangement";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_suspension_with_an_end_is_over_at_that_instant_and_not_before()
    {
        await using var node = await JapanNode.OpenAsync();
        await TakeAsync(node, AgreementStepKind.Suspend, node.Clock.GetUtcNow().AddHours(2));
        Assert.Equal("suspended", State(node));
        node.Clock.Advance(TimeSpan.FromHours(2) - TimeSpan.FromTicks(1));
        Assert.Equal("suspended", State(node));
        node.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal("in-force", State(node));
        Assert.Equal("not-suspended", await RefusedAsync(node, AgreementStepKind.Resume));
    }

    [Fact]
    public async Task Resuming_lifts_every_suspension_of_this_node()
    {
        await using var node = await JapanNode.OpenAsync();
        await TakeAsync(node, AgreementStepKind.Suspend);
        await TakeAsync(node, AgreementStepKind.Suspend, node.Clock.GetUtcNow().AddDays(3));
        await TakeAsync(node, AgreementStepKind.Resume);
        Assert.Equal("in-force", State(node));
    }

    [Fact]
    public async Task Notice_ends_it_after_the_notice_period_to_the_instant()
    {
        await using var node = await JapanNode.OpenAsync();
        var given = node.Clock.GetUtcNow();
        var step = await TakeAsync(node, AgreementStepKind.Denounce);
        Assert.Equal(given.AddDays(90), step.Until);
        node.Clock.Advance(TimeSpan.FromDays(90) - TimeSpan.FromTicks(1));
        Assert.Equal("notice-given", State(node));
        node.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal("no-longer-in-force", State(node));
        Assert.Equal("agreement-ended", await RefusedAsync(node, AgreementStepKind.Keep));
    }

    [Theory]
    [InlineData(89)]
    [InlineData(90)]
    [InlineData(91)]
    public async Task Notice_in_time_ends_the_term_and_late_notice_the_next(int daysBefore)
    {
        // Terms of a year from 1 January 2026, renewed unless somebody gives notice 90 days before.
        await using var node = await JapanNode.OpenAsync(document => Terms(document, "P1Y", "P1Y", "P90D"));
        var end = new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);
        node.Clock.SetUtcNow(end.AddDays(-daysBefore));
        var step = await TakeAsync(node, AgreementStepKind.Denounce);
        Assert.Equal(daysBefore < 90 ? end.AddYears(1) : end, step.Until);
    }

    [Fact]
    public async Task Who_may_not_give_notice_may_still_terminate()
    {
        await using var node = await JapanNode.OpenAsync(document =>
            SampleAgreements.Parameters(document, "validity").Remove("noticePeriod"));
        Assert.Equal("notice-not-provided", await RefusedAsync(node, AgreementStepKind.Denounce));
        Assert.Equal("until-unexpected", await RefusedAsync(node, AgreementStepKind.Denounce, node.Clock.GetUtcNow().AddDays(1)));
        var step = await TakeAsync(node, AgreementStepKind.Terminate);
        Assert.Equal(node.Clock.GetUtcNow(), step.Until);
        Assert.Equal("no-longer-in-force", State(node));
    }

    [Fact]
    public async Task A_book_that_is_loaded_again_stands_as_it_stood_to_the_digest()
    {
        await using var node = await JapanNode.OpenAsync();

        // Not on a microsecond: what is kept is what was in force.
        node.Clock.Advance(TimeSpan.FromTicks(7));
        await TakeAsync(node, AgreementStepKind.Suspend);
        await TakeAsync(node, AgreementStepKind.Denounce);
        using var again = new AgreementBook(node.Store, node.Identity, node.Clock, () => "unused");
        Assert.Empty(await again.LoadAsync(Cancellation));
        Assert.Equal(node.Book.Active.Version, again.Active.Version);
        Assert.Equal("suspended", again.StateOf(Arrangement, node.Clock.GetUtcNow()));
        Assert.Equal(2, (await again.ListStepsAsync(Arrangement, Cancellation)).Count);
        Assert.Empty(await again.ListStepsAsync("urn:entente:agreement:other", Cancellation));
    }

    [Fact]
    public async Task What_has_ended_by_its_text_takes_no_more_steps()
    {
        await using var node = await JapanNode.OpenAsync();
        node.Clock.SetUtcNow(new DateTimeOffset(2031, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal("agreement-ended", await RefusedAsync(node, AgreementStepKind.Suspend));
        Assert.Equal("agreement-ended", await RefusedAsync(node, AgreementStepKind.Denounce));
        Assert.Empty(await node.Book.ListStepsAsync(Arrangement, Cancellation));
    }

    private static void Terms(JsonObject document, string initial, string renewal, string notice)
    {
        var validity = SampleAgreements.Parameters(document, "validity");
        validity.Remove("inForceUntil");
        (validity["initialTerm"], validity["renewal"], validity["noticePeriod"]) = (initial, renewal, notice);
    }

    private static string State(JapanNode node) => node.Book.StateOf(Arrangement, node.Clock.GetUtcNow());

    private static async Task<AgreementStepRow> TakeAsync(
        JapanNode node, AgreementStepKind kind, DateTimeOffset? until = null)
    {
        var (step, refusal) = await node.Book.TakeStepAsync(Arrangement, kind, "operator", "a test", until, Cancellation);
        Assert.True(step is not null, refusal.Message);
        return step;
    }

    private static async Task<string> RefusedAsync(JapanNode node, AgreementStepKind kind, DateTimeOffset? until = null)
    {
        var (step, refusal) = await node.Book.TakeStepAsync(Arrangement, kind, "operator", "a test", until, Cancellation);
        Assert.Null(step);
        return refusal.Code;
    }
}
