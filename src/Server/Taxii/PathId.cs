namespace Entente.Server.Taxii;

/// <summary>
/// The id of a collection or a status in a path. Both are UUIDs of ours in lower case; as input either case is taken
/// (RFC 4122 §3).
/// </summary>
internal static class PathId
{
    public static string Of(string? segment) => segment?.ToLowerInvariant() ?? "";
}
