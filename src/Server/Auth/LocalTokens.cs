using System.Security.Cryptography;
using System.Text;
using Entente.Server.Hosting;

namespace Entente.Server.Auth;

/// <summary>
/// The two secrets of the local interface: the operator's, which may do everything, and the viewer's, which opens the
/// pages. Both lie in files that only the owner of the data folder can read.
/// </summary>
internal sealed class LocalTokens
{
    /// <summary>The cookie that holds the viewer's token once a page was opened with it.</summary>
    public const string CookieName = "entente-viewer";

    private readonly byte[] _operator;
    private readonly byte[] _viewer;

    public LocalTokens(NodeFolder folder)
    {
        _operator = File.ReadAllBytes(folder.OperatorToken);
        _viewer = File.ReadAllBytes(folder.ViewerToken);
    }

    public static byte[] Create() => Encoding.ASCII.GetBytes(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));

    public bool IsOperator(string? authorization) =>
        authorization is not null
        && authorization.StartsWith("Bearer ", StringComparison.Ordinal)
        && Same(authorization["Bearer ".Length..], _operator);

    public bool IsViewer(string? token) => token is not null && Same(token, _viewer);

    private static bool Same(string given, byte[] expected) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), expected);
}
