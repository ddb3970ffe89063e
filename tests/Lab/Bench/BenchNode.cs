using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Entente.Agreements.Documents;
using Entente.Agreements.Signatures;
using Entente.Exchange;
using Entente.Exchange.Delivery;
using Entente.Exchange.Inbound;
using Entente.Exchange.Policy;
using Entente.Exchange.Ports;
using Entente.Stix;
using Entente.Storage;
using Entente.Transparency;

namespace Entente.Lab.Bench;

/// <summary>A node without HTTP: what is measured is the exchange and the store.</summary>
internal sealed class BenchNode : IAsyncDisposable
{
    private BenchNode(string party, string origin, string identity, string folder)
    {
        Identity = new NodeIdentity
        {
            Party = party, Origin = origin, IdentityId = identity, AgreementKeyId = $"{origin}/agreement",
            AgreementKey = Key(party, 1), LogKey = Key(party, 2), WitnessKey = Key(party, 3), DerivativeSecret = new byte[32],
        };
        Store = Stores.OpenSqlite(Path.Combine(folder, $"{party}.db"), NoFaults.Instance);
        Book = new AgreementBook(Store, Identity, TimeProvider.System, () => StixId.Shape(RandomNumberGenerator.GetBytes(16), 4).ToString());
        Pipeline = new Pipeline(Store, Identity, Book, TimeProvider.System, RandomNumberGenerator.Fill, StixLimits.Default);
        Channels = new ChannelReader(Store.Ledger, Book, TimeProvider.System);
        Receiver = new Receiver(Store, Identity, TimeProvider.System, StixLimits.Default);
    }

    public NodeIdentity Identity { get; }

    public NodeStore Store { get; }

    public AgreementBook Book { get; }

    public Pipeline Pipeline { get; }

    public ChannelReader Channels { get; }

    public Receiver Receiver { get; }

    /// <summary>Japan's and Viet Nam's nodes under the sample agreement.</summary>
    public static async Task<(BenchNode Japan, BenchNode VietNam)> OpenPairAsync(string folder, string samples)
    {
        var japan = new BenchNode("jp-cdu", "cdu.mod.jp.example", "identity--42e68371-f6e1-41f8-b0c4-65b09e8e9f72", folder);
        var vietNam = new BenchNode("vn-cyc", "cyc.mnd.vn.example", "identity--e9d00bfd-a048-4fd0-bb6d-d8f48f12d59e", folder);
        await japan.Store.Partners.SavePartnerAsync(new PartnerRow("vn-cyc", vietNam.KeysJson().ToJsonString(), null, null, null, null), default);
        await vietNam.Store.Partners.SavePartnerAsync(new PartnerRow("jp-cdu", japan.KeysJson().ToJsonString(), null, null, null, null), default);
        string? parent = null;
        foreach (var name in new[] { "jp-vn-cyber-memorandum", "jp-vn-cyber-arrangement" })
        {
            var signed = Sign(Path.Combine(samples, "coalition", $"{name}.template.json"), parent, japan, vietNam);
            parent = signed.Document.Digest.ToHex();
            foreach (var node in new[] { japan, vietNam })
            {
                var reasons = await node.Book.ActivateAsync(signed, ImmutableDictionary<string, ReadOnlyMemory<byte>>.Empty, default);
                if (!reasons.IsEmpty) throw new InvalidOperationException(string.Join("; ", reasons));
            }
        }

        return (japan, vietNam);
    }

    public async ValueTask DisposeAsync()
    {
        Pipeline.Dispose();
        Book.Dispose();
        await Store.DisposeAsync();
        Identity.Dispose();
    }

    private static SignedAgreement Sign(string template, string? parent, params BenchNode[] nodes)
    {
        var json = JsonNode.Parse(File.ReadAllBytes(template))!.AsObject();
        foreach (var clause in json["clauses"]!.AsArray())
        {
            var parameters = clause!["parameters"]!.AsObject();
            if (parent is not null && clause["type"]!.GetValue<string>() == "instrument") parameters["parent"]!["sha256"] = parent;
            if (clause["type"]!.GetValue<string>() != "parties") continue;
            foreach (var party in parameters["parties"]!.AsArray())
            {
                party!["keys"] = nodes.Single(node => node.Identity.Party == party["id"]!.GetValue<string>()).KeysJson();
            }
        }

        var document = AgreementDocument.Read(Encoding.UTF8.GetBytes(json.ToJsonString()), out var faults)
            ?? throw new InvalidOperationException(string.Join("; ", faults));
        return nodes.Aggregate(
            SignedAgreement.Unsigned(document),
            (signed, node) => signed.AddSignature(node.Identity.AgreementKeyId, node.Identity.AgreementKey));
    }

    private JsonObject KeysJson() => new()
    {
        ["agreement"] = new JsonArray(new JsonObject
        {
            ["alg"] = "Ed25519", ["kid"] = Identity.AgreementKeyId, ["publicKey"] = Identity.AgreementKey.VerificationKey.ToBase64(),
        }),
        ["log"] = Identity.LogKey.VerificationKey.ToBase64(),
        ["witness"] = Identity.WitnessKey.VerificationKey.ToBase64(),
    };

    private static SigningKey Key(string party, byte purpose) =>
        SigningKey.FromSeed(SHA256.HashData(Encoding.UTF8.GetBytes($"bench {party} {purpose}")));
}
