using System.Text;
using Entente.Exchange;
using Entente.Exchange.Ports;
using Xunit;

namespace Entente.Tests.Storage.Conformance;

/// <summary>What <see cref="IAgreementStore"/> promises.</summary>
public abstract class AgreementStoreConformance(IStorePlace place) : StoreConformance(place)
{
    private IAgreementStore Agreements => Store.Agreements;

    [Fact]
    public async Task Agreements_are_listed_by_id_and_version_as_they_were_saved()
    {
        AgreementRow[] rows =
        [
            Row("agreement:b", 2), Row("agreement:a", 10, active: true), Row("agreement:b", 1), Row("agreement:a", 9),
            Row("agreement:Z", 1, realm: Realm.Exercise),
        ];
        foreach (var row in rows) await Agreements.SaveAgreementAsync(row, Cancellation);
        await ReopenAsync();
        Assert.Equal(
            rows.OrderBy(row => row.AgreementId, StringComparer.Ordinal).ThenBy(row => row.Version).Select(Text),
            (await Agreements.ListAgreementsAsync(Cancellation)).Select(Text));
    }

    [Fact]
    public async Task Saving_replaces_the_same_version_of_the_same_realm_and_nothing_else()
    {
        await Agreements.SaveAgreementAsync(Row("agreement:a", 1, "draft"), Cancellation);
        await Agreements.SaveAgreementAsync(Row("agreement:a", 2, "next"), Cancellation);
        await Agreements.SaveAgreementAsync(Row("agreement:a", 1, "training", realm: Realm.Exercise), Cancellation);
        await Agreements.SaveAgreementAsync(Row("agreement:a", 1, "signed", active: true), Cancellation);
        Assert.Equal(
            ["Exercise 1 training False", "Live 1 signed True", "Live 2 next False"],
            (await Agreements.ListAgreementsAsync(Cancellation))
                .Select(row => $"{row.Realm} {row.Version} {Encoding.UTF8.GetString(row.Signed.Span)} {row.Active}")
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public Task Saving_is_atomic() => IsAtomicAsync(
        "agreement",
        () => Agreements.SaveAgreementAsync(Row("agreement:a", 1), Cancellation),
        async () => (await Agreements.ListAgreementsAsync(Cancellation)).Count == 1);

    [Fact]
    public async Task Steps_are_listed_as_they_were_taken_and_none_replaces_another()
    {
        AgreementStepRow[] steps =
        [
            Step("agreement:b", AgreementStepKind.Suspend, Rows.At(9)), Step("agreement:a", AgreementStepKind.Terminate, Rows.At(8)),
            Step("agreement:b", AgreementStepKind.Suspend, Rows.At(9)), Step("agreement:b", AgreementStepKind.Resume, null),
            Step("agreement:c", AgreementStepKind.Denounce, DateTimeOffset.MaxValue.AddTicks(-9)), Step("agreement:c", AgreementStepKind.Keep, null),
        ];
        foreach (var step in steps) await Agreements.AddStepAsync(step, Cancellation);
        await ReopenAsync();
        Assert.Equal(steps, await Agreements.ListStepsAsync(Cancellation));
    }

    [Fact]
    public Task A_step_is_atomic() => IsAtomicAsync(
        "agreement-step",
        () => Agreements.AddStepAsync(Step("agreement:a", AgreementStepKind.Suspend, null), Cancellation),
        async () => (await Agreements.ListStepsAsync(Cancellation)).Count == 1);

    private static AgreementStepRow Step(string id, AgreementStepKind kind, DateTimeOffset? until) =>
        new(id, kind, "operator", "a storm, \"quoted\" & 日本", Rows.At(7), until);

    private static AgreementRow Row(
        string id, int version, string signed = "{}", bool active = false, Realm realm = Realm.Live) =>
        new(realm, id, version, Encoding.UTF8.GetBytes(signed), active, Rows.At(version));

    private static string Text(AgreementRow row) =>
        $"{row with { Signed = default }} {Encoding.UTF8.GetString(row.Signed.Span)}";
}
