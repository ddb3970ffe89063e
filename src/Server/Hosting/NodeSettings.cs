using System.Text.Json;
using System.Text.Json.Serialization;

namespace Entente.Server.Hosting;

/// <summary>
/// What <c>init</c> decided about this node: <c>node.json</c> in its data folder. Nothing in it is secret.
/// </summary>
/// <remarks>
/// What may be left out has a setter: the generated reader gives an init-only property that is absent the default of its
/// type, not the value that stands here.
/// </remarks>
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
    public int PullIntervalSeconds { get; set; } = 60;

    /// <summary>
    /// Networks on which partners may be reached although they are private or loopback, in CIDR form.
    /// </summary>
    public IReadOnlyList<string> PrivateNetworksAllowed { get; set; } = [];

    /// <summary>What partners may ask of the site that they reach.</summary>
    public PartnerLimits PartnerLimits { get; set; } = new();

    public static NodeSettings Read(string path)
    {
        var settings = JsonSerializer.Deserialize(File.ReadAllBytes(path), NodeSettingsJson.Default.NodeSettings)
            ?? throw new InvalidDataException($"`{path}` is empty");
        return settings.PartnerLimits.WhyNot() is { } reason
            ? throw new InvalidDataException($"`{path}`: {reason}")
            : settings;
    }

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, NodeSettingsJson.Default.NodeSettings);
}

/// <summary>The JSON form of <see cref="NodeSettings"/>.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(NodeSettings))]
internal sealed partial class NodeSettingsJson : JsonSerializerContext;
