using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Entente.Agreements.Documents;
using Entente.Agreements.Signatures;
using Entente.Exchange;
using Entente.Exchange.Inboxes;
using Entente.Exchange.Intake;
using Entente.Exchange.Ports;
using Entente.Server.Auth;
using Entente.Server.Hosting;
using Entente.Server.Taxii;
using Entente.Storage;
using Entente.Tests.Agreements;
using Entente.Transparency;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Entente.Tests.Server;

/// <summary>
/// Japan's node under the sample agreements, whole but for the sockets, with everything fixed that two nodes would have
/// of their own: keys, ids, salts and the clock. Two twins that were told the same are equal to the last byte.
/// </summary>
internal sealed class TwinNode : IAsyncDisposable
{
    public const string VietNam = "vn-cyc";
    public const string Singapore = "sg-dco";

    private const string Japan = "jp-cdu";
    private const string Origin = "cdu.mod.jp.example";
    private const int IdBytes = 16;

    private readonly Node _node;
    private readonly WebApplication _site;
    private readonly NoSockets _server = new();
    private readonly FakeTimeProvider _clock;

    private TwinNode(Node node, FakeTimeProvider clock)
    {
        _node = node;
        _clock = clock;
        _site = PartnerSite.Build(node, services => services.AddSingleton<IServer>(_server));
    }

    /// <summary>A folder that twins are copied from.</summary>
    public static async Task<string> CreateTemplateAsync(string root)
    {
        var folder = new NodeFolder(Path.Combine(root, "template"));
        folder.Create();
        WriteKey(folder.AgreementKey, $"{Origin}/agreement", 1);
        WriteKey(folder.LogKey, Origin, 2);
        WriteKey(folder.WitnessKey, $"{Origin}/witness", 3);
        NodeFolder.WritePrivate(folder.DerivativeSecret, new byte[32]);
        NodeFolder.WritePrivate(folder.CursorSecret, new byte[32]);
        var settings = new NodeSettings
        {
            Party = Japan, Origin = Origin, Name = "Japan", IdentityId = "identity--42e68371-f6e1-41f8-b0c4-65b09e8e9f72",
            PartnerAddress = "https://127.0.0.1:7443", LocalAddress = "http://127.0.0.1:7101",
            PartnerLimits = new PartnerLimits { RequestsPerSecondMax = 1_000_000, RequestsBurstMax = 1_000_000 },
        };
        NodeInit.Create(folder, settings, SampleAgreements.Within, NoFaults.Instance);
        await using (var store = Stores.OpenSqlite(folder.Store, NoFaults.Instance))
        {
            foreach (var party in new[] { VietNam, Singapore })
            {
                await store.Partners.SavePartnerAsync(new PartnerRow(party, KeysOf(party), null, null, null, null), default);
                await store.Partners.AddCredentialAsync(
                    new CredentialRow(party, party, "bearer", SecretHash.OfToken(Token(party)), SampleAgreements.Within, null, null),
                    default);
            }
        }

        await using var twin = await OpenAsync(folder.Root);
        foreach (var pair in new[] { "jp-vn", "jp-sg" }) await twin.ActivateAsync(pair);
        return folder.Root;
    }

