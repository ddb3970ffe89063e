using System.CommandLine;
using System.Security.Cryptography;
using Entente.Server.Hosting;
using Entente.Stix;

namespace Entente.Server.Commands;

/// <summary><c>entente-node init</c>: makes a node's data folder.</summary>
internal static class InitCommand
{
    public static Command Create()
    {
        var data = DataOption.Create();
        var party = new Option<string>("--party") { Description = "our party id in agreements, such as `jp-cdu`", Required = true };
        var origin = new Option<string>("--origin") { Description = "prefix of our logs' names, such as `cdu.mod.jp.example`", Required = true };
        var name = new Option<string>("--name") { Description = "our organisation's name", Required = true };
        var identity = new Option<string?>("--identity") { Description = "id of our STIX identity; a new one when left out" };
        var partners = new Option<string>("--partner-address")
        {
            Description = "address that partners connect to", DefaultValueFactory = _ => "https://127.0.0.1:7443",
        };
        var local = new Option<string>("--local-address")
        {
            Description = "loopback address of the operator's interface and the pages", DefaultValueFactory = _ => "http://127.0.0.1:7101",
        };
        var networks = new Option<string[]>("--allow-network")
        {
            Description = "private network, in CIDR form, on which partners may be reached; repeatable",
        };
        var interval = new Option<int>("--pull-interval")
        {
            Description = "seconds between two pulls from partners", DefaultValueFactory = _ => 60,
        };
        var command = new Command("init", "make a node: keys, tokens, a TLS certificate of its own, settings")
        {
            data, party, origin, name, identity, partners, local, networks, interval,
        };
        command.SetAction(parsed => Run(
            parsed.Open(data),
            new NodeSettings
            {
                Party = parsed.GetValue(party)!,
                Origin = parsed.GetValue(origin)!,
                Name = parsed.GetValue(name)!,
                IdentityId = parsed.GetValue(identity) ?? NewIdentity(),
                PartnerAddress = parsed.GetValue(partners)!,
                LocalAddress = parsed.GetValue(local)!,
                PrivateNetworksAllowed = parsed.GetValue(networks) ?? [],
                PullIntervalSeconds = parsed.GetValue(interval),
            }));
        return command;
    }

    private static int Run(NodeFolder folder, NodeSettings settings)
    {
        if (folder.Exists) throw new InvalidDataException($"`{folder.Root}` holds a node already");
        if (!StixId.TryGetType(settings.IdentityId, out var type) || type is not "identity")
        {
            throw new InvalidDataException($"`{settings.IdentityId}` is not the id of an identity");
        }

        var local = new Uri(settings.LocalAddress);
        if (!local.IsLoopback) throw new InvalidDataException($"`{settings.LocalAddress}` is not a loopback address");
        var isResumed = NodeInit.Create(
            folder, settings, TimeProvider.System.GetUtcNow(), CrashPoint.FromEnvironment());
        if (isResumed) Console.WriteLine("an `init` that did not end had made keys here; they were kept");
        Console.WriteLine($"node `{settings.Party}` is in {folder.Root}");
        Console.WriteLine($"give partners {folder.PublicKeys}, in a way in which they can trust it");
        Console.WriteLine("its TLS certificate is self-signed");
        TlsCommand.WriteAccount(folder);
        Console.WriteLine("a partner's node pins that key, which the file names; a partner with other software must");
        Console.WriteLine($"trust {folder.TlsCertificate}, or you put an authority's certificate there");
        return 0;
    }

    private static string NewIdentity()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        return $"identity--{StixId.Shape(bytes, version: 4)}";
    }
}
