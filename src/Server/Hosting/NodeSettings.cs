using System.Text.Json;
using System.Text.Json.Serialization;

namespace Entente.Server.Hosting;

/// <summary>What <c>init</c> decided about this node: <c>node.json</c> in its data folder. Nothing in it is secret.</summary>
internal sealed record NodeSettings
{
    /// <summary>Our party id in every agreement.</summary>
    public required string Party { get; init; }

    /// <summary>The prefix of our log and witness names.</summary>
    public required string Origin { get; init; }

    /// <summary>Our organisation's name, for our STIX identity.</summary>
    public required string Name { get; init; }

    /// <summary>The id of our STIX identity.</summary>
    public required string IdentityId { get; init; }

    /// <summary>The address partners connect to, over TLS.</summary>
    public required string PartnerAddress { get; init; }

    /// <summary>The loopback address of the operator's interface and the pages.</summary>
    public required string LocalAddress { get; init; }

    /// <summary>Seconds between two pulls from each partner.</summary>
    public int PullIntervalSeconds { get; init; } = 60;

    /// <summary>Networks on which partners may be reached although they are private or loopback, in CIDR form.</summary>
    public IReadOnlyList<string> PrivateNetworksAllowed { get; init; } = [];

    /// <summary>How many requests a second each partner may make; more get 429.</summary>
    public int RequestsPerSecondMax { get; init; } = 1_000;

    /// <summary>How many requests each partner may make in one go before that rate counts.</summary>
    public int RequestsBurstMax { get; init; } = 2_000;

    /// <summary>How many requests of each partner are worked on at once.</summary>
    public int RequestsAtOnceMax { get; init; } = 32;

    /// <summary>How many more of them wait for their turn; further ones get 503.</summary>
    public int RequestsWaitingMax { get; init; } = 64;

    public static NodeSettings Read(string path) =>
        JsonSerializer.Deserialize(File.ReadAllBytes(path), NodeSettingsJson.Default.NodeSettings)
        ?? throw new InvalidDataException($"`{path}` is empty");

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, NodeSettingsJson.Default.NodeSettings);
}

/// <summary>The JSON form of <see cref="NodeSettings"/>.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(NodeSettings))]
internal sealed partial class NodeSettingsJson : JsonSerializerContext;
