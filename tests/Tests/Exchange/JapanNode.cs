using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Entente.Exchange;
using Entente.Exchange.Delivery;
using Entente.Exchange.Feeds;
using Entente.Exchange.Intake;
using Entente.Exchange.Policy;
using Entente.Exchange.Ports;
using Entente.Stix;
using Entente.Tests.Agreements;
using Entente.Tests.Storage.Sqlite;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Entente.Tests.Exchange;

/// <summary>Japan's exchange without HTTP, on a clock that tests set, in force with Viet Nam until 2031.</summary>
internal sealed class JapanNode : IAsyncDisposable
{
    public const string Green = "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb";

    private readonly SqlitePlace _place = new();

    private JapanNode()
    {
        Clock = new FakeTimeProvider(SampleAgreements.Within);
        Store = _place.Open(NoFaults.Instance);
        Identity = new NodeIdentity
        {
            Party = "jp-cdu", Origin = "cdu.mod.jp.example", AgreementKeyId = "jp-cdu",
            IdentityId = "identity--42e68371-f6e1-41f8-b0c4-65b09e8e9f72",
            AgreementKey = SampleAgreements.Key("jp-cdu", 1), LogKey = SampleAgreements.Key("jp-cdu", 2),
            WitnessKey = SampleAgreements.Key("jp-cdu", 3), DerivativeSecret = new byte[32],
        };
        Book = new AgreementBook(
            Store, Identity, Clock, () => StixId.Shape(RandomNumberGenerator.GetBytes(16), 4).ToString());
        Pipeline = new Pipeline(Store, Identity, Book, Clock, RandomNumberGenerator.Fill, StixLimits.Default);
        Channels = new ChannelReader(Store.Ledger, Book, Clock);
        Feeds = new FeedReader(Store.Feeds, Pipeline, Book, Identity, Clock, () => 0);
    }

    public FakeTimeProvider Clock { get; }

    public NodeStore Store { get; }

    public NodeIdentity Identity { get; }

    public AgreementBook Book { get; }

    public Pipeline Pipeline { get; }

    public ChannelReader Channels { get; }

    public FeedReader Feeds { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<JapanNode> OpenAsync(Action<JsonObject>? change = null)
    {
        var node = new JapanNode();
        var memorandum = SampleAgreements.Read(SampleAgreements.Draw("jp-vn-cyber-memorandum"));
        var arrangement = SampleAgreements.Draw("jp-vn-cyber-arrangement", memorandum, change);
        var keys = SampleAgreements.Parameters(arrangement, "parties")["parties"]!.AsArray()
            .Single(party => party!["id"]!.GetValue<string>() == "vn-cyc")!["keys"]!.ToJsonString();
        await node.Store.Partners.SavePartnerAsync(new PartnerRow("vn-cyc", keys, null, null, null, null), Cancellation);
        foreach (var document in new[] { memorandum, SampleAgreements.Read(arrangement) })
        {
            Assert.Empty(await node.Book.ActivateAsync(
                SampleAgreements.Sign(document), ImmutableDictionary<string, ReadOnlyMemory<byte>>.Empty, Cancellation));
        }

        return node;
    }

    /// <summary>An indicator that the agreement lets pass.</summary>
    public static string Indicator(int number, string? marking = Green, string day = "01")
    {
        var marks = marking is null ? "" : $$""","object_marking_refs":["{{marking}}"]""";
        return $$"""
            {"type":"indicator","spec_version":"2.1","id":"indicator--00000000-0000-4000-8000-{{number:D12}}","created":"2026-05-01T00:00:00.000Z","modified":"2026-05-{{day}}T00:00:00.000Z","pattern":"[domain-name:value = 'n{{number}}.example']","pattern_type":"stix","valid_from":"2026-05-01T00:00:00Z"{{marks}}}
            """;
    }

    /// <summary>Publishes objects of our own and decides about them.</summary>
    public async Task PublishAsync(params IEnumerable<string> objects)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(
            $$"""{"objects":[{{string.Join(',', objects)}}]}"""));
        var report = await Pipeline.ImportAsync(input, Submitter.Own("test"), Realm.Live, null, Cancellation);
        Assert.Empty(report.Diagnostics);
        await Pipeline.SettleAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        Pipeline.Dispose();
        Book.Dispose();
        await Store.DisposeAsync();
        Identity.Dispose();
        await _place.DisposeAsync();
    }
}
