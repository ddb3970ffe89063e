using System.Security.Cryptography;
using System.Text;
using Entente.Server.Auth;
using Entente.Server.Hosting;

namespace Entente.Server.Api;

/// <summary>Who asks at the local interface: the operator, or a releaser by an account of its own.</summary>
internal static class LocalCaller
{
    /// <summary>The operator's name as a submitter and as a releaser; no account has it.</summary>
    public const string Operator = "operator";

    private const string Scheme = "Bearer ";
    private static readonly object Key = new();

    /// <summary>Lets the operator pass, and releasers where they may.</summary>
    public static RouteGroupBuilder Guard(
        this RouteGroupBuilder group, Node node, LocalTokens tokens, bool forReleasers)
    {
        group.AddEndpointFilter(async (context, next) =>
        {
            var http = context.HttpContext;
            var authorization = (string?)http.Request.Headers.Authorization;
            var name = tokens.IsOperator(authorization)
                ? Operator
                : forReleasers ? await FindReleaserAsync(node, authorization, http.RequestAborted) : null;
            if (name is null) return Refuse(forReleasers);
            http.Items[Key] = name;
            return await next(context);
        });
        return group;
    }

    /// <summary>The caller that <see cref="Guard"/> let pass.</summary>
    public static string Of(HttpContext context) => (string)context.Items[Key]!;

    /// <summary>
    /// What the store keeps of a token. It is random and of 256 bits, so one round of SHA-256 is enough.
    /// </summary>
    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private static async Task<string?> FindReleaserAsync(
        Node node, string? authorization, CancellationToken cancellation)
    {
        if (authorization?.StartsWith(Scheme, StringComparison.Ordinal) != true) return null;

        // Found by its hash: what a search by it takes says nothing about the token.
        var hash = HashOf(authorization[Scheme.Length..]);
        var account = await node.Store.Approvals.FindReleaserAsync(hash, cancellation);
        return account is { RevokedAt: null } ? account.Name : null;
    }

    private static IResult Refuse(bool forReleasers) => Results.Json(
        new
        {
            errors = new[]
            {
                new
                {
                    code = "unauthorized",
                    message = forReleasers
                        ? "a releaser's token is needed, or the operator's" : "the operator's token is needed",
                    place = "",
                    hint = forReleasers
                        ? "`entente-node releaser add` makes one" : "it lies in `operator.token` of the data folder",
                },
            },
        },
        statusCode: StatusCodes.Status401Unauthorized);
}
