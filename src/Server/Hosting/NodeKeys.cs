using System.Text;
using Entente.Exchange;
using Entente.Transparency;

namespace Entente.Server.Hosting;

/// <summary>Loads a node's private keys.</summary>
internal static class NodeKeys
{
    public static NodeIdentity Load(NodeFolder folder, NodeSettings settings)
    {
        var agreement = Read(folder.AgreementKey);
        return new NodeIdentity
        {
            Party = settings.Party,
            Origin = settings.Origin,
            IdentityId = settings.IdentityId,
            AgreementKey = agreement,
            AgreementKeyId = $"{settings.Origin}/agreement",
            LogKey = Read(folder.LogKey),
            WitnessKey = Read(folder.WitnessKey),
            DerivativeSecret = File.ReadAllBytes(folder.DerivativeSecret),
        };
    }

    private static SigningKey Read(string path)
    {
        var text = Encoding.UTF8.GetString(File.ReadAllBytes(path)).Trim();
        return PrivateKeyText.TryParse(text, out _, out var key)
            ? key
            : throw new InvalidDataException($"`{path}` is not a private key file");
    }
}
