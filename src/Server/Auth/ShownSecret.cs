using System.Text;
using System.Text.Unicode;
using Entente.Exchange.Ports;
using Microsoft.Extensions.Primitives;

namespace Entente.Server.Auth;

/// <summary>What an Authorization header shows: the name of a credential and the secret that proves it.</summary>
/// <param name="Kind">basic or bearer.</param>
/// <param name="Name">The credential's name.</param>
/// <param name="Secret">The password, or the whole token.</param>
internal readonly record struct ShownSecret(string Kind, string Name, string Secret)
{
    /// <summary>A longer password is none of ours.</summary>
    public const int PasswordBytesMax = 1024;

    /// <summary>A longer header is no credential of ours, and is not looked into.</summary>
    private const int HeaderCharsMax = 2048;

    private const string Basic = "Basic ";
    private const string Bearer = "Bearer ";

    /// <summary>Reads the one header that a request may have; null when it is no credential.</summary>
    public static ShownSecret? Read(StringValues headers)
    {
        if (headers is not [{ Length: <= HeaderCharsMax } header]) return null;
        if (Is(Bearer)) return ReadBearer(header[Bearer.Length..].Trim());
        return Is(Basic) ? ReadBasic(header[Basic.Length..].Trim()) : null;

        bool Is(string scheme) => header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>
    /// The spelling of a password that is hashed: composed, so that it does not matter on which system it was typed
    /// (RFC 7617 §2.1, RFC 8265 §4.2).
    /// </summary>
    public static string Compose(string password) => password.Normalize(NormalizationForm.FormC);

    /// <summary>No token is printed with its secret.</summary>
    public override string ToString() => $"{Kind} {Name}";

    /// <summary><c>name.secret</c> (RFC 6750 §2.1); the name is the token's public half.</summary>
    private static ShownSecret? ReadBearer(string token)
    {
        var dot = token.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 ? new ShownSecret(CredentialKind.Bearer, token[..dot], token) : null;
    }

    /// <summary>User and password, in UTF-8, with everything behind the first colon (RFC 7617 §2).</summary>
    private static ShownSecret? ReadBasic(string text)
    {
        Span<byte> buffer = stackalloc byte[HeaderCharsMax];
        if (!Convert.TryFromBase64String(text, buffer, out var length)) return null;
        var pair = buffer[..length];
        var colon = pair.IndexOf((byte)':');
        if (colon <= 0 || !Utf8.IsValid(pair)) return null;
        var password = Encoding.UTF8.GetString(pair[(colon + 1)..]);
        return new ShownSecret(CredentialKind.Basic, Encoding.UTF8.GetString(pair[..colon]), Compose(password));
    }
}
