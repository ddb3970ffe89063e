using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Entente.Exchange.Ports;
using Entente.Server.Auth;
using Entente.Server.Hosting;

namespace Entente.Server.Commands;

/// <summary>The options that say what kind of credential a partner gets, and the issuing of it.</summary>
internal sealed class CredentialOptions
{
    private const int SecretBytes = 32;
    private const int NameBytes = 6;

    private readonly Option<bool> _basic = new("--basic") { Description = "issue a user name and a password" };

    private readonly Option<bool> _token = new("--token") { Description = "issue a bearer token" };

    private readonly Option<FileInfo?> _certificate = new("--certificate")
    {
        Description = "take the client certificate in this PEM file; its public key is pinned",
    };

    private readonly Option<FileInfo?> _authority = new("--ca")
    {
        Description = "take every client certificate that the authority in this PEM file issued for `--subject`",
    };

    private readonly Option<string?> _subject = new("--subject")
    {
        Description = "with `--ca`: the DNS name or common name in the client's certificate",
    };

    private readonly Option<int?> _days = new("--days") { Description = "days until it expires; never when left out" };

    private readonly Option<FileInfo?> _out = new("--out")
    {
        Description = "write the secret to this file, which only its owner can read, instead of the terminal",
    };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _basic, _token, _certificate, _authority, _subject, _days, _out })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Whether any kind was asked for.</summary>
    public bool IsAsked(ParseResult parsed) =>
        parsed.GetValue(_basic) || parsed.GetValue(_token) || parsed.GetValue(_certificate) is not null
        || parsed.GetValue(_authority) is not null;

    /// <summary>Makes the credential, keeps it, and prints what the partner needs. A token when no kind was asked for.</summary>
    public async Task IssueAsync(ParseResult parsed, NodeStore store, string party, CancellationToken cancellation)
    {
        RequireOneKind(parsed);
        var now = TimeProvider.System.GetUtcNow();
        var (row, secret) = Make(parsed, party, now, parsed.GetValue(_days) is { } days ? now.AddDays(days) : null);
        if (await store.Partners.FindCredentialAsync(row.Name, cancellation) is { } taken)
        {
            throw new InvalidDataException(
                $"`{taken.Name}` is a credential of `{taken.Party}` already; every credential is issued once");
        }

        await store.Partners.AddCredentialAsync(row, cancellation);
        var kind = row.Kind switch { "basic" => "user", "bearer" => "token", _ => row.Kind };
        Console.WriteLine($"{kind} {row.Name}");
        if (secret is null) return;
        if (parsed.GetValue(_out) is { } target) NodeFolder.WritePrivate(target.FullName, Encoding.UTF8.GetBytes(secret));
        else Console.WriteLine($"secret {secret} (shown this once)");
    }

    private void RequireOneKind(ParseResult parsed)
    {
        var kinds = new[]
        {
            parsed.GetValue(_basic), parsed.GetValue(_token), parsed.GetValue(_certificate) is not null,
            parsed.GetValue(_authority) is not null,
        };
        if (kinds.Count(asked => asked) > 1)
        {
            throw new InvalidDataException(
                "one credential is of one kind; give `--basic`, `--token`, `--certificate` or `--ca`, and run it again "
                + "for another");
        }

        if (parsed.GetValue(_authority) is null != string.IsNullOrEmpty(parsed.GetValue(_subject)))
        {
            throw new InvalidDataException("`--ca` and `--subject` go together: an authority issues to many");
        }
    }

    private (CredentialRow Row, string? Secret) Make(
        ParseResult parsed, string party, DateTimeOffset now, DateTimeOffset? expires)
    {
        if (parsed.GetValue(_certificate) is { } file)
        {
            using var certificate = Load(file);
            return (CertificateCredential.Pin(certificate, party, now, expires), null);
        }

        if (parsed.GetValue(_authority) is { } authorityFile)
        {
            using var authority = Load(authorityFile);
            return (CertificateCredential.Trust(authority, parsed.GetValue(_subject)!, party, now, expires), null);
        }

        var name = $"{party}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NameBytes))}";
        var random = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));
        return parsed.GetValue(_basic)
            ? (new CredentialRow(name, party, "basic", SecretHash.OfPassword(random), now, expires, null), random)
            : (Token($"{name}.{random}"), $"{name}.{random}");

        CredentialRow Token(string token) =>
            new(name, party, "bearer", SecretHash.OfToken(token), now, expires, null);
    }

    private static X509Certificate2 Load(FileInfo file)
    {
        try
        {
            return X509Certificate2.CreateFromPem(File.ReadAllText(file.FullName));
        }
        catch (CryptographicException)
        {
            throw new InvalidDataException($"`{file.FullName}` holds no certificate in PEM form");
        }
    }
}
