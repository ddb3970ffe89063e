using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Entente.Cli.Output;
using Entente.Taxii.Client;
using Spectre.Console;

namespace Entente.Cli.Taxii;

/// <summary>
/// Who we are to a server, and by what we know it. Secrets come from files, the environment or the terminal, never from
/// the command line, which other users of the machine can read.
/// </summary>
internal sealed class ServerOptions
{
    private const string PasswordVariable = "ENTENTE_TAXII_PASSWORD";

    private readonly Option<string?> _user = new("--user")
    {
        Description = $"user name for HTTP Basic; the password comes from --password-file, {PasswordVariable}, "
            + "or is asked for",
    };

    private readonly Option<FileInfo?> _passwordFile = new("--password-file")
    {
        Description = "file with the password in its first line",
    };

    private readonly Option<FileInfo?> _tokenFile = new("--token-file")
    {
        Description = "file with a bearer token in its first line",
    };

    private readonly Option<FileInfo?> _certificate = new("--certificate")
    {
        Description = "our certificate, PEM, its issuers below it, for servers that ask for one",
    };

    private readonly Option<FileInfo?> _key = new("--key")
    {
        Description = "the certificate's private key, PEM; left out if it is in the same file",
    };

    private readonly Option<string[]> _pins = new("--tls-pin")
    {
        Description = "SHA-256 of the server's public key, base64 or hex; trusted whoever signed its certificate",
        HelpName = "SHA256",
    };

    private readonly Option<FileInfo?> _authority = new("--ca")
    {
        Description = "trust only the authorities in this PEM file",
    };

    public Option<bool> Json { get; } = new("--json") { Description = "print JSON for programs" };

    /// <summary>Adds the options to a verb.</summary>
    public static ServerOptions AddTo(Command command)
    {
        var options = new ServerOptions();
        foreach (var option in new Option[]
        {
            options._user, options._passwordFile, options._tokenFile, options._certificate, options._key, options._pins,
            options._authority, options.Json,
        })
        {
            command.Add(option);
        }

        return options;
    }

    /// <summary>A client for the server of an address.</summary>
    public ServerSession Open(ParseResult parsed, Uri address) => new(
        new Uri(address, "/"),
        Credential(parsed),
        new TaxiiHandlerOptions
        {
            ClientCertificate = Certificate(parsed),
            ClientCertificateIssuers = Issuers(parsed),
            TlsPins = [.. (parsed.GetValue(_pins) ?? []).Select(Pin)],
            Authorities = Authorities(parsed),
        });

    private TaxiiCredential? Credential(ParseResult parsed)
    {
        var (user, passwordFile, tokenFile) =
            (parsed.GetValue(_user), parsed.GetValue(_passwordFile), parsed.GetValue(_tokenFile));
        if (user is not null && tokenFile is not null)
        {
            throw new Failure("credential", "there are a user and a token", "give one of them");
        }

        if (user is null && passwordFile is not null)
        {
            throw new Failure("credential", "there is a password for nobody", "give `--user`, too");
        }

        if (tokenFile is not null) return Token(FirstLine(tokenFile));
        if (user is null) return null;
        if (user.Contains(':', StringComparison.Ordinal))
        {
            throw new Failure("credential", $"the user `{user}` has a colon, which HTTP Basic cannot carry");
        }

        return TaxiiCredential.Basic(user, passwordFile is not null ? FirstLine(passwordFile) : Password(user));
    }

    private static TaxiiCredential Token(string token) =>
        token.Length > 0 && token.All(c => c is > ' ' and <= '~')
            ? TaxiiCredential.Bearer(token)
            : throw new Failure("credential", "the file holds no token", "a token is one line of visible ASCII");

    private static string Password(string user)
    {
        if (Environment.GetEnvironmentVariable(PasswordVariable) is { } password) return password;
        if (Console.IsInputRedirected || Console.IsErrorRedirected)
        {
            throw new Failure(
                "credential", $"there is no password for `{user}`",
                $"give `--password-file`, or set {PasswordVariable}");
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Prompt(new TextPrompt<string>($"password of {Markup.Escape(user)}:").Secret(null).AllowEmpty());
    }

    private static string FirstLine(FileInfo file)
    {
        using var reader = file.OpenText();
        return reader.ReadLine() ?? "";
    }

    private static string Pin(string text) => PublicKeyPin.TryParse(text, out var pin)
        ? pin
        : throw new Failure("tls-pin", $"`{text}` is no SHA-256", "44 characters of base64, or 64 hexadecimal digits");

    private X509Certificate2? Certificate(ParseResult parsed)
    {
        var (certificate, key) = (parsed.GetValue(_certificate), parsed.GetValue(_key));
        if (certificate is null)
        {
            return key is null ? null : throw new Failure("certificate", "there is a key without `--certificate`");
        }

        try
        {
            return X509Certificate2.CreateFromPemFile(certificate.FullName, key?.FullName);
        }
        catch (CryptographicException)
        {
            throw new Failure(
                "certificate", $"`{certificate.Name}` and its key cannot be used",
                "both must be PEM, the key not encrypted, and of one pair");
        }
    }

    /// <summary>What stands behind our certificate in its file.</summary>
    private X509Certificate2Collection Issuers(ParseResult parsed)
    {
        var all = new X509Certificate2Collection();
        if (parsed.GetValue(_certificate) is { } file) all.ImportFromPemFile(file.FullName);
        return [.. all.Skip(1)];
    }

    private X509Certificate2Collection? Authorities(ParseResult parsed)
    {
        if (parsed.GetValue(_authority) is not { } file) return null;
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPemFile(file.FullName);
        }
        catch (CryptographicException)
        {
            // Said below, as for a file without certificates.
        }

        return authorities.Count > 0
            ? authorities
            : throw new Failure("ca", $"`{file.Name}` holds no certificate", "it must be PEM");
    }
}
