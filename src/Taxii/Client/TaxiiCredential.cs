using System.Net.Http.Headers;
using System.Text;

namespace Entente.Taxii.Client;

/// <summary>How a client says who it is. Printing one never shows the secret.</summary>
public sealed class TaxiiCredential
{
    private TaxiiCredential(AuthenticationHeaderValue header) => Header = header;

    /// <summary>The header that carries it.</summary>
    public AuthenticationHeaderValue Header { get; }

    /// <summary>HTTP Basic (RFC 7617), in UTF-8; every TAXII client must know it (TAXII 2.1 §8.5.1.4).</summary>
    /// <exception cref="ArgumentException">The user name has a colon, which Basic cannot carry.</exception>
    public static TaxiiCredential Basic(string user, string password)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (user.Contains(':', StringComparison.Ordinal))
        {
            throw new ArgumentException("a user name for HTTP Basic has no colon", nameof(user));
        }

        return new(new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))));
    }

    /// <summary>A bearer token (RFC 6750).</summary>
    public static TaxiiCredential Bearer(string token) => new(new("Bearer", token));

    /// <inheritdoc/>
    public override string ToString() => $"{Header.Scheme} (secret)";
}
