using System.Collections.Immutable;
using System.Text;
using Entente.Exchange;
using Entente.Exchange.Delivery;
using Entente.Exchange.Feeds;
using Entente.Exchange.Inbound;
using Entente.Exchange.Inboxes;
using Entente.Exchange.Intake;
using Entente.Exchange.Policy;
using Entente.Exchange.Ports;
using Entente.Exchange.Pushes;
using Entente.Exchange.Receipts;
using Entente.Exchange.Sightings;
using Entente.Server.Feeds;
using Entente.Server.Partners;
using Entente.Stix;
using Entente.Storage;

namespace Entente.Server.Hosting;

/// <summary>A node that is open: its store, its keys, and the steps of the pipeline over them.</summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly SemaphoreSlim _settling = new(1, 1);
    private readonly SemaphoreSlim _pulling = new(1, 1);
    private readonly SemaphoreSlim _arrived = new(0, 1);

    private readonly FillRandom _random;

    private Node(
        NodeFolder folder, NodeSettings settings, NodeStore store, NodeIdentity identity, TimeProvider clock,
        FillRandom random)
    {
        _random = random;
        Folder = folder;
        Settings = settings;
        Store = store;
        Identity = identity;
        Clock = clock;
        Limits = StixLimits.Default;
        Book = new AgreementBook(store, identity, clock, NewId);
        Pipeline = new Pipeline(
            store, identity, Book, clock, random, Limits, Agreements.Decisions.ChannelSecurity.OfNode);
        Channels = new ChannelReader(store.Ledger, Book, clock);
        Inboxes = new InboxDesk(store.Inboxes, Book, identity, clock, NewId, Limits, settings.PartnerLimits.InboxBytesMax);
        Receipts = new ReceiptDesk(store.Ledger, identity);
        Receiver = new Receiver(store, identity, clock, Limits);
        Watch = new Watch(store, identity, clock, Limits);
        Partners = new PartnerDirectory(store.Partners, settings, clock);
        Feeds = new FeedDesk(
            store.Feeds, new FeedReader(store.Feeds, Pipeline, Book, identity, clock, FeedDesk.Draw), clock);
        Pushes = new PushDesk(
            store.Pushes, new PushSender(store.Pushes, store.Ledger, Channels, Book, clock, FeedDesk.Draw), clock);
        CursorSecret = File.ReadAllBytes(folder.CursorSecret);
    }

    public NodeFolder Folder { get; }

    public NodeSettings Settings { get; }

    public NodeStore Store { get; }

    public NodeIdentity Identity { get; }

    public TimeProvider Clock { get; }

    public StixLimits Limits { get; }

    public AgreementBook Book { get; }

    public Pipeline Pipeline { get; }

    public ChannelReader Channels { get; }

    public InboxDesk Inboxes { get; }

    public ReceiptDesk Receipts { get; }

    public Receiver Receiver { get; }

    public Watch Watch { get; }

    public PartnerDirectory Partners { get; }

    public FeedDesk Feeds { get; }

    public PushDesk Pushes { get; }

    public byte[] CursorSecret { get; }

    /// <summary>Agreements that were active and are not any more since the node was opened, with the reasons.</summary>
    public IReadOnlyList<(AgreementRow Row, ImmutableArray<Diagnostic> Reasons)> Refused { get; private set; } = [];

    /// <summary>
    /// Opens a node's folder: loads keys, store and agreements, and makes sure our identity is stored.
    /// </summary>
    public static async Task<Node> OpenAsync(
        NodeFolder folder, TimeProvider clock, FillRandom random, IFaultHook faults, CancellationToken cancellation)
    {
        folder.RequireNode();
        if (folder.TooOpen().FirstOrDefault() is { } open)
        {
            throw new InvalidDataException($"`{open}` can be read by others; run `chmod 600` on it and think about its keys");
        }

        var settings = NodeSettings.Read(folder.Settings);
        var identity = NodeKeys.Load(folder, settings);
        var node = new Node(folder, settings, Stores.OpenSqlite(folder.Store, faults), identity, clock, random);
        await node.StoreIdentityAsync(cancellation);
        node.Refused = await node.Book.LoadAsync(cancellation);
        return node;
    }

    /// <summary>Steps 4 and 5 for everything that waits; one at a time.</summary>
    public async Task<long> SettleAsync(CancellationToken cancellation)
    {
        await _settling.WaitAsync(cancellation);
        try
        {
            return await Pipeline.SettleAsync(cancellation);
        }
        finally
        {
            _settling.Release();
        }
    }

    /// <summary>Says that something waits to be settled; whoever brought it does not wait for that.</summary>
    public void SettleSoon()
    {
        try
        {
            _arrived.Release();
        }
        catch (SemaphoreFullException)
        {
            // It was said already.
        }
    }

    /// <summary>Waits until something is said to wait, or for a time.</summary>
    public Task WaitForArrivalAsync(TimeSpan most, CancellationToken cancellation) =>
        _arrived.WaitAsync(most, cancellation);

    /// <summary>
    /// The newest receipt for a channel by the recipient that its agreement names; null before the first.
    /// </summary>
    public async Task<ReceiptRow?> FindReceiptAsync(ChannelRow channel, CancellationToken cancellation) =>
        Book.Active.Find(channel.AgreementId)?.Find(channel.Recipient) is { } recipient
            ? await Store.Ledger.FindReceiptAsync(channel.Realm, channel.Origin, $"{recipient.Origin}/witness", cancellation)
            : null;

    /// <summary>Pulls every channel in which we are the recipient, or only those of one partner.</summary>
    public async Task<IReadOnlyList<PullReport>> PullAsync(string? from, CancellationToken cancellation)
    {
        await _pulling.WaitAsync(cancellation);
        try
        {
            // Partners side by side, so that a slow one holds up nobody's channels but its own.
            var pulls = Book.Active.ChannelsTo(Identity.Party)
                .Where(channel => from is null || channel.Discloser == from)
                .GroupBy(channel => channel.Discloser)
                .Select(channels => PullPartnerAsync(channels, cancellation));
            var reports = (await Task.WhenAll(pulls)).SelectMany(part => part).ToList();

            // What came in waits for decisions in our own channels like anything else.
            await SettleAsync(cancellation);
            return reports;
        }
        finally
        {
            _pulling.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Feeds.DisposeAsync();
        await Pushes.DisposeAsync();
        Partners.Dispose();
        Pipeline.Dispose();
        Book.Dispose();
        await Store.DisposeAsync();
        Identity.Dispose();
        _settling.Dispose();
        _pulling.Dispose();
        _arrived.Dispose();
    }

    private async Task<List<PullReport>> PullPartnerAsync(
        IEnumerable<Agreements.Decisions.ChannelTerms> channels, CancellationToken cancellation)
    {
        var reports = new List<PullReport>();
        foreach (var channel in channels) reports.Add(await PullAsync(channel, cancellation));
        return reports;
    }

    private async Task<PullReport> PullAsync(
        Agreements.Decisions.ChannelTerms channel, CancellationToken cancellation)
    {
        var agreement = Book.Active.Find(channel.AgreementId)!;
        var discloser = agreement.Find(channel.Discloser)!;
        _ = RealmText.TryRead(channel.Realm, out var realm);
        var origin = AgreementBook.ChannelOrigin(discloser, channel.AgreementId, channel.Recipient, channel.Realm);
        if (Book.Active.WhyNotInForce(channel.AgreementId, Clock.GetUtcNow()) is { } code)
        {
            return new PullReport(origin, 0, 0, 0, new PullFault(code, origin, null, $"`{channel.AgreementId}` is not in force"));
        }

        var terms = new InboundTerms(
            realm, origin, channel.AgreementId, agreement.Document.Version, channel.Discloser, channel.Recipient,
            discloser.Keys.Log, agreement.DutiesIn(channel));
        try
        {
            var connection = await Partners.ConnectAsync(channel, cancellation);
            return await Receiver.PullAsync(terms, connection, cancellation);
        }
        catch (PartnerFaultException fault)
        {
            return await Receiver.RecordAsync(terms, new PullFault(fault.Code, origin, null, fault.Message), cancellation);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or StoreDamagedException or LogMovedException))
        {
            // Whatever it is, it is about this channel; the others go on.
            var fault = new PullFault("pull-failed", origin, null, failure.Message);
            return await Receiver.RecordAsync(terms, fault, cancellation);
        }
    }

    /// <summary>
    /// Our own identity is an object like any other: it must be able to leave before what we create can.
    /// </summary>
    private async Task StoreIdentityAsync(CancellationToken cancellation)
    {
        if (await Store.Objects.FindLatestAsync(Realm.Live, Identity.IdentityId, cancellation) is not null) return;
        using var bundle = new MemoryStream(Encoding.UTF8.GetBytes(IdentityObject.Write(Settings, Clock.GetUtcNow())));
        await Pipeline.ImportAsync(bundle, Submitter.Own("init"), Realm.Live, null, cancellation);
    }

    private string NewId()
    {
        Span<byte> bytes = stackalloc byte[16];
        _random(bytes);
        return StixId.Shape(bytes, version: 4).ToString();
    }
}