    /// <summary>A new twin, as the template left it.</summary>
    public static async Task<TwinNode> CopyAsync(string template, string target)
    {
        foreach (var file in Directory.EnumerateFiles(template, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(target, Path.GetRelativePath(template, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        return await OpenAsync(target);
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        await _node.DisposeAsync();
    }

    /// <summary>Publishes one object of our own.</summary>
    public async Task PublishAsync(string item)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(item));
        await _node.Pipeline.ImportAsync(input, Submitter.Own("analyst"), Realm.Live, null, default);
    }

    /// <summary>Adds objects as a partner does, past the wire.</summary>
    public async Task AddAsync(string party, params string[] items)
    {
        var inbox = _node.Inboxes.List(party, Realm.Live)[0];
        await _node.Inboxes.AddAsync(
            inbox, [.. items.Select(item => OfferedObject.Read(Encoding.UTF8.GetBytes(item))!)], default);
    }

    /// <summary>What a partner's channel holds and what was withheld from it, for a failure's message.</summary>
    public async Task<IReadOnlyList<string>> DescribeAsync(string party)
    {
        var channel = (await _node.Channels.ListAsync(party, Realm.Live, default))[0];
        var entries = await _node.Store.Ledger.ReadEntriesAsync(Realm.Live, channel.Origin, 0, 10_000, default);
        var withheld = await _node.Store.Ledger.ListDecisionsAsync(channel, "deny", 10_000, default);
        return
        [
            .. entries.Select(entry => $"{entry.SourceId} {entry.SourceVersion} left: {Encoding.UTF8.GetString(entry.Entry.Span)}"),
            .. withheld.Select(decision => $"{decision.ObjectId} {decision.Version} withheld: {decision.Verdict}"),
        ];
    }

    /// <summary>Lets time pass and decides everything that waits.</summary>
    public async Task SettleAsync()
    {
        _clock.Advance(TimeSpan.FromSeconds(1));
        await _node.SettleAsync(default);
    }

    /// <summary>One request of a partner; the answer as one text: status, headers in order, body as hexadecimal.</summary>
    public async Task<TwinAnswer> AskAsync(string party, string method, string address, string? body = null, string? encoding = null)
    {
        var context = new DefaultHttpContext();
        var question = address.IndexOf('?', StringComparison.Ordinal);
        context.Request.Method = method;
        context.Request.Scheme = "https";
        context.Request.Host = new HostString("node.example");
        context.Request.Path = PathString.FromUriComponent(question < 0 ? address : address[..question]);
        context.Request.QueryString = new QueryString(question < 0 ? "" : address[question..]);
        context.Request.Headers.Authorization = $"Bearer {Token(party)}";
        if (encoding is not null) context.Request.Headers.AcceptEncoding = encoding;
        if (body is not null)
        {
            var bytes = Encoding.UTF8.GetBytes(body);
            context.Request.ContentType = "application/taxii+json;version=2.1";
            context.Request.ContentLength = bytes.Length;
            context.Request.Body = new MemoryStream(bytes);
        }

        var output = new MemoryStream();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(output));
        await _server.HandleAsync(context.Features);
        var headers = context.Response.Headers.OrderBy(header => header.Key, StringComparer.Ordinal)
            .Select(header => $"{header.Key}: {header.Value}");
        return new TwinAnswer(context.Response.StatusCode, string.Join('\n', headers), output.ToArray());
    }

    private static async Task<TwinNode> OpenAsync(string root)
    {
        var clock = new FakeTimeProvider(SampleAgreements.Within);
        var count = 0L;
        var node = await Node.OpenAsync(new NodeFolder(root), clock, Fill, NoFaults.Instance, default);
        var twin = new TwinNode(node, clock);
        await twin._site.StartAsync();
        return twin;

        // Ids are counted; salts are all the same, so that what else was decided does not show in them.
        void Fill(Span<byte> bytes)
        {
            bytes.Fill(7);
            if (bytes.Length == IdBytes) BitConverter.TryWriteBytes(bytes[8..], ++count);
        }
    }

    private async Task ActivateAsync(string pair)
    {
        AgreementDocument? parent = null;
        foreach (var kind in new[] { "memorandum", "arrangement" })
        {
            var name = $"{pair}-cyber-{kind}";
            var document = SampleAgreements.Read(SampleAgreements.Draw(name, parent, NameOurKey));
            var text = File.ReadAllBytes(Repository.PathOf($"samples/coalition/{name}.en.txt"));
            var reasons = await _node.Book.ActivateAsync(
                Sign(document),
                ImmutableDictionary<string, ReadOnlyMemory<byte>>.Empty.Add("en", text), default);
            if (!reasons.IsEmpty) throw new InvalidOperationException(string.Join("; ", reasons));
            parent = document;
        }
    }

    /// <summary>The samples name keys by party, and a node by its origin.</summary>
    private static void NameOurKey(JsonObject document)
    {
        var us = SampleAgreements.Parameters(document, "parties")["parties"]!.AsArray()
            .First(party => party!["id"]!.GetValue<string>() == Japan)!;
        us["keys"]!["agreement"]![0]!["kid"] = KidOf(Japan);
    }

    private static SignedAgreement Sign(AgreementDocument document) => document.Parties.Aggregate(
        SignedAgreement.Unsigned(document),
        (signed, party) => signed.AddSignature(KidOf(party.Id), SampleAgreements.Key(party.Id, 1)));

    private static string KidOf(string party) => party == Japan ? $"{Origin}/agreement" : party;

    private static string Token(string party) => $"{party}.secret";

    private static string KeysOf(string party) => JsonSerializer.Serialize(new
    {
        agreement = new[]
        {
            new { alg = "Ed25519", kid = party, publicKey = SampleAgreements.Key(party, 1).VerificationKey.ToBase64() },
        },
        log = SampleAgreements.Key(party, 2).VerificationKey.ToBase64(),
        witness = SampleAgreements.Key(party, 3).VerificationKey.ToBase64(),
    });

    private static void WriteKey(string path, string name, byte purpose)
    {
        var seed = new byte[32];
        Encoding.UTF8.GetBytes(Japan, seed);
        seed[31] = purpose;
        NodeFolder.WritePrivate(path, Encoding.UTF8.GetBytes(PrivateKeyText.Format(name, seed) + "\n"));
    }
}
